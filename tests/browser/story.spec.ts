import { expect, test } from '@playwright/test'
import { Customer } from './customer'
import type { Words } from './customer'
import { Desk } from './desk'
import type { DeskWords } from './desk'
import { Server } from './server'
import { words } from './words'

interface Story {
  widget: Words
  desk: DeskWords
  /** Opening, an answer, one written without a connection, one written while the server is dead. */
  opening: string
  order: string
  offline: string
  dead: string
  person: string
  greeting: string
  note: string
  later: string
  thanks: string
  automated: RegExp
  collected: string
}

const stories: Record<string, Story> = {
  zh: {
    ...words.zh,
    opening: '上周买的耳机左边没有声音，我要退款',
    order: '订单号 AB12345678',
    offline: '上周二收到的',
    dead: '对，就是这样',
    person: '转人工',
    greeting: '您好，我是李娜，您的退款我现在就办。',
    note: '已核对订单，同意退款',
    later: '好的，多久能到账？',
    thanks: '三个工作日内原路退回，12 月 3 日前到账。',
    automated: /自动/,
    collected: 'AB12345678',
  },
  en: {
    ...words.en,
    opening: 'I bought headphones last week and the left side has no sound, I want my money back',
    order: "It's AB12345678",
    offline: 'They arrived last Tuesday',
    dead: "Yes, that's right",
    person: "I'd like to talk to a person",
    greeting: "Hello, I'm Nora. I'm refunding you right now.",
    note: 'Order checked, refund agreed',
    later: 'Thank you. When will I have it?',
    thanks: 'By 3 December, on the card you paid with.',
    automated: /automated/i,
    collected: 'AB12345678',
  },
}

for (const [language, story] of Object.entries(stories)) {
  test(`a complaint in ${language}: reload, lost connection and kill -9 in the middle, then a person (B1, D8, H9, I1 to I4)`, async ({ browser }) => {
    const server = await Server.start()
    try {
      server.addAgent('nora', language === 'zh' ? '李娜' : 'Nora', 'correct horse battery')
      const customerContext = await browser.newContext({ locale: story.widget.locale, timezoneId: 'Asia/Shanghai' })
      const agentContext = await browser.newContext({ locale: story.widget.locale })
      const desk = await Desk.signIn(await agentContext.newPage(), server.url, story.desk, 'nora', 'correct horse battery')
      const customer = await Customer.arrive(await customerContext.newPage(), server.url, story.widget)

      await customer.tell(story.opening)
      await expect(customer.log).toContainText(/AM-\d{7}-[\dX]/)
      await expect(customer.log).toContainText(story.automated)
      await customer.tell(story.order)

      const beforeReload = await customer.shown()
      await customer.page.reload()
      const reopen = customer.page.getByRole('button', { name: story.widget.help }).first()
      if (!(await customer.log.isVisible())) await reopen.click()
      await expect.poll(() => customer.shown()).toEqual(beforeReload)

      await customerContext.setOffline(true)
      await customer.write(story.offline)
      await expect(customer.log).toContainText(story.offline)
      await customerContext.setOffline(false)
      await expect.poll(() => server.storedLines().filter((line) => line.text === story.offline).length).toBe(1)

      await server.kill()
      await customer.write(story.dead)
      await expect(customer.log).toContainText(story.dead)
      await server.run()
      await expect.poll(() => server.storedLines().filter((line) => line.text === story.dead).length, { timeout: 60_000 }).toBe(1)

      // The agent's page comes back by itself too; then the customer asks for a person.
      await expect(desk.queue).toBeVisible()
      await expect(desk.page.getByRole('switch')).toBeEnabled()
      await expect.poll(async () => (await desk.page.locator('p.link').getAttribute('class')) ?? '', { timeout: 60_000 }).toContain('live')
      await customer.write(story.person)
      const number = /AM-\d{7}-[\dX]/.exec((await customer.log.textContent()) ?? '')?.[0] ?? 'none'
      await desk.entry(new RegExp(number)).click()
      await expect(desk.transcript).toContainText(story.opening)
      await expect(desk.details).toContainText(story.collected)
      await desk.take()
      // Words that no customer should be sent are pointed out before they are.
      const chinese = story.desk.reply === '回复客户'
      await desk.page
        .getByRole('textbox', { name: story.desk.reply })
        .fill(chinese ? '如果给您带来不便，我们深表歉意。' : 'We are sorry if you feel that something went wrong.')
      await expect(desk.page.locator('.wording')).toContainText(chinese ? '道歉带了条件' : 'an apology with a condition')
      await desk.reply(story.greeting)
      await expect(customer.log).toContainText(story.greeting)
      await desk.note(story.note)
      await expect(desk.transcript).toContainText(story.note)

      await customer.write(story.later)
      await expect(desk.transcript).toContainText(story.later)
      await desk.page.getByRole('tab', { name: story.desk.reply === '回复客户' ? '回复' : 'Reply' }).click()
      await desk.reply(story.thanks)
      await expect(customer.log).toContainText(story.thanks)
      await expect(customer.log).not.toContainText(story.note) // a note is never the customer's
      await desk.resolve()
      const replies = customer.page.getByRole('group', { name: story.widget.replies })
      await expect(replies).toBeVisible()
      await replies.getByRole('button').first().click()
      await expect.poll(() => replies.getByRole('button').count()).toBeGreaterThanOrEqual(5) // the survey's rating

      const shown = await customer.shown()
      const stored = server.storedLines()
      expect(stored.map((line) => line.seq)).toEqual(stored.map((_, index) => index + 1))
      expect(shown).toEqual(stored.map(({ from, text }) => ({ from, text })))
      for (const said of [story.opening, story.order, story.offline, story.dead, story.later, story.greeting, story.thanks])
        expect(stored.filter((line) => line.text === said)).toHaveLength(1)
      await customer.page.screenshot({ path: test.info().outputPath(`customer-${language}.png`) })
      await desk.page.screenshot({ path: test.info().outputPath(`desk-${language}.png`) })
    } finally {
      await server.end()
    }
  })
}
