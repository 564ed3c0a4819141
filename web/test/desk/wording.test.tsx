// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, expect, test } from 'vitest'
import type { Objection } from '../../src/desk/api'
import { Words, texts } from '../../src/desk/texts'
import { Judging, Wording } from '../../src/desk/Wording'
import type { Judge } from '../../src/desk/Wording'

afterEach(cleanup)

const condition: Objection = { rule: 'wording/conditional-apology', grave: true, words: 'sorry if' }
const judge: Judge = (text) => Promise.resolve(text.includes('sorry if') ? [condition] : [])

function Draft({ language }: { language: 'zh' | 'en' }) {
  const [text, setText] = useState('')
  const words = language === 'zh' ? { t: texts.zh, locale: 'zh-CN' } : { t: texts.en, locale: 'en-GB' }
  return (
    <Words value={words}>
      <Judging value={judge}>
        <input
          aria-label="draft"
          value={text}
          onChange={(event) => {
            setText(event.target.value)
          }}
        />
        <Wording text={text} />
      </Judging>
    </Words>
  )
}

test.each([
  ['en', 'Apologise for what happened, without if.'],
  ['zh', '直接为发生的事道歉，不用“如果”。'],
] as const)('a warning stands under the draft and goes with the words (%s)', async (language, mend) => {
  render(<Draft language={language} />)
  const draft = screen.getByRole('textbox', { name: 'draft' })
  await userEvent.type(draft, 'We are sorry if you feel so.')
  expect(await screen.findByText(mend, undefined, { timeout: 3000 })).toBeTruthy()
  await userEvent.clear(draft)
  expect(screen.queryByText(mend)).toBeNull()
})
