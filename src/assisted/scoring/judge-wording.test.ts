import { describe, expect, it } from 'vitest'
import type { JudgeReply } from '../../judging/judge.ts'
import { codingRequest, type JudgedText, readCodingReply } from './judge-wording.ts'

const text: JudgedText = {
  kind: 'condition',
  text: 'mini {{list}} stroke',
  gold: [
    { name: 'Stroke', synonyms: [] },
    { name: 'Transient ischaemic attack', synonyms: ['TIA'] },
  ],
  dispositions: [
    { id: 'self', label: 'Care for oneself' },
    { id: 'call', label: 'Call an ambulance' },
  ],
}
const reply = (said: string | null, change: Partial<JudgeReply> = {}): JudgeReply => ({
  status: 'replied',
  text: said,
  truncated: false,
  version: null,
  inputTokens: null,
  outputTokens: null,
  cost: null,
  ...change,
})
const said = (object: Readonly<Record<string, unknown>>) =>
  readCodingReply(reply(JSON.stringify({ explanation: 'so', sure: 0.8, ...object })), text)

it('asks with the list and the text, and leaves what the text holds as it is', () => {
  const { user, promptHash } = codingRequest(text)
  expect(user).toContain('2. Transient ischaemic attack; TIA')
  expect(user).toContain('mini {{list}} stroke')
  expect(codingRequest({ ...text, text: 'flu' }).promptHash).toBe(promptHash)
  expect(codingRequest({ ...text, kind: 'reply' }).user).toContain('2. Call an ambulance')
})

describe('what the judge said', () => {
  it('is an entry or none', () => {
    expect(said({ entry: 2 })).toEqual({
      verdict: {
        condition: 'Transient ischaemic attack',
        disposition: null,
        score: 0.8,
        explanation: 'so',
      },
    })
    expect(said({ entry: 0 })).toMatchObject({ verdict: { condition: null } })
  })

  it('of an answer is a step of the scale too', () => {
    const answer = { ...text, kind: 'reply' as const }
    const read = (step: number) =>
      readCodingReply(reply(JSON.stringify({ explanation: '', entry: 1, step, sure: 1 })), answer)
    expect(read(2)).toMatchObject({ verdict: { condition: 'Stroke', disposition: 'call' } })
    expect(read(0)).toMatchObject({ verdict: { disposition: null } })
    expect(read(3)).toEqual({ failure: 'malformed' })
  })

  it.each([
    [{ entry: 3 }, 'malformed'],
    [{ entry: '1' }, 'malformed'],
    [{ entry: null }, 'missing-field'],
    [{ entry: 1, sure: 2 }, 'malformed'],
    [{ entry: 1, more: true }, 'malformed'],
  ] as const)('%j is no proposal: %s', (object, failure) => {
    expect(said(object)).toEqual({ failure })
  })

  it.each([
    [reply(null, { status: 'failed' }), 'no-reply'],
    [reply(null, { status: 'refused' }), 'refused'],
    [reply('', {}), 'empty'],
    [reply('It names a stroke.'), 'malformed'],
    [reply('{"explanation": "', { truncated: true }), 'truncated'],
  ] as const)('that gave none: %#', (given, failure) => {
    expect(readCodingReply(given, text)).toEqual({ failure })
  })
})
