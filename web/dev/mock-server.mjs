/**
 * A development tool, not a server to trust: it serves dist/ and speaks both protocols from memory, so that
 * the front ends can be looked at without the real server. `node dev/mock-server.mjs [port]`.
 * Sign in to the desk with any name and the password `demo`.
 */
import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { WebSocketServer } from 'ws'

const dist = fileURLToPath(new URL('../dist/', import.meta.url))
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' }

// The same as the server's own.
export const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
  "connect-src 'self' ws: wss:; base-uri 'none'; frame-ancestors 'none'; form-action 'self'; " +
  "require-trusted-types-for 'script'"

const generation = randomUUID()
const visitors = new Map() // token -> conversation
const conversations = new Map() // id -> conversation
const desks = new Set()
let cases = 1041

const texts = {
  zh: {
    title: '订单售后',
    greeting: '您好，我是自动助手，可以马上为您登记投诉。您也可以随时说“转人工”。',
    first: (c) => `我是自动助手。您的投诉已登记，编号 ${c.case.number}。给您添麻烦了，非常抱歉。`,
    ask: '请问您希望怎么处理？',
    options: ['退款', '换货', '补发', '先说说情况'],
    more: '好的，我都记下来了。还有什么要补充的吗？',
    wait: '正在为您转接人工客服，前面还有 2 位，您可以继续留言。',
    joined: (name) => `客服 ${name} 已加入对话`,
    back: '对话已交还自动助手',
    survey: '本次服务您满意吗？',
    rates: ['满意', '一般', '不满意'],
  },
  en: {
    title: 'Order support',
    greeting:
      'Hello, I am an automated assistant and can take your complaint right now. Ask for a person at any time.',
    first: (c) =>
      `I am an automated assistant. Your complaint is on file as number ${c.case.number}. I am sorry for the trouble this has caused.`,
    ask: 'What would put this right for you?',
    options: ['A refund', 'A replacement', 'Send it again', 'Let me explain first'],
    more: 'Thank you, I have noted that. Is there anything else we should know?',
    wait: 'I am finding a person for you. Two others are ahead; please keep writing meanwhile.',
    joined: (name) => `${name} has joined the conversation`,
    back: 'The automated assistant has taken over again',
    survey: 'How satisfied are you with our help?',
    rates: ['Satisfied', 'So-so', 'Not satisfied'],
  },
}

const both = (zh, en) => ({ 'zh-Hans': zh, en })

export function begin(locale) {
  const c = {
    id: randomUUID(),
    token: randomUUID(),
    language: locale.startsWith('zh') ? 'zh-Hans' : 'en',
    lines: [],
    notes: [],
    sockets: new Set(),
    seen: 0,
    floor: { holder: 'bot', agent: null, token: 1, since: Date.now() },
    case: null,
    priority: 3,
    emotion: 'calm',
    level: 0,
    reason: both('客户要求和人沟通', 'The customer asks for a person'),
    front: false,
  }
  c.t = texts[c.language === 'en' ? 'en' : 'zh']
  visitors.set(c.token, c)
  conversations.set(c.id, c)
  return c
}

const send = (socket, frame) => socket.readyState === 1 && socket.send(JSON.stringify(frame))
const toDesks = (frame) => desks.forEach((desk) => send(desk, frame))

export function add(c, from, text, more = {}) {
  const line = { seq: c.lines.length + 1, from, text, at: Date.now(), ...more }
  c.lines.push(line)
  for (const socket of c.sockets) send(socket, { type: 'line', ...line })
  toDesks({ type: 'line', conversation: c.id, line: deskLine(line) })
  if (c.floor.holder !== 'bot') toDesks({ type: 'entry', entry: entry(c) })
  return line
}

const deskLine = (line) => ({
  audience: 'customer',
  state: line.withdrawn ? 'withdrawn' : 'said',
  author: '',
  ...line,
})

export function entry(c) {
  const last = c.lines.findLast((line) => !line.withdrawn)
  return {
    conversation: c.id,
    case: c.case?.number ?? '',
    holder: c.floor.holder,
    token: c.floor.token,
    agent: c.floor.agent,
    since: c.floor.since,
    priority: c.priority,
    reason: c.reason,
    language: c.language,
    emotion: c.emotion,
    emotion_level: c.level,
    channel: 'web',
    last_text: last?.text ?? '',
    last_at: last?.at ?? 0,
    front: c.front,
    ...(c.floor.holder === 'bot' ? { gone: true } : {}),
  }
}

export function hold(c, holder, agent = null) {
  c.floor = { holder, agent, token: c.floor.token + 1, since: Date.now() }
  for (const socket of c.sockets) send(socket, { type: 'floor', holder, agent: agent?.display ?? '' })
  toDesks({ type: 'floor', conversation: c.id, floor: c.floor })
  toDesks({ type: 'entry', entry: entry(c) })
}

