// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { DeskClient } from '../../src/desk/client'
import { ChatView } from '../../src/desk/ChatView'
import { Composer } from '../../src/desk/Composer'
import { Details } from '../../src/desk/Details'
import { emptyDesk, hear, sections } from '../../src/desk/model'
import type { Desk } from '../../src/desk/model'
import { parseDeskFrame } from '../../src/desk/protocol'
import { Queue } from '../../src/desk/Queue'
import { SignIn } from '../../src/staff/SignIn'
import { texts, Words } from '../../src/desk/texts'
import { Transcript } from '../../src/desk/Transcript'
import { FakeWorld } from '../support/world'

const me = { id: 'u1', name: 'lina', display: '李娜', role: 'agent' }
const inEnglish = ({ children }: { children: ReactNode }) => (
  <Words value={{ t: texts.en, locale: 'en-GB' }}>{children}</Words>
)
const draw = (what: ReactNode) => render(what, { wrapper: inEnglish })

const after = (...frames: object[]): Desk =>
  frames.reduce<Desk>((desk, frame) => {
    const parsed = parseDeskFrame(JSON.stringify(frame))
    if (!parsed) throw new Error('not a frame')
    return hear(desk, parsed, Date.now())
  }, emptyDesk(me))

const line = (seq: number, more: object) => ({
  seq,
  audience: 'customer',
  state: 'said',
  from: 'bot',
  text: `line ${String(seq)}`,
  at: 1_700_000_000_000 + seq,
  ...more,
})
const opened = (lines: object[], more: object = {}) => ({
  type: 'opened',
  conversation: 7,
  lines,
  case: null,
  floor: { holder: 'agent', agent: me, token: 3 },
  customer: { seen: 0 },
  ...more,
})

beforeEach(() => {
  localStorage.clear()
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

describe('signing in', () => {
  const preferences = { theme: 'auto', setTheme: () => undefined, switchLanguage: () => undefined } as const

  test.each([
    [401, {}, 'The user name or the password is not right.'],
    [429, { 'retry-after': '30' }, 'Too many attempts. Please wait 30 s and try again.'],
    [503, {}, 'The server cannot be reached. Please try again.'],
  ])('%i is told in words', async (status, headers, words) => {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('{}', { status, headers })))
    draw(<SignIn title="Desk" lead="" ended={false} preferences={preferences} onSignedIn={() => undefined} />)
    await userEvent.type(screen.getByLabelText('User name'), 'lina')
    await userEvent.type(screen.getByLabelText('Password'), 'wrong')
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }))
    await waitFor(() => {
      expect(screen.getByRole('alert').textContent).toBe(words)
    })
  })

  test('a session is handed on', async () => {
    const session = { user: me, csrf: 'c' }
    const asked = vi.fn(() => Promise.resolve(Response.json(session)))
    vi.stubGlobal('fetch', asked)
    const signedIn = vi.fn()
    draw(<SignIn title="Desk" lead="" ended={false} preferences={preferences} onSignedIn={signedIn} />)
    await userEvent.type(screen.getByLabelText('User name'), ' lina ')
    await userEvent.type(screen.getByLabelText('Password'), 'right{Enter}')
    await waitFor(() => {
      expect(signedIn).toHaveBeenCalledWith(session)
    })
    expect(asked).toHaveBeenCalledWith(
      '/api/session',
      expect.objectContaining({ body: '{"name":"lina","password":"right"}' }),
    )
  })
})

describe('writing', () => {
  function compose(mine = true, colleague?: string) {
    const sent = vi.fn()
    draw(
      <Composer
        ref={null}
        user="u1"
        conversation={7}
        mine={mine}
        colleague={colleague}
        returned={undefined}
        onTyping={() => undefined}
        onSend={sent}
      />,
    )
    return sent
  }

  test('Enter sends the reply, Shift + Enter does not', async () => {
    const sent = compose()
    await userEvent.type(
      screen.getByLabelText('Reply to the customer'),
      'one{Shift>}{Enter}{/Shift}two{Enter}',
    )
    expect(sent.mock.calls).toEqual([['reply', 'one\ntwo']])
  })

  test('who answers is told to a colleague, who can leave a note', () => {
    compose(false, '王芳')
    expect(screen.getByText('王芳 is answering this chat. Notes are possible at any time.')).toBeTruthy()
    cleanup()
    compose(false)
    expect(screen.getByText(/^Take over this chat to reply/)).toBeTruthy()
  })

  test('a note has a key and a button of its own: Enter does not send it', async () => {
    const sent = compose()
    await userEvent.click(screen.getByRole('tab', { name: 'Internal note' }))
    const field = screen.getByRole('textbox', { name: 'Internal note' })
    await userEvent.type(field, 'careful{Enter}')
    expect(sent).not.toHaveBeenCalled()
    await userEvent.type(field, '{Control>}{Enter}{/Control}')
    expect(sent.mock.calls).toEqual([['note', 'careful']])
    expect(screen.queryByRole('button', { name: 'Send reply' })).toBeNull()
  })

  test('without the floor only notes can be written', () => {
    compose(false)
    expect(screen.getByRole<HTMLButtonElement>('tab', { name: 'Reply' }).disabled).toBe(true)
    expect(screen.getByText(texts.en.takeFirst)).toBeTruthy()
  })

  test('a draft is kept for its conversation and kind', async () => {
    compose()
    await userEvent.type(screen.getByLabelText('Reply to the customer'), 'half')
    cleanup()
    compose()
    expect(screen.getByLabelText<HTMLTextAreaElement>('Reply to the customer').value).toBe('half')
    await userEvent.click(screen.getByRole('tab', { name: 'Internal note' }))
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Internal note' }).value).toBe('')
  })
})

