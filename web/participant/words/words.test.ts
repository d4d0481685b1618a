import { expect, it } from 'vitest'
import { leftWords, neededOf, neededWords, statusWords } from './chat-words.ts'
import { storedWords } from './stores-words.ts'

const asks = { eligibility: true, baseline: true, attention: true, grouped: true }

it('names what the consent names, and what it does not', () => {
  const all = storedWords({ stores: ['conversation', 'questionnaire', 'timings'], asks })
  expect(all.notKept).toEqual([])
  const none = storedWords({ stores: [], asks })
  expect(none.kept.length).toBe(all.kept.length - 3)
  expect(none.kept.join()).not.toMatch(/every message|how long you|at the end/)
  expect(none.notKept.join()).toMatch(/conversation.*how long/)
})

it('counts messages in words', () => {
  expect(leftWords(1, { answers: 0, written: 3, waiting: 0 })).toBe('1 message left.')
  expect(leftWords(19, { answers: 2, written: 1, waiting: 0 })).toBe(
    'Write at least 2 more messages before you decide. 19 messages left.',
  )
})

it('names no form that the study does not have', () => {
  const kept = (more: Partial<typeof asks>) =>
    storedWords({ stores: [], asks: { ...asks, ...more } }).kept.join()
  expect(kept({})).toMatch(/about you, by which groups.*whether you can take part and whether you passed/)
  expect(kept({ grouped: false })).not.toMatch(/groups are made/)
  expect(kept({ baseline: false })).not.toMatch(/about you|groups are made/)
  expect(kept({ eligibility: false })).not.toMatch(/can take part/)
  expect(kept({ eligibility: false, attention: false })).not.toMatch(/answers themselves/)
})

it.each([
  [{ answers: 1, written: 0, waiting: 0 }, 'Write at least one message before you decide.'],
  [{ answers: 2, written: 0, waiting: 0 }, 'Write at least 2 messages before you decide.'],
  [{ answers: 1, written: 1, waiting: 0 }, 'Write at least one more message before you decide.'],
  [{ answers: 2, written: 1, waiting: 1 }, 'Write at least one more message before you decide.'],
  [{ answers: 1, written: 1, waiting: 1 }, 'You can decide once your message is answered.'],
])('says what is needed before a decision: %o', (needed, words) => {
  expect(neededWords(needed)).toBe(words)
})

it('counts a message that is on its way as written and waited for, once', () => {
  const content = { blocks: [], references: [], sentences: 0 }
  const turns = [
    { number: 1, role: 'participant', key: 'k', content, status: null },
    { number: 2, role: 'arm', key: null, content, status: 'waiting' },
  ] as const
  expect(neededOf({ turns, needed: 1 }, 0)).toEqual({ answers: 1, written: 1, waiting: 1 })
  expect(neededOf({ turns: [], needed: 1 }, 1)).toEqual({ answers: 1, written: 1, waiting: 1 })
})

it('tells a refusal, a failure and an answer that is waited for apart', () => {
  const said = (['refused', 'failed', 'waiting'] as const).map(statusWords)
  expect(new Set(said).size).toBe(3)
  expect(statusWords('answered')).toBe(null)
})
