import { describe, expect, it } from 'vitest'
import { indexLedger } from '../ledger/ledger.ts'
import type { Thread } from '../ledger/thread-schema.ts'
import { inventedLedger, relation } from '../testing/invented-ledger.ts'
import { brokenThreads } from './thread-rules.ts'

const sentence = { text: 'One sentence.', claims: ['claim-1'] }

const thread: Thread = {
  id: 'thread',
  title: 'Thread',
  what: [sentence],
  whyItMatters: [sentence],
  openQuestions: [
    { id: 'open', question: 'Which one?', claims: ['claim-1'], protocol: 'sample', how: sentence },
  ],
  narrative: [{ heading: null, sentences: [sentence] }],
  timeline: [{ ...sentence, date: '2026-01' }],
  perspectives: [],
  tensions: [],
  claims: ['claim-1', 'claim-2'],
}

function broken(changed: Partial<Thread>) {
  const claims = [
    { number: 1 },
    { number: 2, effect: null, claim: { kind: 'amplification' } },
    { number: 3 },
  ] as const
  const ledger = inventedLedger(claims, [relation(2, 'amplifies', 1)])
  return brokenThreads(indexLedger({ ...ledger, threads: [{ ...thread, ...changed }] }), ['sample']).map(
    ({ code, path }) => [code, path.join('.')],
  )
}

describe('brokenThreads', () => {
  it('finds nothing in a thread that is whole', () => {
    expect(broken({})).toEqual([])
  })

  it('wants one sentence in each entry', () => {
    const two = { ...sentence, text: 'One sentence. And a second one without claims.' }
    expect(broken({ what: [two] })).toEqual([['LEDGER_SEVERAL_SENTENCES', 'what.0.text']])
    expect(broken({ narrative: [{ heading: null, sentences: [sentence, two] }] })).toEqual([
      ['LEDGER_SEVERAL_SENTENCES', 'narrative.0.sentences.1.text'],
    ])
    expect(broken({ what: [{ ...sentence, text: 'It rose by 2.5 points, e.g. in Kenya.' }] })).toEqual([])
  })

  it('wants cited claims among those of the thread', () => {
    expect(broken({ what: [{ ...sentence, claims: ['claim-3'] }] })).toEqual([
      ['LEDGER_CLAIM_NOT_IN_THREAD', 'what.0.claims.0'],
    ])
  })

  it('lets no sentence rest on amplifications alone', () => {
    expect(broken({ what: [{ ...sentence, claims: ['claim-2'] }] })).toEqual([
      ['LEDGER_RESTS_ON_AMPLIFIERS', 'what.0.claims'],
    ])
    expect(broken({ what: [{ ...sentence, claims: ['claim-2', 'claim-1'] }] })).toEqual([])
  })

  it('wants dates that rise and protocols that ship', () => {
    const timeline = ['2026-03', '2026', '2026-02-01'].map((date) => ({ ...sentence, date }))
    expect(broken({ timeline })).toEqual([])
    expect(broken({ timeline: [...timeline.slice(2), { ...sentence, date: '2026-01' }] })).toEqual([
      ['LEDGER_DATES_FALL', 'timeline.1.date'],
    ])
    const [open] = thread.openQuestions
    if (open === undefined) throw new Error('no question')
    expect(broken({ openQuestions: [{ ...open, protocol: 'none' }] })).toEqual([
      ['LEDGER_UNKNOWN_PROTOCOL', 'openQuestions.0.protocol'],
    ])
  })
})
