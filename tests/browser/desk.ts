import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'

export interface DeskWords {
  name: string
  password: string
  signIn: string
  queue: string
  take: string
  transcript: string
  reply: string
  send: string
  resolve: string
  cancel: string
  details: string
  note: string
  addNote: string
}

/** An agent at the desk. */
export class Desk {
  private constructor(
    readonly page: Page,
    private readonly words: DeskWords,
  ) {}

  static async signIn(page: Page, url: string, words: DeskWords, name: string, password: string): Promise<Desk> {
    await page.goto(`${url}/desk`)
    await page.getByRole('textbox', { name: words.name }).fill(name)
    await page.getByLabel(words.password, { exact: true }).fill(password)
    await page.getByRole('button', { name: words.signIn, exact: true }).click()
    const desk = new Desk(page, words)
    await expect(desk.queue).toBeVisible()
    return desk
  }

  get queue(): Locator {
    return this.page.getByRole('navigation', { name: this.words.queue })
  }
  get transcript(): Locator {
    return this.page.getByRole('log', { name: this.words.transcript })
  }
  get details(): Locator {
    return this.page.getByRole('complementary', { name: this.words.details })
  }
  entry(text: string | RegExp): Locator {
    return this.queue.getByRole('button', { name: text })
  }

  async take(): Promise<void> {
    await this.page.getByRole('button', { name: this.words.take, exact: true }).click()
    await expect(this.page.getByRole('button', { name: this.words.resolve, exact: true })).toBeVisible()
  }
  async reply(text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: this.words.reply }).fill(text)
    await this.page.getByRole('button', { name: this.words.send, exact: true }).click()
  }
  async note(text: string): Promise<void> {
    await this.page.getByRole('tab', { name: this.words.note }).click()
    await this.page.getByRole('textbox', { name: this.words.note }).fill(text)
    await this.page.getByRole('button', { name: this.words.addNote, exact: true }).click()
  }
  async resolve(): Promise<void> {
    await this.page.getByRole('button', { name: this.words.resolve, exact: true }).click()
    await this.page.getByRole('dialog').getByRole('button', { name: this.words.resolve, exact: true }).click()
  }
}
