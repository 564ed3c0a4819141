// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test } from 'vitest'
import { AmendsChat } from '../../src/widget/element'
import { FakeServer } from '../support/server'
import { FakeWorld } from '../support/world'

customElements.define('amends-chat', AmendsChat)

let world: FakeWorld
let server: FakeServer
let chat: AmendsChat

/** Lets time pass for the connection, and the drawing catch up. */
async function settle(milliseconds = 100): Promise<void> {
  world.advance(milliseconds)
  for (let n = 0; n < 3; n += 1) await new Promise((done) => setTimeout(done, 5))
}
const inside = (selector: string): HTMLElement => {
  const found = chat.shadowRoot?.querySelector<HTMLElement>(selector)
  if (!found) throw new Error(`nothing is ${selector}`)
  return found
}
const all = (selector: string) => [...(chat.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])]
const field = () => inside('textarea') as HTMLTextAreaElement
const bubbles = () => all('.bubble').map((each) => each.textContent)

function write(text: string, key: KeyboardEventInit = { key: 'Enter' }): void {
  const area = field()
  area.value = text
  area.dispatchEvent(new Event('input', { bubbles: true }))
  area.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...key }))
}

async function place(attributes: Record<string, string> = {}, open = true): Promise<void> {
  chat = new AmendsChat()
  for (const [name, value] of Object.entries({ tree: 'retail-order', locale: 'zh-CN', ...attributes })) {
    chat.setAttribute(name, value)
  }
  document.body.append(chat)
  if (open) chat.show()
  await settle()
}

beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
  world = new FakeWorld()
  server = new FakeServer(world)
  AmendsChat.world = () => world
})
afterEach(() => {
  chat.remove()
})

test('nothing is connected before the customer opens it or has a conversation', async () => {
  await place({}, false)
  expect(world.sockets).toHaveLength(0)
  chat.show()
  await settle()
  expect(world.sockets).toHaveLength(1)
  expect(bubbles()).toEqual(['hello'])
})

test('a message is shown at once, then as sent, and once', async () => {
  await place()
  write('茶壶破了')
  await settle(0)
  expect(bubbles()).toEqual(['hello', '茶壶破了'])
  expect(inside('.state').textContent).toBe('发送中…')
  await settle()
  expect(bubbles()).toEqual(['茶壶破了'])
  expect(inside('.state').textContent).toMatch(/^已发送/)
})

test('Enter that ends a composition, and Shift + Enter, do not send', async () => {
  await place()
  write('nihao', { key: 'Enter', isComposing: true })
  write('nihao', { key: 'Enter', keyCode: 229 })
  write('nihao', { key: 'Enter', shiftKey: true })
  await settle()
  expect(server.lines).toEqual([])
  expect(field().value).toBe('nihao')
})

test('what is said is text, never markup; only web addresses become links', async () => {
  await place()
  server.say('agent', '<img src=x onerror=alert(1)> javascript:alert(1) https://example.test/a?b=1，请看')
  await settle()
  expect(all('img')).toEqual([])
  expect(all('a').map((each) => each.getAttribute('href'))).toEqual(['https://example.test/a?b=1'])
  expect(bubbles()[0]).toContain('<img src=x onerror=alert(1)> javascript:alert(1)')
})

test('the launcher counts what came while it was closed, and opening it reads that', async () => {
  await place()
  write('hello')
  await settle()
  chat.hide()
  const counts: number[] = []
  chat.addEventListener('amends-unread', (event) => counts.push((event as CustomEvent<number>).detail))
  server.say('bot', 'one')
  server.say('agent', 'two')
  await settle()
  expect(inside('.count').textContent).toBe('2')
  expect(inside('.launcher').getAttribute('aria-label')).toBe('打开客服对话, 2 条未读消息')
  expect(chat.unread).toBe(2)
  chat.show()
  await settle()
  expect(all('.count')).toEqual([])
  expect(counts.at(-1)).toBe(0)
})

