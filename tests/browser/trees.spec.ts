import { expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { source } from 'axe-core'
import type Axe from 'axe-core'
import { Admin } from './admin'
import type { AdminWords } from './admin'
import { Customer } from './customer'
import type { Words } from './customer'
import { Server } from './server'

const zh: AdminWords = {
  name: '用户名', password: '密码', signIn: '登录', save: '保存草稿', publish: '发布…', publishNow: '立即发布', reason: '改了什么，为什么改',
  editor: '对话树文本', outline: '大纲', problems: /^问题/, trial: '试运行', transcript: '试运行对话', message: '客户的消息', send: '发送',
  versions: '版本', rollBack: '恢复到此版本', rollBackNow: '立即恢复', saveMerged: '保存右边', stale: '其他人刚刚保存过',
}
const en: AdminWords = {
  name: 'User name', password: 'Password', signIn: 'Sign in', save: 'Save draft', publish: 'Publish…', publishNow: 'Publish now',
  reason: 'What changes, and why', editor: 'Text of the tree', outline: 'Outline', problems: /^Problems/, trial: 'Try it',
  transcript: 'Trial conversation', message: 'Message of the customer', send: 'Send', versions: 'Versions', rollBack: 'Go back to this',
  rollBackNow: 'Go back now', saveMerged: 'Save the right side', stale: 'Somebody else has saved meanwhile',
}
const widget: Words = { locale: 'zh-CN', help: /投诉|客服|问题|帮/, open: /客服/, message: '消息', send: '发送', replies: '快捷回复', log: '对话内容' }

const PASSWORD = 'correct horse battery'
const NEW_WORDS = '换了新版本的说法：您好，这里是自动助手。'

/** Replaces the first wording of the tree's first text: what every conversation begins with. */
async function firstWords(admin: Admin, id: string): Promise<{ from: string; to: string }> {
  const source = await admin.page.evaluate(async (tree) => {
    const answer = await fetch(`/api/admin/trees/${tree}`)
    return ((await answer.json()) as { source: string }).source
  }, id)
  const tree = JSON.parse(source) as {
    start: string
    nodes: Record<string, { texts?: string[] }>
    texts: Record<string, Record<string, unknown>>
  }
  const text = tree.nodes[tree.start]?.texts?.[0] ?? ''
  let words = tree.texts[text]?.['zh-Hans']
  while (typeof words === 'object' && words !== null) words = (Array.isArray(words) ? words : Object.values(words))[0] as unknown
  if (typeof words !== 'string') throw new Error(`no words in ${text}`)
  const literal = JSON.stringify(words)
  return { from: literal, to: JSON.stringify(NEW_WORDS + words) }
}

/** What axe finds against WCAG 2.2 AA, with where. */
async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(source) // as a script of the browser's own: the page's policy forbids others
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof Axe }
    const found = await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
    return found.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.target.join(' ')).join('; ')}`)
  })
}

test('an admin makes, sees and mends a mistake and publishes; a new customer walks the new version, a running conversation stays on the old one', async ({ browser }) => {
  const server = await Server.start()
  try {
    server.addAdmin('lina', '李娜', PASSWORD)
    const customers = await browser.newContext({ locale: widget.locale, timezoneId: 'Asia/Shanghai' })
    const running = await Customer.arrive(await customers.newPage(), server.url, widget)
    await running.tell('上周买的耳机左边没有声音')

    const admins = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } })
    const admin = await Admin.signIn(await admins.newPage(), server.url, zh, 'lina', PASSWORD)
    const violations: string[] = []
    admin.page.on('console', (message) => {
      if (/Content.Security.Policy|TrustedHTML/.test(message.text())) violations.push(message.text())
    })
    await expect(admin.page.getByRole('link', { name: /^retail-order/ })).toBeVisible()
    await admin.page.screenshot({ path: test.info().outputPath('list.png') })
    expect(await barriers(admin.page)).toEqual([])
    await admin.open('retail-order')
    expect(await barriers(admin.page)).toEqual([])

    // A mistake: an edge that leads nowhere. It is seen at its place, in the list and in the outline.
    const { from, to } = await firstWords(admin, 'retail-order')
    await admin.change('"start": "', '"start": "no-')
    await expect(admin.problems.getByRole('button').first()).toBeVisible()
    await expect(admin.problems.locator('.error').first()).toContainText('没有节点“no-')
    await admin.page.screenshot({ path: test.info().outputPath('mistake.png') })
    await admin.problems.getByRole('button').first().click()
    await expect(admin.editor).toBeFocused()
    await admin.save()
    await expect(admin.standing).toContainText('草稿已保存')
    await admin.publish('试试看')
    await expect(admin.page.getByRole('dialog').getByRole('alert')).toContainText('尚未发布')
    await admin.page.keyboard.press('Escape')

    await admin.change('"start": "no-', '"start": "')
    await admin.change(from, to)
    await expect(admin.problems).toContainText('没有问题')

    // The trial follows what is written, before it is saved.
    await admin.page.getByRole('tab', { name: zh.trial }).click()
    await admin.page.getByRole('textbox', { name: zh.message }).fill('耳机坏了')
    await admin.page.getByRole('button', { name: zh.send, exact: true }).click()
    const trial = admin.page.getByRole('log', { name: zh.transcript })
    await expect(trial).toContainText(NEW_WORDS)
    await admin.page.getByRole('button', { name: '等待 1 天' }).click()
    expect(await barriers(admin.page)).toEqual([])
    await admin.page.screenshot({ path: test.info().outputPath('trial.png') })

    await admin.save()
    await expect(admin.standing).toContainText('草稿已保存')
    await admin.publish('开场白更清楚')
    await expect(admin.standing).toContainText('已发布为')

    const second = await browser.newContext({ locale: widget.locale, timezoneId: 'Asia/Shanghai' })
    const arriving = await Customer.arrive(await second.newPage(), server.url, widget)
    await arriving.tell('上周买的耳机左边没有声音')
    await expect(arriving.log).toContainText(NEW_WORDS)
    await running.tell('订单号 AB12345678')
    await expect(running.log).not.toContainText(NEW_WORDS)

    await admin.page.getByRole('tab', { name: zh.versions }).click()
    const versions = admin.page.getByRole('tabpanel', { name: zh.versions })
    await expect(versions.getByRole('listitem').first()).toContainText('开场白更清楚')
    await expect(versions.getByRole('listitem').first()).toContainText('lina')
    await admin.page.screenshot({ path: test.info().outputPath('versions.png') })
    await versions.getByRole('button', { name: '对比' }).last().click()
    await expect(admin.page.locator('.compare-host')).toContainText(NEW_WORDS)
    await admin.page.screenshot({ path: test.info().outputPath('compare.png') })
    await admin.button('关闭').click()

    await versions.getByRole('button', { name: zh.rollBack }).click()
    await admin.page.getByRole('dialog').getByLabel(zh.reason).fill('先恢复')
    await admin.page.getByRole('dialog').getByRole('button', { name: zh.rollBackNow }).click()
    await expect(admin.standing).toContainText('已重新使用')
    const third = await browser.newContext({ locale: widget.locale, timezoneId: 'Asia/Shanghai' })
    const last = await Customer.arrive(await third.newPage(), server.url, widget)
    await last.tell('上周买的耳机左边没有声音')
    await expect(last.log).not.toContainText(NEW_WORDS)
    expect(violations).toEqual([])
  } finally {
    await server.end()
  }
})

test('two admins save the same tree: the second sees both texts, and nothing of either is lost', async ({ browser }) => {
  const server = await Server.start()
  try {
    server.addAdmin('nora', 'Nora', PASSWORD)
    server.addAdmin('wang', 'Wang', PASSWORD)
    const first = await Admin.signIn(await (await browser.newContext({ locale: 'en', viewport: { width: 1440, height: 900 } })).newPage(), server.url, en, 'nora', PASSWORD)
    const second = await Admin.signIn(await (await browser.newContext({ locale: 'en', colorScheme: 'dark', viewport: { width: 1440, height: 900 } })).newPage(), server.url, en, 'wang', PASSWORD)
    await first.open('hotel-stay')
    await second.open('hotel-stay')
    await first.page.screenshot({ path: test.info().outputPath('workbench-en.png') })

    await first.change('"format": 1,', '"format": 1, "$schema": "from-the-first",')
    await first.save()
    await expect(first.standing).toContainText('Draft saved, revision 1')

    await second.change('"after_resolved": "solved",', '"after_resolved": "solved", "slots-of-the-second": {},')
    await second.save()
    const both = second.page.getByRole('alertdialog', { name: en.stale })
    await expect(both).toBeVisible()
    await expect(both.locator('.cm-merge-a')).toContainText('from-the-first')
    await expect(both.locator('.cm-merge-b')).toContainText('slots-of-the-second')
    await second.page.screenshot({ path: test.info().outputPath('collision-dark.png') })
    expect(await barriers(second.page)).toEqual([])

    // A reload in the middle of it costs nothing either.
    await second.page.reload()
    await expect(second.editor).toContainText('slots-of-the-second')
    await second.save()
    await expect(both).toBeVisible()
    await both.getByRole('button', { name: 'Take this over into your text' }).first().click()
    await both.getByRole('button', { name: en.saveMerged }).click()
    await expect(second.standing).toContainText('Draft saved, revision 2')
    await expect(second.editor).toContainText('from-the-first')

    const stored = server.amends('trees', 'pull', 'hotel-stay', '--to', '-', '--data', server.data)
    expect(stored).toContain('from-the-first')
    expect(stored).toContain('slots-of-the-second')
  } finally {
    await server.end()
  }
})

test('a dialog test that does not hold keeps a version back, is told with its line, and is mended on the page', async ({ browser }) => {
  const server = await Server.start()
  try {
    server.addAdmin('lina', '李娜', PASSWORD)
    const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } })
    const admin = await Admin.signIn(await context.newPage(), server.url, zh, 'lina', PASSWORD)
    const { page } = admin
    await admin.open('retail-order')
    await page.getByRole('tab', { name: '测试' }).click()
    const tests = page.getByRole('tabpanel', { name: '测试' })
    await expect(tests.getByRole('button', { name: /^beginnings/ })).toContainText('段对话通过')

    // A test of this shop's own, which asks for words that the tree does not say yet.
    await tests.getByRole('textbox', { name: '测试名称' }).fill('opening')
    await tests.getByRole('button', { name: '新建测试' }).click()
    const script = page.getByRole('textbox', { name: '测试 opening 的文本' })
    await script.fill(`== 开头\nlocale: zh-CN\ncustomer: 耳机坏了\nbot: hello "${NEW_WORDS}"\n`)
    await expect(page.getByRole('dialog', { name: '测试 opening' })).toContainText('第 4 行')
    expect(await barriers(page)).toEqual([])
    await page.screenshot({ path: test.info().outputPath('test.png') })
    await admin.button('保存测试').click()
    await expect(tests.getByRole('button', { name: /^opening/ })).toContainText('1 行不符')
    expect(await barriers(page)).toEqual([])
    await page.screenshot({ path: test.info().outputPath('tests.png') })

    await admin.change('"format": 1,', '"format":  1,')
    await admin.save()
    await expect(admin.standing).toContainText('草稿已保存')
    await admin.publish('试试看')
    const refused = page.getByRole('dialog').getByRole('alert')
    await expect(refused).toContainText('测试 opening · 第 4 行')
    await expect(refused).toContainText('应为助手说 hello')
    await expect(refused).toContainText('实际发生')
    await page.screenshot({ path: test.info().outputPath('refused.png') })
    const shell = () => server.amends('trees', 'publish', 'retail-order', '--reason', 'x', '--data', server.data)
    expect(shell).toThrow()

    // From the refusal to the test, and from there to words that the tree says.
    await refused.getByRole('button', { name: /opening/ }).click()
    await script.fill('== 开头\nlocale: zh-CN\ncustomer: 耳机坏了\nbot: hello\n')
    await admin.button('保存测试').click()
    await expect(tests.getByRole('button', { name: /^opening/ })).toContainText('1 段对话通过')
    await admin.publish('测试改好了')
    await expect(admin.standing).toContainText('已发布为')
  } finally {
    await server.end()
  }
})

test('two admins write the same dialog test: the second sees both texts and saves what is to be', async ({ browser }) => {
  const server = await Server.start()
  try {
    server.addAdmin('lina', '李娜', PASSWORD)
    server.addAdmin('nora', 'Nora', PASSWORD)
    const opened = async (words: AdminWords, locale: string, name: string, width: number) => {
      const page = await (await browser.newContext({ locale, viewport: { width, height: 800 } })).newPage()
      const admin = await Admin.signIn(page, server.url, words, name, PASSWORD)
      await admin.open('retail-order')
      await page.getByRole('tab', { name: locale === 'en' ? 'Tests' : '测试' }).click()
      await page.getByRole('button', { name: /^beginnings/ }).click()
      const script = page.getByRole('textbox', { name: locale === 'en' ? 'Text of the test beginnings' : '测试 beginnings 的文本' })
      await expect(script).toHaveValue(/^\S/)
      return { admin, page, script, text: await script.inputValue() }
    }
    const first = await opened(en, 'en', 'nora', 1280)
    const second = await opened(zh, 'zh-CN', 'lina', 1280)
    await first.script.fill(`# Nora was here\n${first.text}`)
    await first.admin.button('Save test').click()
    await expect(first.script).toBeHidden()

    await second.script.fill(`${second.text}\n# 李娜也来过\n`)
    await second.admin.button('保存测试').click()
    const both = second.page.getByRole('dialog', { name: '测试 beginnings' })
    await expect(both.getByRole('alert')).toContainText('nora 保存了这项测试')
    await expect(both.locator('.cm-merge-a')).toContainText('Nora was here')
    await expect(both.locator('.cm-merge-b')).toContainText('李娜也来过')
    expect(await barriers(second.page)).toEqual([])
    await second.page.screenshot({ path: test.info().outputPath('stale-test.png') })
    await second.page.setViewportSize({ width: 420, height: 860 })
    await second.page.screenshot({ path: test.info().outputPath('stale-test-420.png') })
    await both.getByRole('button', { name: '带到您的文本' }).first().click()
    await expect(both.locator('.cm-merge-b')).toContainText('Nora was here')
    await second.admin.button(zh.saveMerged).click()
    await expect(both).toBeHidden()

    const stored = server.amends('trees', 'pull', 'retail-order', '--test', 'beginnings', '--to', '-', '--data', server.data)
    expect(stored).toContain('# Nora was here')
    expect(stored).toContain('# 李娜也来过')
  } finally {
    await server.end()
  }
})

