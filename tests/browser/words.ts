import type { Words } from './customer'
import type { DeskWords } from './desk'

/** What the two pages say in each language. */
export const words: Record<'zh' | 'en', { widget: Words; desk: DeskWords }> = {
  zh: {
    widget: { locale: 'zh-CN', help: /投诉|客服|问题|帮/, open: /客服/, message: '消息', send: '发送', replies: '快捷回复', log: '对话内容' },
    desk: {
      name: '用户名', password: '密码', signIn: '登录', queue: '会话列表', take: '接管', transcript: '对话记录', reply: '回复客户',
      send: '发送回复', resolve: '标记解决', cancel: '取消', details: '详情', note: '内部备注', addNote: '添加备注',
    },
  },
  en: {
    widget: { locale: 'en', help: /complain|help|problem|wrong|care/i, open: /chat/i, message: 'Your message', send: 'Send', replies: 'Suggested replies', log: 'Conversation' },
    desk: {
      name: 'User name', password: 'Password', signIn: 'Sign in', queue: 'Queue', take: 'Take over', transcript: 'Transcript',
      reply: 'Reply to the customer', send: 'Send reply', resolve: 'Resolve', cancel: 'Cancel', details: 'Details', note: 'Internal note', addNote: 'Add note',
    },
  },
}
