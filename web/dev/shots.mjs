/**
 * A development tool: pictures of every surface, against the mock server, into /tmp/shots (or the folder
 * given). `npm run shots`; the browser is Debian's, or what CHROMIUM names.
 */
import { mkdirSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { add, begin, hold, openCase, serve } from './mock-server.mjs'

const folder = process.argv[2] ?? '/tmp/shots'
mkdirSync(folder, { recursive: true })
const server = await serve(0)
const base = `http://127.0.0.1:${server.port}`
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync',
  ],
}) // prettier-ignore

async function page(options, path) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: 1,
    ...options,
  })
  context.setDefaultTimeout(8000)
  const made = await context.newPage()
  made.on(
    'console',
    (message) => ['error', 'warning'].includes(message.type()) && console.log(`${path}: ${message.text()}`),
  )
  made.on('pageerror', (error) => console.log(`${path}: ${error}`))
  await made.goto(base + path)
  return made
}
const shot = async (of, name) => {
  await of.waitForTimeout(350)
  await of.screenshot({ path: `${folder}/${name}.png` })
}

const zh = { locale: 'zh-CN' }
const en = { locale: 'en-GB' }
const dark = { colorScheme: 'dark' }

async function customer(options, path, messages, name) {
  const p = await page(options, path)
  await shot(p, `${name}-closed`)
  await p.locator('.help button').click()
  await p.getByRole('dialog').waitFor()
  await shot(p, `${name}-greeting`)
  const field = p.getByRole('dialog').getByRole('textbox')
  for (const message of messages) {
    await field.fill(message)
    await field.press('Enter')
    await p.waitForTimeout(900)
  }
  await shot(p, `${name}-chat`)
  return p
}

await customer(
  zh,
  '/#retail-order',
  ['茶壶收到的时候壶嘴已经磕破了，包装里一点缓冲都没有！', '这是我送长辈的礼物，后天就要用。'],
  'zh',
)
await customer(
  { ...en, ...dark },
  '/#hotel-stay',
  ['The air conditioning was out both nights and nobody came.'],
  'en-dark',
)
const phone = await customer({ ...zh, viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }, '/#parcel-delivery', ['快递晚了三天还没送到', '转人工'], 'phone') // prettier-ignore
const talk = await customer(
  en,
  '/#parcel-delivery',
  ['My parcel is three days late.', "I'd like to talk to a person"],
  'en',
)

const more = [
  ['zh-CN', 'anger', 3, 1, '你们这是第三次送错了！！再不解决我就去消费者协会投诉。'],
  ['en', 'anxiety', 2, 2, 'The medicine was in that parcel. My mother needs it by Friday, please hurry.'],
  ['en', 'disappointment', 1, 3, 'Honestly I expected better from you. The room smelled of smoke.'],
]
more.forEach(([locale, emotion, level, priority, text], index) => {
  const c = begin(locale)
  openCase(c)
  Object.assign(c, { emotion, level, priority })
  add(c, 'customer', text)
  add(c, 'bot', c.t.first(c))
  if (index === 0)
    add(c, 'bot', c.language === 'en' ? 'Could you send a photo?' : '方便发一张照片吗？', { withdrawn: true })
  hold(c, 'waiting')
  c.floor.since -= [712_000, 245_000, 48_000][index]
  c.front = index === 1
})

async function agent(options, name, reply, note, pick) {
  const p = await page(options, '/desk')
  await shot(p, `${name}-sign-in`)
  await p.locator('input[name=name]').fill(name === 'desk-zh' ? '李娜' : 'Tom Baker')
  await p.locator('input[name=password]').fill('demo')
  await p.locator('button[type=submit]').click()
  await p.locator('.item').first().waitFor()
  await shot(p, `${name}-queue`)
  await p.locator('.item', { hasText: pick }).click()
  await p.locator('.transcript').waitFor()
  await shot(p, `${name}-waiting`)
  await p.keyboard.press('t')
  await p.getByRole('tab').first().and(p.locator(':enabled')).waitFor()
  await p.waitForTimeout(300)
  await p.keyboard.press('Escape')
  await p.keyboard.press('n')
  await p.waitForTimeout(200)
  await p.keyboard.type(note)
  await shot(p, `${name}-note`)
  await p.keyboard.press('Control+Enter')
  await p.keyboard.press('Escape')
  await p.keyboard.press('r')
  await p.waitForTimeout(200)
  await p.keyboard.type(reply)
  await p.keyboard.press('Enter')
  await p.waitForTimeout(400)
  await shot(p, `${name}-chat`)
  return p
}
const tom = await agent(en, 'desk-en', 'Hello, this is Tom. I have your parcel on the screen and am calling the depot now.', 'Depot says the van broke down on Tuesday.', 'finding a person') // prettier-ignore
const lina = await agent({ ...zh, ...dark }, 'desk-zh', '您好，我是李娜。三次送错确实是我们的问题，我现在就为您核实。', '已联系仓库，确认是分拣错误。', '愤怒') // prettier-ignore
await shot(talk, 'en-agent')
await shot(phone, 'phone-later')
await tom.keyboard.press('Escape')
await tom.keyboard.press('?')
await shot(tom, 'desk-en-shortcuts')
await tom.keyboard.press('Escape')
await lina.setViewportSize({ width: 900, height: 1100 })
await shot(lina, 'desk-zh-tablet')
await browser.close()
await server.stop()
