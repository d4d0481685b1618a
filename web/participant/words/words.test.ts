import { expect, it } from 'vitest'
import { leftWords, neededWords, statusWords } from './chat-words.ts'
import { storedWords } from './stores-words.ts'

it('names what the consent names, and what it does not', () => {
  const all = storedWords(['conversation', 'questionnaire', 'timings'])
  expect(all.notKept).toEqual([])
  const none = storedWords([])
  expect(none.kept.length).toBe(all.kept.length - 3)
  expect(none.kept.join()).not.toMatch(/every message|how long you|at the end/)
  expect(none.notKept.join()).toMatch(/conversation.*how long/)
})

it('counts messages in words', () => {
  expect(leftWords({ left: 1, needed: 0 })).toBe('1 message left.')
  expect(leftWords({ left: 20, needed: 2 })).toBe(
    'Write at least 2 more messages before you decide. 20 messages left.',
  )
  expect(neededWords(1)).toBe('Write at least one more message before you decide.')
})

it('tells a refusal, a failure and an answer that is waited for apart', () => {
  const said = (['refused', 'failed', 'waiting'] as const).map(statusWords)
  expect(new Set(said).size).toBe(3)
  expect(statusWords('answered')).toBe(null)
})
