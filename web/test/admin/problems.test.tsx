// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { Findings } from '../../src/admin/Problems'
import type { Finding } from '../../src/admin/protocol'
import { AdminWords, WORDS } from '../../src/admin/texts'

afterEach(cleanup)

const finding: Finding = {
  severity: 'error',
  code: 'recovery/promise-time',
  line: 7,
  column: 3,
  node: 'nobody',
  'zh-Hans': { message: '承诺没有说最晚什么时候 [G3]', mend: '在每种说法里都说出 {promise_due}' },
  en: { message: 'a promise does not say by when [G3]', mend: 'say {promise_due} in every wording' },
  test: '',
  happened: '',
}

test.each(['zh', 'en'] as const)(
  'a finding and its mend are read in the language of the page: %s',
  (language) => {
    render(
      <AdminWords value={WORDS[language]}>
        <Findings findings={[finding]} onGo={() => undefined} />
      </AdminWords>,
    )
    const [here, other] = language === 'zh' ? (['zh-Hans', 'en'] as const) : (['en', 'zh-Hans'] as const)
    const shown = screen.getByRole('listitem').textContent
    expect(shown).toContain(finding[here].message)
    expect(shown).toContain(finding[here].mend)
    expect(shown).not.toContain(finding[other].message)
    expect(shown).toContain(finding.code)
  },
)
