import { describe, expect, it } from 'vitest'
import type { Row } from '../row.ts'
import { refuseSecrets, signsIn } from './secrets.ts'

function refused(cells: Readonly<Record<string, string>>) {
  const row: Row = { file: 'f', line: 1, cells, problems: [] }
  refuseSecrets(row)
  return row.problems.map(({ place, value }) => [place.field, value])
}

describe('what could let somebody in', () => {
  it.each([
    ['mode', 'password: hunter2'],
    ['version', 'https://example.org/app'],
    ['region', 'mary@example.org'],
    ['product', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NSJ9.c2lnbmF0dXJl'],
    ['mode', 'session id = 8d7f'],
    ['citations', 'A page | https://mary:pw@example.org/'],
    ['answer', 'See https://example.org/a?session_token=1234567890abc for more.'],
  ])('is refused under %s and not repeated: %s', (field, value) => {
    expect(refused({ [field]: value })).toEqual([[field, null]])
  })

  it.each([
    ['version', '2026-11 (build 4.2)'],
    ['answer', 'Patients should change the password of the pump: see https://example.org/pump?page=2#token'],
    ['citations', 'Congress | https://example.org/abstract?session=12'],
  ])('is not seen in %s: %s', (field, value) => {
    expect(refused({ [field]: value })).toEqual([])
  })
})

it.each([
  ['https://user:pw@example.org/', true],
  ['https://example.org/#access_token=abcdefgh123', true],
  ['https://example.org/x;jsessionid=12', true],
  ['https://example.org/?pwd=x', true],
  ['https://example.org/?q=session', false],
  ['not an address', false],
])('%s signs in: %s', (link, expected) => {
  expect(signsIn(link)).toBe(expected)
})
