import { expect, it } from 'vitest'
import { renderLedgerProblems } from './problem-page.ts'

const broken = {
  code: 'LEDGER_FIELD',
  message: 'The field does not hold what it should.',
  place: { file: 'evidence/claims/a.yaml', line: 12, field: 'claims.0.n' },
  value: '<b>many</b>',
  expected: 'a whole number',
  remedy: 'Correct it.',
}

it('says file, line, field, what was found and what was expected, and nothing of it as markup', () => {
  const page = renderLedgerProblems([broken])
  expect(page).toContain('evidence/claims/a.yaml, line 12, field claims.0.n')
  expect(page).toContain('Found <code>&lt;b&gt;many&lt;/b&gt;</code>.')
  expect(page).toContain('Expected a whole number.')
  expect(page).toContain('1 problem to mend')
})

it('counts what it does not list', () => {
  const page = renderLedgerProblems(Array.from({ length: 130 }, () => broken))
  expect(page.match(/<li>/g)).toHaveLength(100)
  expect(page).toContain('And 30 more')
})