test('a chat that a colleague has is not offered for taking over', () => {
  const memory = { load: () => [], save: () => undefined }
  const client = new DeskClient(new FakeWorld(), memory, () => Promise.resolve(true), me)
  const done = () => Promise.resolve()
  const show = (floor: object) => {
    cleanup()
    const desk = after(opened([], { floor: { ...floor, token: 3 } }))
    draw(
      <ChatView
        client={client}
        desk={desk}
        chosen={7}
        writingRef={{ current: null }}
        onTake={done}
        onHandBack={done}
        onResolve={done}
        onBack={() => undefined}
      />,
    )
    return screen.queryByRole('button', { name: 'Take over' })
  }
  expect(show({ holder: 'agent', agent: { id: 'u2', display: '王芳' } })).toBeNull()
  expect(screen.getByText('with 王芳')).toBeTruthy()
  expect(show({ holder: 'waiting', agent: null })).not.toBeNull()
})

describe('the transcript', () => {
  function show(desk: Desk) {
    const chat = desk.chats[7]
    if (!chat) throw new Error('not open')
    const memory = { load: () => [], save: () => undefined }
    const client = new DeskClient(new FakeWorld(), memory, () => Promise.resolve(true), me)
    draw(<Transcript client={client} desk={desk} chat={chat} onDraft={() => undefined} />)
    return screen.getAllByRole('listitem')
  }

  test('says what was never sent, and what only the team sees', () => {
    const items = show(
      after(
        opened([
          line(1, {}),
          line(2, { state: 'withdrawn' }),
          line(1, { audience: 'internal', from: 'agent', author: 'Tom', at: 1_700_000_000_009 }),
        ]),
      ),
    )
    const withdrawn = items.find((each) => each.textContent.includes('line 2'))
    expect(withdrawn?.textContent).toContain('Not sent')
    expect(withdrawn?.querySelector('s')?.textContent).toBe('line 2')
    const note = items.at(-1)
    expect(note?.textContent).toContain('Internal note')
    expect(note?.textContent).toContain('Only your team sees this')
  })

  test('says when the customer has seen the last reply', () => {
    const desk = after(opened([line(1, { from: 'customer' }), line(2, { from: 'agent' })]))
    show(desk)
    expect(screen.getByText('Sent')).toBeTruthy()
    cleanup()
    show(
      after(opened([line(1, { from: 'customer' }), line(2, { from: 'agent' })]), {
        type: 'seen',
        conversation: 7,
        seq: 2,
      }),
    )
    expect(screen.getByText('Seen by the customer')).toBeTruthy()
  })

  test('shows text, never markup', () => {
    show(after(opened([line(1, { from: 'customer', text: '<b>bold</b><script>x</script>' })])))
    expect(screen.getByText('<b>bold</b><script>x</script>')).toBeTruthy()
    expect(document.querySelector('b')).toBeNull()
  })
})

describe('the queue', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  test('the wait ticks by the server’s clock', async () => {
    vi.useFakeTimers({ now: 1_000_000 })
    const entries = [
      {
        conversation: 7,
        holder: 'waiting',
        token: 1,
        since: 4_940_000,
        priority: 1,
        emotion: 'anger',
        emotion_level: 3,
        language: 'zh-Hans',
      },
    ]
    const desk = after(
      { type: 'hello', user: me, now: 5_000_000, available: true },
      { type: 'queue', entries },
    )
    draw(<Queue desk={desk} sections={sections(desk)} chosen="" onChoose={() => undefined} />)
    const item = within(screen.getByRole('navigation')).getByRole('button')
    expect(item.textContent).toContain('1:00')
    expect(item.textContent).toContain('Urgent')
    expect(item.textContent).toContain('Angry')
    expect(item.textContent).toContain('Chinese')
    await vi.advanceTimersByTimeAsync(5000)
    expect(item.textContent).toContain('1:05')
  })
})

