import { expect, it } from 'vitest'
import { codeOfLink } from './participant-link.ts'

it('takes the code out of a participant’s link, or takes the code alone', () => {
  const code = 'a-_9'.padEnd(43, 'x')
  for (const given of [code, ` https://trial.example.org/p/${code} `, `http://127.0.0.1:4114/p/${code}/`])
    expect(codeOfLink(given)).toBe(code)
  for (const given of ['Ada Ames', code.slice(1), `https://trial.example.org/r/${code}`, ''])
    expect(codeOfLink(given)).toBeNull()
})