const field = (name, zh, en) => ({
  name,
  'zh-Hans': { label: zh[0], value: zh[1] },
  en: { label: en[0], value: en[1] },
})

export function openCase(c) {
  const at = Date.now()
  c.case = {
    number: ++cases,
    status: 'open',
    opened_at: at,
    closed_at: null,
    owner: null,
    first_owner: null,
    phase: 'collect',
    queue: both('订单', 'Orders'),
    priority: c.priority,
    reason: c.reason,
    fields: [
      field('order_number', ['订单号', 'HM20261107'], ['Order number', 'HM20261107']),
      field('problem', ['问题', '茶壶壶嘴破损'], ['Problem', 'Teapot arrived with a chipped spout']),
      field('amount', ['金额', '¥268.00'], ['Amount', '¥268.00']),
      field('desired_outcome', ['希望', '退款'], ['Wanted outcome', 'Refund']),
    ],
    promises: [
      {
        what: both('回复处理结果', 'Reply with a decision'),
        owner: 'desk',
        due: at + 26 * 3_600_000,
      },
    ],
  }
}

function botTurn(c, text) {
  for (const socket of c.sockets) send(socket, { type: 'typing', from: 'bot', on: true })
  setTimeout(() => {
    if (c.floor.holder === 'agent') return
    if (/转人工|person|human/i.test(text)) {
      hold(c, 'waiting')
      add(c, 'bot', c.t.wait)
    } else if (!c.case) {
      openCase(c)
      add(c, 'bot', c.t.first(c))
      add(c, 'bot', c.t.ask, {
        question: 'outcome',
        options: c.t.options.map((label, n) => ({ value: `o${n}`, label })),
      })
    } else add(c, 'bot', c.t.more)
  }, 500)
}

function chat(socket) {
  let c
  socket.on('message', (data) => {
    const f = JSON.parse(data)
    if (f.type === 'hello') {
      c = visitors.get(f.token)
      if (f.token && !c) return socket.close(4401)
      c ??= begin(f.locale ?? 'en')
      c.sockets.add(socket)
      const reset = f.after > 0 && f.generation !== generation
      send(socket, {
        type: 'welcome', token: c.token, generation, last: c.lines.length, reset, greeting: c.t.greeting,
        title: c.t.title, floor: c.floor.holder, agent: c.floor.agent?.display ?? '', heartbeat: 25,
      }) // prettier-ignore
      for (const line of c.lines.slice(reset ? -50 : f.after)) send(socket, { type: 'line', ...line })
    } else if (!c) socket.close(4400)
    else if (f.type === 'ping') send(socket, { type: 'pong', n: f.n })
    else if (f.type === 'say') {
      const old = c.lines.find((line) => line.id === f.id)
      if (old) return send(socket, { type: 'ack', id: f.id, seq: old.seq })
      send(socket, { type: 'ack', id: f.id, seq: c.lines.length + 1 })
      add(c, 'customer', f.text, { id: f.id })
      botTurn(c, f.text)
    } else if (f.type === 'typing') toDesks({ type: 'typing', conversation: c.id, on: f.on })
    else if (f.type === 'seen') {
      c.seen = f.seq
      toDesks({ type: 'seen', conversation: c.id, seq: f.seq })
    } else if (f.type === 'history') {
      const lines = c.lines.filter((line) => line.seq < f.before).slice(-f.limit)
      send(socket, { type: 'history', lines, more: (lines[0]?.seq ?? 1) > 1 })
    } else send(socket, { type: 'error', code: 'unknown_type', message: String(f.type) })
  })
  socket.on('close', () => c?.sockets.delete(socket))
}