test('who speaks is always said: the assistant, the wait for a person, the person', async () => {
  await place({ locale: 'en' })
  expect(inside('.speaker').textContent).toContain('automated assistant')
  inside('.person').click()
  await settle()
  expect(server.lines.map((each) => each.text)).toEqual(["I'd like to talk to a person"])
  server.tell(world.last, { type: 'floor', holder: 'waiting' })
  await settle()
  expect(inside('.speaker').textContent).toContain('Finding a person')
  server.tell(world.last, { type: 'floor', holder: 'agent', agent: 'Tom' })
  await settle()
  expect(inside('.speaker').textContent).toContain('You are talking to Tom')
  expect(all('.person')).toEqual([])
})

test('转人工 is what the Chinese shortcut says', async () => {
  await place()
  inside('.person').click()
  await settle()
  expect(server.lines.map((each) => each.text)).toEqual(['转人工'])
})

test('a broken connection is said, and so is what happens to the message', async () => {
  await place({ locale: 'en' })
  server.up = false
  server.dropAll(1006)
  await settle(1)
  write('are you there?')
  await settle(1)
  expect(inside('.connection').textContent).toContain('Reconnecting')
  expect(inside('.state').textContent).toBe('Will be sent when the connection is back')
  server.up = true
  await settle(60_000)
  expect(inside('.connection').textContent).toBe('')
  expect(server.lines.map((each) => each.text)).toEqual(['are you there?'])
})

test('a refused message can be tried again or deleted', async () => {
  await place({ locale: 'en' })
  server.fate = (direction) => (direction === 'up' ? 'lose' : 'deliver')
  write('hello')
  await settle()
  const id = world.last.of('say')[0]?.id
  world.last.deliver({ type: 'error', code: 'id_reused', message: '', id })
  await settle()
  server.fate = () => 'deliver'
  const [again] = all('.state button')
  again?.click()
  await settle()
  expect(server.lines.map((each) => each.text)).toEqual(['hello'])
  expect(server.lines[0]?.id).not.toBe(id)
})

test('a message that the server closes the connection over is shown as not sent, with a reason', async () => {
  await place()
  server.fate = (direction) => (direction === 'up' ? 'lose' : 'deliver')
  write('hello')
  await settle()
  server.dropAll(4400)
  server.fate = () => 'deliver'
  await settle(1000)
  expect(inside('.state').textContent).toContain('未发送 · 系统未能接收这条消息')
  expect(inside('.connection').textContent).toBe('')
})

test('a quick reply is pressed once; only the newest question has any', async () => {
  await place()
  const options = [{ value: 'refund', label: '退款' }]
  server.say('bot', 'old?', { options: [{ value: 'x', label: '旧' }], question: 'q1' })
  server.say('bot', 'new?', { options, question: 'q2' })
  await settle()
  expect(all('.replies button').map((each) => each.textContent)).toEqual(['退款'])
  inside('.replies button').click()
  await settle()
  expect(world.last.of('say')).toMatchObject([{ text: '退款', option: 'refund', question: 'q2' }])
  expect(all('.replies button')).toEqual([])
})

test('each dialog of a shop is a conversation of its own', async () => {
  await place()
  write('about the order')
  await settle()
  server.lines = []
  chat.setAttribute('tree', 'hotel-stay')
  await settle()
  expect(world.last.of('hello')).toMatchObject([{ token: '', tree: 'hotel-stay' }])
  expect(bubbles()).toEqual(['hello'])
})

test('the language follows the attribute, then the page', async () => {
  document.documentElement.lang = 'en'
  await place({ locale: '' })
  expect(inside('textarea').getAttribute('placeholder')).toBe('Write a message…')
  chat.setAttribute('locale', 'zh-CN')
  await settle()
  expect(inside('textarea').getAttribute('placeholder')).toBe('请描述您遇到的问题…')
  document.documentElement.lang = ''
})
