/**
 * Takes the README's picture, a customer's chat beside the desk, from the real server. After `./dev build`:
 * `AMENDS_PICTURE=docs/images/chat-and-desk.png tests/browser/run` (a path from the top folder).
 */
import { resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import { Customer } from './customer'
import { Desk } from './desk'
import { Server } from './server'
import { words } from './words'

const top = resolve(__dirname, '../..')
/** Both pages are taken larger than they stand in the picture, so that they show all that they have. */
const scale = 1.25
const timezoneId = 'Europe/London'

test('the picture of a chat and the desk', async ({ browser }) => {
  const server = await Server.start()
  try {
    server.addAgent('nora', 'Nora Lind', 'correct horse battery')
    const open = async (width: number, locale: string) =>
      (await browser.newContext({ viewport: { width: width * scale, height: 688 * scale }, locale, timezoneId })).newPage()
    const desk = await Desk.signIn(await open(1104, 'en-GB'), server.url, words.en.desk, 'nora', 'correct horse battery')
    const other = await Customer.arrive(await open(1104, 'zh-CN'), server.url, words.zh.widget)
    await other.tell('快递盒子是空的，太气人了，我要找人工！')
    const customer = await Customer.arrive(await open(416, 'en-GB'), server.url, words.en.widget)
    await customer.tell('I bought headphones last week and the left side has no sound, I want my money back')
    await customer.tell("It's AB12345678")
    await customer.tell("I'd like to talk to a person")

    await desk.entry('Of course').click()
    await desk.take()
    const greeting = "Hello, I'm Nora. I have your order here and I am refunding the headphones right now."
    await desk.reply(greeting)
    await expect(customer.log).toContainText(greeting)
    const thanks = 'Thank you. When will I have it?'
    await customer.write(thanks)
    await expect(desk.transcript).toContainText(thanks)
    await expect(customer.log.locator('.state')).toContainText('Sent')
    await expect(desk.page.locator('.typing')).toHaveText('')
    await expect(desk.page.locator('.toast')).toHaveCount(0)

    const pictures = await Promise.all([customer.page, desk.page].map((page) => page.screenshot({ animations: 'disabled' })))
    const frame = await browser.newPage({ viewport: { width: 1568, height: 720 }, deviceScaleFactor: scale })
    await frame.setContent(
      '<body style="margin:0;padding:16px;display:flex;gap:16px;background:#e6ebe6">' +
        pictures.map((each) => `<img style="height:688px;border-radius:10px" src="data:image/png;base64,${each.toString('base64')}">`).join(''),
    )
    await frame.screenshot({ path: resolve(top, process.env.AMENDS_PICTURE ?? 'picture.png') })
  } finally {
    await server.end()
  }
})