const both = (zh: string, en: string) => ({ 'zh-Hans': zh, en })

const field = (name: string, zh: [string, string], en: [string, string]) => ({
  name,
  'zh-Hans': { label: zh[0], value: zh[1] },
  en: { label: en[0], value: en[1] },
})

test('collected details and promises are shown with their labels, dates and owners', () => {
  const file = {
    number: 'A-17',
    status: 'open',
    phase: 'collect',
    fields: [field('order_number', ['订单号', 'HM20261107'], ['Order number', 'HM20261107'])],
    promises: [{ what: both('回电', 'Call back'), owner: 'desk', due: Date.now() - 120_000 }],
  }
  const chat = after(opened([], { case: file })).chats[7]
  if (!chat) throw new Error('not open')
  draw(<Details chat={chat} entry={undefined} skew={0} onClose={undefined} />)
  expect(screen.getByText('Order number').nextSibling?.textContent).toBe('HM20261107')
  expect(screen.getByText('Call back').parentElement?.textContent).toMatch(/overdue by 2 mins?Agents/)
  expect(screen.getByText('Collect').closest('li')?.getAttribute('aria-current')).toBe('step')
})

test('an agent reads the whole case in their own language, whatever the customer speaks', () => {
  const file = {
    number: 'A-17',
    status: 'open',
    queue: both('订单', 'Orders'),
    reason: both('客户要求和人沟通', 'The customer asks for a person'),
    fields: [field('wish', ['客户希望', '退款'], ['Wish', 'refund'])],
    promises: [{ what: both('答复客户', 'Answer the customer'), owner: 'desk', due: Date.now() + 120_000 }],
  }
  const chat = after(opened([], { case: file })).chats[7]
  if (!chat) throw new Error('not open')
  const details = <Details chat={chat} entry={undefined} skew={0} onClose={undefined} />
  const beside = (label: string) => screen.getByText(label).nextSibling?.textContent
  render(<Words value={{ t: texts.zh, locale: 'zh-CN' }}>{details}</Words>)
  expect(beside('客户希望')).toBe('退款')
  expect(beside('队列')).toBe('订单')
  expect(beside('转接原因')).toBe('客户要求和人沟通')
  expect(screen.getByText('答复客户').parentElement?.textContent).toMatch(/客服$/)
  cleanup()
  draw(details)
  expect(beside('Wish')).toBe('refund')
  expect(beside('Queue')).toBe('Orders')
  expect(beside('Reason')).toBe('The customer asks for a person')
  expect(screen.getByText('Answer the customer').parentElement?.textContent).toMatch(/Agents$/)
})

test('what was promised twice for the same time is shown once', () => {
  const promise = { what: both('答复客户', 'Answer the customer'), owner: 'desk', due: Date.now() + 120_000 }
  const file = {
    number: 'A-17',
    status: 'open',
    promises: [promise, promise, { ...promise, due: promise.due + 60_000 }],
  }
  const chat = after(opened([], { case: file })).chats[7]
  if (!chat) throw new Error('not open')
  draw(<Details chat={chat} entry={undefined} skew={0} onClose={undefined} />)
  expect(screen.getAllByText('Answer the customer')).toHaveLength(2)
})

test('a detail that is empty is not shown', () => {
  const fields = [
    field('severity_reason', ['定级依据', ' '], ['Graded by', ' ']),
    field('wish', ['客户希望', '退款'], ['Wish', 'refund']),
  ]
  const chat = after(opened([], { case: { number: 'A-17', status: 'open', fields } })).chats[7]
  if (!chat) throw new Error('not open')
  draw(<Details chat={chat} entry={undefined} skew={0} onClose={undefined} />)
  expect(screen.getByText('refund')).toBeTruthy()
  expect(screen.queryByText('Graded by')).toBeNull()
})

test.each(['button', 'Esc'])('details that cover the conversation are closed by %s', async (how) => {
  const chat = after(opened([])).chats[7]
  if (!chat) throw new Error('not open')
  const closed = vi.fn()
  draw(<Details chat={chat} entry={undefined} skew={0} onClose={closed} />)
  const button = screen.getByRole('button', { name: 'Hide details' })
  expect(document.activeElement).toBe(button)
  if (how === 'button') await userEvent.click(button)
  else await userEvent.keyboard('{Escape}')
  expect(closed).toHaveBeenCalledTimes(1)
})
