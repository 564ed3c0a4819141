import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'

export interface Words {
  locale: string
  help: RegExp
  open: string | RegExp
  message: string
  send: string
  replies: string
  log: string
}

/** The customer at the demo shop's page. */
export class Customer {
  private constructor(
    readonly page: Page,
    private readonly words: Words,
  ) {}

  static async arrive(page: Page, url: string, words: Words): Promise<Customer> {
    await page.goto(url)
    const customer = new Customer(page, words)
    await page.getByRole('button', { name: words.help }).first().click()
    await expect(customer.log).toBeVisible()
    return customer
  }

  get log(): Locator {
    return this.page.getByRole('log', { name: this.words.log })
  }
  get lines(): Locator {
    return this.log.locator('li.message, li.system')
  }
  get field(): Locator {
    return this.page.getByRole('textbox', { name: this.words.message })
  }

  async write(text: string): Promise<void> {
    await this.field.fill(text)
    await this.page.getByRole('button', { name: this.words.send, exact: true }).click()
  }

  /** Writes and waits for a line that answers. */
  async tell(text: string): Promise<void> {
    const before = await this.log.locator('li.message.bot').count()
    await this.write(text)
    await expect.poll(() => this.log.locator('li.message.bot').count()).toBeGreaterThan(before)
  }

  async press(label: string | RegExp): Promise<void> {
    await this.page.getByRole('group', { name: this.words.replies }).getByRole('button', { name: label }).click()
  }

  /** The words on the screen, in order. */
  async shown(): Promise<{ from: string; text: string }[]> {
    return this.lines.evaluateAll((items) =>
      items.map((item) => ({
        from: item.classList.contains('system') ? 'system' : (['customer', 'bot', 'agent'].find((each) => item.classList.contains(each)) ?? '?'),
        text: (item.querySelector('.bubble') ?? item).textContent ?? '',
      })),
    )
  }
}
