import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'

export interface AdminWords {
  name: string
  password: string
  signIn: string
  save: string
  publish: string
  publishNow: string
  reason: string
  editor: string
  outline: string
  problems: RegExp
  trial: string
  transcript: string
  message: string
  send: string
  versions: string
  rollBack: string
  rollBackNow: string
  saveMerged: string
  stale: string
}

/** An admin at the trees' page. */
export class Admin {
  private constructor(
    readonly page: Page,
    private readonly words: AdminWords,
  ) {}

  static async signIn(page: Page, url: string, words: AdminWords, name: string, password: string): Promise<Admin> {
    await page.goto(`${url}/admin/trees`)
    await page.getByRole('textbox', { name: words.name }).fill(name)
    await page.getByLabel(words.password, { exact: true }).fill(password)
    await page.getByRole('button', { name: words.signIn, exact: true }).click()
    return new Admin(page, words)
  }

  async open(tree: string): Promise<void> {
    await this.page.getByRole('link', { name: new RegExp(`^${tree}`) }).click()
    await expect(this.editor).toBeVisible()
    await expect(this.outline.getByRole('button').first()).toBeVisible()
  }

  get editor(): Locator {
    return this.page.getByRole('textbox', { name: this.words.editor })
  }
  get outline(): Locator {
    return this.page.getByRole('navigation', { name: this.words.outline })
  }
  get problems(): Locator {
    return this.page.getByRole('tabpanel', { name: this.words.problems })
  }
  get standing(): Locator {
    return this.page.locator('.standing-of')
  }
  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }

  /** Finds `from` in the text, as a person would with the keyboard, and writes `to` in its place. */
  async change(from: string, to: string): Promise<void> {
    await this.editor.click()
    await this.page.keyboard.press('Control+f')
    const find = this.page.locator('input[name=search]')
    await find.fill(from)
    await find.press('End') // the query is taken over when a key is released
    await find.press('Enter')
    await find.press('Escape')
    await this.page.keyboard.insertText(to)
  }

  async save(): Promise<void> {
    await this.editor.press('Control+s')
  }

  async publish(reason: string): Promise<void> {
    await this.button(this.words.publish).click()
    await this.page.getByRole('dialog').getByLabel(this.words.reason).fill(reason)
    await this.page.getByRole('dialog').getByRole('button', { name: this.words.publishNow }).click()
  }
}
