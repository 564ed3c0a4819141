import { createContext, useContext } from 'react'
import type { Phase } from './phases'

export type Language = 'zh' | 'en'

export const languageOf = (locale: string): Language => (/^zh\b/i.test(locale) ? 'zh' : 'en')

/** For dates and numbers. */
export const LOCALES: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en-GB' }

const en = {
  product: 'Amends',
  signIn: 'Sign in',
  name: 'User name',
  password: 'Password',
  showPassword: 'Show password',
  signingIn: 'Signing in…',
  wrong: 'The user name or the password is not right.',
  tooMany: (seconds: number) => `Too many attempts. Please wait ${String(seconds)} s and try again.`,
  noServer: 'The server cannot be reached. Please try again.',
  signOut: 'Sign out',
  signedOut: 'Your session has ended. Please sign in again; your drafts are kept.',
  language: '中文',
  languageLabel: '切换到中文',
  theme: 'Theme',
  themes: { auto: 'As the system', light: 'Light', dark: 'Dark' },
  cancel: 'Cancel',
  close: 'Close',
  phases: {
    acknowledge: 'Acknowledge',
    apologise: 'Apologise',
    listen: 'Listen',
    collect: 'Collect',
    assess: 'Assess',
    propose: 'Propose',
    execute: 'Carry out',
    follow_up: 'Follow up',
    close: 'Close',
  } as Record<Phase, string>,
}

export type StaffTexts = typeof en

const zh: StaffTexts = {
  product: 'Amends',
  signIn: '登录',
  name: '用户名',
  password: '密码',
  showPassword: '显示密码',
  signingIn: '正在登录…',
  wrong: '用户名或密码不正确。',
  tooMany: (seconds) => `尝试次数过多，请 ${String(seconds)} 秒后再试。`,
  noServer: '无法连接服务器，请稍后重试。',
  signOut: '退出登录',
  signedOut: '登录已失效，请重新登录。您的草稿已保留。',
  language: 'English',
  languageLabel: 'Switch to English',
  theme: '外观',
  themes: { auto: '跟随系统', light: '浅色', dark: '深色' },
  cancel: '取消',
  close: '关闭',
  phases: {
    acknowledge: '受理',
    apologise: '致歉',
    listen: '倾听',
    collect: '收集信息',
    assess: '评估',
    propose: '提出方案',
    execute: '执行',
    follow_up: '回访',
    close: '结案',
  },
}

/** What the pages for the people of the house both say. */
export const texts = { zh, en }

export const StaffWords = createContext<StaffTexts>(en)
export const useStaffWords = () => useContext(StaffWords)