function desk(socket, user) {
  desks.add(socket)
  socket.available = true
  socket.user = user
  const agents = () =>
    toDesks({
      type: 'agents',
      online: [...desks].map(({ user: u, available }) => ({ id: u.id, display: u.display, available })),
    })
  send(socket, { type: 'hello', user, generation, now: Date.now(), available: true })
  const waiting = [...conversations.values()].filter((c) => c.floor.holder !== 'bot')
  send(socket, { type: 'queue', entries: waiting.map(entry) })
  agents()
  socket.on('message', (data) => {
    const f = JSON.parse(data)
    const c = conversations.get(f.conversation)
    const result = (more) => send(socket, { type: 'result', request: f.request, ...more })
    const stale = () => c.floor.token !== f.token || (f.type !== 'take' && c.floor.agent?.id !== user.id)
    if (f.type === 'ping') return send(socket, { type: 'pong', n: f.n })
    if (f.type === 'available') {
      socket.available = f.on
      result({ ok: true })
      return agents()
    }
    if (!c) return result({ ok: false, code: 'no_such_conversation', message: 'no such conversation' })
    if (f.type === 'typing') {
      return c.sockets.forEach((each) => send(each, { type: 'typing', from: 'agent', on: f.on }))
    }
    if (f.type === 'open') {
      const lines = [...c.lines.map(deskLine), ...c.notes]
      send(socket, {
        type: 'opened', conversation: c.id, lines, case: c.case, floor: c.floor,
        customer: { name: '', locale: c.language, channel: 'web', seen: c.seen },
      }) // prettier-ignore
      return result({ ok: true })
    }
    if (f.type === 'note') {
      const note = {
        seq: c.notes.length + 1,
        audience: 'internal',
        state: 'said',
        from: 'agent',
        author: user.display,
        at: Date.now(),
        text: f.text,
        id: f.id,
      }
      if (!c.notes.some((each) => each.id === f.id)) {
        c.notes.push(note)
        toDesks({ type: 'line', conversation: c.id, line: note })
      }
      return result({ ok: true })
    }
    if (f.type !== 'close' && stale()) {
      return result({ ok: false, code: 'floor_changed', message: 'the floor had changed', floor: c.floor })
    }
    if (f.type === 'take') {
      if (c.case) Object.assign(c.case, { owner: user, first_owner: c.case.first_owner ?? user })
      hold(c, 'agent', { id: user.id, display: user.display })
      toDesks({ type: 'case', conversation: c.id, case: c.case })
      add(c, 'system', c.t.joined(user.display))
    } else if (f.type === 'reply') {
      if (!c.lines.some((line) => line.id === f.id))
        add(c, 'agent', f.text, { id: f.id, author: user.display })
    } else if (f.type === 'return' || f.type === 'resolve') {
      hold(c, 'bot')
      if (f.type === 'return') add(c, 'system', c.t.back)
      else {
        Object.assign(c.case ?? {}, { status: 'resolved', closed_at: Date.now() })
        toDesks({ type: 'case', conversation: c.id, case: c.case })
        add(c, 'bot', c.t.survey, {
          question: 'survey',
          options: c.t.rates.map((label, n) => ({ value: `${n}`, label })),
        })
      }
    }
    result({ ok: true })
  })
  socket.on('close', () => {
    desks.delete(socket)
    agents()
  })
}

const sessions = new Map()
const session = (request) => sessions.get(/amends_session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1])

async function api(request, response) {
  const answer = (status, body, headers = {}) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(body && JSON.stringify(body))
  }
  if (request.method === 'POST') {
    let body = ''
    for await (const chunk of request) body += chunk
    const { name, password } = JSON.parse(body)
    if (password !== 'demo')
      return answer(401, { status: 401, code: 'bad_credentials', title: 'Wrong name or password' })
    const token = randomUUID()
    sessions.set(token, { user: { id: `u-${name}`, name, display: name, role: 'agent' }, csrf: randomUUID() })
    return answer(200, sessions.get(token), {
      'set-cookie': `amends_session=${token}; HttpOnly; SameSite=Strict; Path=/`,
    })
  }
  const who = session(request)
  if (!who) return answer(401, { status: 401, code: 'signed_out', title: 'Signed out' })
  if (request.method === 'DELETE') return answer(204)
  return answer(200, who)
}

export async function serve(port) {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, 'http://x').pathname
    if (path === '/api/session') return api(request, response)
    const file =
      path === '/'
        ? 'index.html'
        : path === '/desk' || path === '/desk/'
          ? 'desk/index.html'
          : normalize(path).slice(1)
    try {
      const body = await readFile(join(dist, file))
      response.writeHead(200, {
        'content-type': types[extname(file)] ?? 'application/octet-stream',
        'content-security-policy': CSP,
      })
      response.end(body)
    } catch {
      response.writeHead(404).end()
    }
  })
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: ([first]) => first })
  server.on('upgrade', (request, socket, head) => {
    const who = session(request)
    const isDesk = request.url === '/desk/socket'
    if (isDesk && !who) return socket.destroy()
    sockets.handleUpgrade(request, socket, head, (ws) => (isDesk ? desk(ws, who.user) : chat(ws)))
  })
  await new Promise((done) => server.listen(port, '127.0.0.1', done))
  return {
    port: server.address().port,
    stop: () => {
      for (const each of sockets.clients) each.terminate()
      server.closeAllConnections()
      return new Promise((done) => server.close(done))
    },
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { port } = await serve(Number(process.argv[2] ?? 4173))
  console.log(`mock server (development only): http://127.0.0.1:${port}/ and /desk`)
}