test('a called section opens from the outline, and a trial knows the hours and the people', async ({ browser }) => {
  const server = await Server.start()
  try {
    server.addAdmin('nora', 'Nora', PASSWORD)
    const context = await browser.newContext({ locale: 'en', viewport: { width: 900, height: 800 } })
    const page = await context.newPage()
    await page.goto(`${server.url}/admin`)
    await expect(page).toHaveURL(/\/admin\/trees$/)
    const admin = await Admin.signIn(page, server.url, en, 'nora', PASSWORD)
    await admin.open('retail-order')
    await admin.change('"nodes": {', '"nodes": { "elsewhere": { "node": "call", "tree": "hotel-stay", "phase": "listen" }, "within": { "node": "call", "section": "doubt", "phase": "listen" },')
    await admin.outline.getByRole('button', { name: '→ section doubt' }).click()
    await expect(admin.editor).toBeFocused()
    await expect(admin.outline.locator('[aria-current=true]')).toContainText('doubt.')
    await admin.outline.getByRole('link', { name: '→ tree hotel-stay' }).click()
    await expect(page.getByRole('heading', { name: 'hotel-stay' })).toBeVisible()

    await page.getByRole('link', { name: 'Dialog trees' }).click()
    await admin.open('parcel-delivery')
    await page.getByRole('tab', { name: en.trial }).click()
    await page.getByText('Conditions', { exact: true }).click()
    const trial = page.getByRole('log', { name: en.transcript })
    await page.getByLabel('People at the desk').fill('0')
    await page.getByLabel("Customer's record").fill('vip')
    await page.getByRole('textbox', { name: en.message }).fill('I want to speak to a person')
    await admin.button(en.send).click()
    await expect(trial).toContainText('nobody')
    await page.getByLabel('Business hours').selectOption('Closed')
    await expect(trial).not.toContainText('nobody')
    await expect(trial).toContainText('after_hours')
    expect(await barriers(page)).toEqual([])
    await page.screenshot({ path: test.info().outputPath('trial-900.png') })
  } finally {
    await server.end()
  }
})

test('an agent who is no admin is told so', async ({ browser }) => {
  const server = await Server.start()
  try {
    server.addAgent('nora', 'Nora', PASSWORD)
    const page = await (await browser.newContext({ locale: 'en' })).newPage()
    await Admin.signIn(page, server.url, en, 'nora', PASSWORD)
    await expect(page.getByRole('heading', { name: 'This page is for admins' })).toBeVisible()
  } finally {
    await server.end()
  }
})
