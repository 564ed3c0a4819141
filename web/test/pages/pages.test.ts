/**
 * The built pages in a real browser, under the server's Content-Security-Policy, against the development
 * server: nothing is refused, axe finds nothing, and the keyboard is enough. Build first (`npm run build`).
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium } from '@playwright/test'
import type { Browser, BrowserContextOptions, Page } from '@playwright/test'
import type { AxeResults } from 'axe-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { add, begin, hold, openCase, serve } from '../../dev/mock-server.mjs'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const zh = { locale: 'zh-CN' }
const en = { locale: 'en-GB' }
const dark = { colorScheme: 'dark' } as const
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }

let browser: Browser
let server: Awaited<ReturnType<typeof serve>>
const complaints: string[] = []

beforeAll(async () => {
  server = await serve(0)
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
    ],
  })
}, 60_000)
afterAll(async () => {
  await browser.close()
  await server.stop()
})
afterEach(() => {
  expect(complaints.splice(0)).toEqual([])
})

async function visit(path: string, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
  context.setDefaultTimeout(10_000)
  const page = await context.newPage()
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    // That nobody is signed in yet is an answer, not a fault.
    if (message.type() === 'error' && !message.text().includes('401')) complaints.push(message.text())
  })
  await page.goto(`http://127.0.0.1:${String(server.port)}${path}`)
  return page
}

async function accessible(page: Page): Promise<void> {
  await page.evaluate(axe)
  const results = await page.evaluate(
    // Written as text: the function runs in the page, where axe is.
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`,
  )
  const { violations } = results as AxeResults
  expect(violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join('\n')}`)).toEqual(
    [],
  )
}

async function openChat(page: Page): Promise<ReturnType<Page['getByRole']>> {
  await page.locator('.help button').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('listitem').first().waitFor()
  return dialog
}

describe('the demo shop', () => {
  test.each([
    ['zh', { ...zh }],
    ['en, dark', { ...en, ...dark }],
    ['zh, phone', { ...zh, ...phone }],
  ])('%s: every scenario is accessible', async (_, options) => {
    const page = await visit('/', options)
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click()
      await accessible(page)
    }
  })
})

describe('the widget', () => {
  test.each([
    ['zh', { ...zh }],
    ['zh, dark', { ...zh, ...dark }],
    ['en', { ...en }],
    ['en, dark, phone', { ...en, ...dark, ...phone }],
  ])('%s: a conversation is accessible', async (_, options) => {
    const page = await visit('/', options)
    const dialog = await openChat(page)
    await accessible(page)
    const field = dialog.getByRole('textbox')
    await field.fill('hello 你好')
    await field.press('Enter')
    await dialog.getByRole('group').getByRole('button').first().click()
    await expect.poll(() => dialog.getByRole('listitem').count()).toBeGreaterThan(5)
    await accessible(page)
  })

  test('the keyboard opens it, writes, and closes it; the focus goes back to where it was opened', async () => {
    const page = await visit('/', en)
    const launcher = page.getByRole('button', { name: 'Open chat' })
    await launcher.focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: /support|care/ })
    await dialog.waitFor()
    await page.keyboard.type('It came broken')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('and late')
    await page.keyboard.press('Enter')
    await dialog.getByText('It came broken\nand late').waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => dialog.count()).toBe(0)
    expect(await launcher.evaluate((button) => button.matches(':focus'))).toBe(true)
  })

  test('a reload keeps the conversation, the draft and the open window', async () => {
    const page = await visit('/#hotel-stay', zh)
    const dialog = await openChat(page)
    const field = dialog.getByRole('textbox')
    await field.fill('空调坏了一整晚')
    await field.press('Enter')
    await dialog.getByText('您希望怎么处理').waitFor()
    await field.fill('还没写完')
    await page.reload()
    await dialog.getByText('空调坏了一整晚').waitFor()
    expect(await dialog.getByText('空调坏了一整晚').count()).toBe(1)
    expect(await dialog.getByRole('textbox').inputValue()).toBe('还没写完')
  })

  test('every target is at least 24 px in both directions', async () => {
    const page = await visit('/', { ...en, ...phone })
    const dialog = await openChat(page)
    await dialog.getByRole('textbox').fill('hello')
    for (const button of await dialog.getByRole('button').all()) {
      const box = await button.boundingBox()
      expect(box?.width).toBeGreaterThanOrEqual(24)
      expect(box?.height).toBeGreaterThanOrEqual(24)
    }
  })

  test('on a phone it covers the page, keeps the Tab key inside, and writes in letters of 16 px', async () => {
    const page = await visit('/', { ...en, ...phone })
    const dialog = await openChat(page)
    expect(await dialog.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 })
    expect(await dialog.getAttribute('aria-modal')).toBe('true')
    for (let n = 0; n < 8; n += 1) {
      await page.keyboard.press('Tab')
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('AMENDS-CHAT')
    }
    const size = await dialog.getByRole('textbox').evaluate((field) => getComputedStyle(field).fontSize)
    expect(size).toBe('16px')
  })
})

describe('the desk', () => {
  async function signIn(options: BrowserContextOptions, name: string): Promise<Page> {
    const page = await visit('/desk', options)
    await page.locator('input[name=name]').fill(name)
    await page.locator('input[name=password]').fill('demo')
    await page.locator('button[type=submit]').click()
    await page.getByRole('switch').waitFor()
    return page
  }

  function complain(locale: string): void {
    const c = begin(locale)
    openCase(c)
    Object.assign(c, { emotion: 'anger', level: 3, priority: 1 })
    add(c, 'customer', 'Where is it?')
    add(c, 'bot', 'Never sent', { withdrawn: true })
    hold(c, 'waiting')
  }

  test.each([
    ['en', { ...en }],
    ['zh, dark', { ...zh, ...dark }],
    ['zh, tablet', { ...zh, viewport: { width: 820, height: 1100 } }],
  ])('%s: signing in, the queue and a conversation are accessible', async (name, options) => {
    complain('zh-CN')
    const fresh = await visit('/desk', options)
    await fresh.locator('form').waitFor()
    await accessible(fresh)
    const page = await signIn(options, `Agent ${name}`)
    await accessible(page)
    await page.locator('.queue section').first().getByRole('listitem').first().getByRole('button').click()
    await page.getByRole('log').waitFor()
    await accessible(page)
    await page.keyboard.press('t')
    await page.getByRole('tab', { selected: true, disabled: false }).first().waitFor()
    await page.locator('.composer.reply textarea').waitFor()
    await accessible(page)
    await page.getByRole('tab').last().click()
    await page.locator('.composer.note textarea').fill('only for us')
    await accessible(page)
    await page.keyboard.press('Control+Enter')
    await page.locator('.line.note').waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await page.getByRole('dialog').waitFor()
    await accessible(page)
  })

  test('single letters do nothing once they are switched off', async () => {
    complain('en')
    const page = await signIn(en, 'Quiet')
    await page.locator('.item').first().waitFor()
    await page.keyboard.press('?')
    await page.getByRole('checkbox').uncheck()
    await page.keyboard.press('Escape')
    await page.keyboard.press('j')
    expect(await page.getByRole('log').count()).toBe(0)
  })

  test('a draft stays with its conversation over a reload', async () => {
    complain('en')
    const page = await signIn(en, 'Drafty')
    await page.locator('.item').first().waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('n')
    await page.getByRole('textbox', { name: 'Internal note' }).fill('half a thought')
    await page.reload()
    await page.locator('.item').first().waitFor()
    await page.keyboard.press('j')
    await expect
      .poll(() => page.getByRole('textbox', { name: 'Internal note' }).inputValue())
      .toBe('half a thought')
  })
})
