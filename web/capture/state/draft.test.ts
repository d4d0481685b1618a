import { describe, expect, it } from 'vitest'
import { captureAnswerSchema } from '../../../src/server/contract/capture.ts'
import { answerOf, asPlanned, freshDraft, keptOf, missingOf } from './draft.ts'
import { createMemory } from './memory.ts'
import { localMinute, withOffset } from './moment.ts'
import { hashOf, placeOf } from './place.ts'

const now = new Date('2026-11-20T09:30:20Z')
const planned = { product: 'Tarn', mode: null }
const slot = { arm: 'tarn', item: 'q/1 ü', replicate: 0 }
const typed = {
  ...freshDraft(planned, null, now),
  answer: 'Give 5 mg.',
  sources: 'Doses | https://example.org/doses',
  mode: 'Deep',
  account: 'free',
  region: 'GB',
}

describe('a draft', () => {
  it('begins with what the protocol plans and what was the same before', () => {
    const fresh = freshDraft(planned, keptOf(typed), now)
    expect(fresh).toMatchObject({ product: 'Tarn', mode: 'Deep', account: 'free', region: 'GB', answer: '' })
    expect(fresh.key).not.toBe(typed.key)
    expect(asPlanned(typed, { product: 'Tarn 2', mode: 'Fast' })).toEqual({
      ...typed,
      product: 'Tarn 2',
      mode: 'Fast',
    })
  })

  it('becomes what the server takes', () => {
    const sent = answerOf(typed, slot)
    expect(captureAnswerSchema.parse(sent)).toEqual(sent)
    expect(sent).toMatchObject({
      ...slot,
      citations: [{ url: 'https://example.org/doses', title: 'Doses' }],
      screenshot: null,
    })
    expect(Date.parse(sent.capturedAt)).toBe(Date.parse('2026-11-20T09:30:00Z'))
  })

  it('says what is missing, in the order of the page', () => {
    expect(missingOf(freshDraft(planned, null, now))).toEqual(['answer', 'account', 'region'])
    expect(missingOf({ ...typed, answer: ' ', refused: true, region: ' ' })).toEqual(['region'])
    expect(missingOf(typed)).toEqual([])
  })
})

describe('the memory of the browser', () => {
  const owner = { study: 's', operator: 'Ada' }
  const storage = (): Storage => {
    const map = new Map<string, string>()
    return {
      get length() {
        return map.size
      },
      clear: () => map.clear(),
      key: (index) => [...map.keys()][index] ?? null,
      getItem: (name) => map.get(name) ?? null,
      removeItem: (name) => void map.delete(name),
      setItem: (name, value) => void map.set(name, value),
    }
  }

  it('keeps a draft for its person, study and question alone, until it is dropped', () => {
    const kept = storage()
    const memory = createMemory(() => kept)
    expect(memory.keepDraft(owner, slot, typed)).toBe(true)
    expect(memory.draft(owner, slot)).toEqual(typed)
    expect(memory.draft({ ...owner, operator: 'Bob' }, slot)).toBe(null)
    expect(memory.draft({ ...owner, study: 't' }, slot)).toBe(null)
    expect(memory.draft(owner, { ...slot, replicate: 1 })).toBe(null)
    memory.dropDraft(owner, slot)
    expect([memory.draft(owner, slot), kept.length]).toEqual([null, 0])
  })

  it('takes nothing that it did not write, and says where nothing is kept', () => {
    const kept = storage()
    const memory = createMemory(() => kept)
    memory.keep(owner, 'tarn', keptOf(typed))
    kept.setItem(kept.key(0) ?? '', '{"mode":')
    expect(memory.kept(owner, 'tarn')).toBe(null)
    const refusing = createMemory(() => {
      throw new Error('refused')
    })
    expect([refusing.keepDraft(owner, slot, typed), refusing.draft(owner, slot)]).toEqual([false, null])
  })
})

it('writes the time by the clock of the machine, with its offset', () => {
  const written = withOffset(localMinute(now))
  expect(written).toMatch(/^2026-11-\d\dT\d\d:\d\d:00[+-]\d\d:\d\d$/)
  expect(Date.parse(written)).toBe(Date.parse('2026-11-20T09:30:00Z'))
  expect(withOffset('yesterday')).toBe('yesterday')
})

it.each([{ kind: 'arms' }, { kind: 'check' }, { kind: 'capture', arm: 'an arm/ü' }] as const)(
  'finds the place %j by its address',
  (place) => {
    expect(placeOf(hashOf(place))).toEqual(place)
  },
)
