/** @jsxImportSource preact */
import { render } from 'preact'
import { browserMemory, browserWorld } from '../chat/browser'
import { ChatClient } from '../chat/client'
import type { World } from '../chat/client'
import { App } from './App'
import { languageOf, texts } from './texts'
import css from './styles/widget.css?inline'

/**
 * `<amends-chat>`: the chat in a shadow root of its own. Attributes: `tree` (which dialog), `server` (origin,
 * default: where the script came from), `locale` (BCP 47; default: the page's language, then the browser's),
 * `theme` (`light`, `dark`, default: the system's). Methods: `show`, `hide`, `toggle`. Events, all bubbling:
 * `amends-open`, `amends-close`, `amends-unread` (detail: the count).
 */
export class AmendsChat extends HTMLElement {
  static readonly observedAttributes = ['tree', 'server', 'locale', 'theme']
  /** Where the script came from; set by the entry point. */
  static origin = ''
  /** How to reach a server; tests give their own. */
  static world: (server: string) => World = browserWorld

  private readonly root_: ShadowRoot
  private client_: ChatClient | undefined
  private open_ = false
  private unread_ = 0
  private readonly online_ = () => this.client_?.dispatch({ on: 'online' })
  private readonly tick_ = () => {
    if (document.visibilityState === 'visible') this.client_?.dispatch({ on: 'tick' })
  }

  constructor() {
    super()
    this.root_ = this.attachShadow({ mode: 'open', delegatesFocus: false })
    // The only way to style that a strict Content-Security-Policy of the shop's page leaves.
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    this.root_.adoptedStyleSheets = [sheet]
  }

  /** Lines that the customer has not seen. */
  get unread(): number {
    return this.unread_
  }

  get opened(): boolean {
    return this.open_
  }

  show(): void {
    this.toggle(true)
  }

  hide(): void {
    this.toggle(false)
  }

  toggle(open = !this.open_): void {
    if (open === this.open_) return
    this.open_ = open
    this.keep('open', open ? '1' : '')
    if (open) this.client_?.dispatch({ on: 'start' })
    this.draw()
    this.tell(open ? 'amends-open' : 'amends-close')
  }

  connectedCallback(): void {
    window.addEventListener('online', this.online_)
    document.addEventListener('visibilitychange', this.tick_)
    this.begin()
  }

  disconnectedCallback(): void {
    window.removeEventListener('online', this.online_)
    document.removeEventListener('visibilitychange', this.tick_)
    this.client_?.stop()
    this.client_ = undefined
    render(null, this.root_)
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (before === after || !this.isConnected || !this.client_) return
    if (name === 'tree' || name === 'server') return this.begin()
    if (name === 'locale') this.client_.dispatch({ on: 'setting', setting: this.setting })
    this.draw()
  }

  private get server(): string {
    return this.getAttribute('server') ?? (AmendsChat.origin || location.origin)
  }

  private get locale(): string {
    return this.getAttribute('locale') || document.documentElement.lang || navigator.language || 'en'
  }

  private get setting() {
    return {
      locale: this.locale,
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      tree: this.getAttribute('tree') ?? '',
    }
  }

  private get key(): string {
    return `amends:${this.server}:${this.getAttribute('tree') ?? ''}`
  }

  /** A conversation for each server and dialog; one that exists is taken up at once, a new one when opened. */
  private begin(): void {
    this.client_?.stop()
    const client = new ChatClient(AmendsChat.world(this.server), browserMemory(this.key), this.setting)
    this.client_ = client
    this.open_ = this.open_ || this.kept('open') === '1'
    if (this.open_ || client.state.token !== '' || client.state.unsent.length > 0)
      client.dispatch({ on: 'start' })
    this.draw()
  }

  private draw(): void {
    if (!this.client_) return
    const language = languageOf(this.locale)
    this.lang = language === 'zh' ? 'zh-Hans' : 'en'
    render(
      <App
        key={this.key}
        client={this.client_}
        t={texts[language]}
        locale={this.locale}
        open={this.open_}
        draft={this.kept('draft')}
        onDraft={(text) => {
          this.keep('draft', text)
        }}
        onToggle={(open) => {
          this.toggle(open)
        }}
        onUnread={(count) => {
          if (count === this.unread_) return
          this.unread_ = count
          this.tell('amends-unread', count)
        }}
      />,
      this.root_,
    )
  }

  private tell(name: string, detail?: number): void {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }))
  }

  private kept(what: string): string {
    try {
      return sessionStorage.getItem(`${this.key}:${what}`) ?? ''
    } catch {
      return ''
    }
  }

  private keep(what: string, value: string): void {
    try {
      sessionStorage.setItem(`${this.key}:${what}`, value)
    } catch {
      // Storage is forbidden: it lasts as long as the page.
    }
  }
}
