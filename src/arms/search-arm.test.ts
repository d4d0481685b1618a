import { describe, expect, it } from 'vitest'
import { createSearchArm, type QuestionSearch } from './search-arm.ts'

const search: QuestionSearch = {
  version: 'ranker+confidence+0123456789ab',
  leavesMachine: false,
  longest: 40,
  ask: async (question) => ({
    status: question.includes('gout') ? 'answered' : 'declined',
    text: `about ${question}`,
    citations: [{ url: null, title: 'Gout', quote: 'Words.' }],
    decline: question.includes('gout') ? null : 'not sure: No source here clearly answers this.',
    record: '{}',
  }),
}
const arm = createSearchArm('ours', search)
const asked = (text: string | null) =>
  arm.answer({
    item: { key: 'q', text, strata: {}, turns: [{ role: 'user', text: 'What is gout?' }] },
    replicate: 0,
    signal: new AbortController().signal,
  })

describe('the clinical search as an arm', () => {
  it('is put the text of the item alone and names what answered', async () => {
    expect(await asked('What is gout?')).toMatchObject({
      status: 'answered',
      reason: null,
      text: 'about What is gout?',
      citations: [{ title: 'Gout' }],
      modelSnapshot: 'ranker+confidence+0123456789ab',
      raw: { request: 'What is gout?', response: '{}' },
    })
  })

  it('refuses where the search declines, which is no failure and is not tried again', async () => {
    expect(await asked('And then?')).toMatchObject({
      status: 'refused',
      reason: 'refusal',
      text: 'about And then?',
      detail: 'not sure: No source here clearly answers this.',
      retry: null,
    })
  })

  it.each([[null], ['gout '.repeat(9)]])('fails on %o', async (text) => {
    expect(await asked(text)).toMatchObject({ status: 'failed', reason: 'rejected', text: null })
  })

  it('costs nothing and leaves nothing', () => {
    expect(arm.abilities).toMatchObject({ cites: true, mayRefuse: true, paid: false, leavesMachine: false })
    expect(arm.worstCase({ key: 'q', text: 'gout', strata: {} })).toEqual({
      inputTokens: 0,
      outputTokens: 0,
      searches: 0,
    })
  })
})
