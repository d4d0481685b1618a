import { describe, expect, it } from 'vitest'
import { leavingCounts } from './leaving-counts.ts'
import { mayLeave, type ScreenDecision } from './may-leave.ts'
import { screenItem } from './screen-item.ts'

const hash = 'a'.repeat(64)
const item = { key: 'q1', hash }
const named = screenItem({ key: 'q1', text: 'Can Mrs Okonjo take warfarin? Call (415) 555-0132.' })
const open = { id: 'general' }
const covered = { id: 'hospital', coveredByAgreement: true }
const local = { id: 'ours', leavesMachine: false }
const decision = (change: Partial<ScreenDecision>): ScreenDecision => ({
  item: 'q1',
  itemHash: hash,
  decision: 'cleared',
  ...change,
})

describe('whether an item may leave', () => {
  it('lets an item without findings go', () => {
    expect(mayLeave(item, [], [], open)).toEqual({ allowed: true, because: 'nothing-found' })
  })

  it('stops findings, names their kinds and never the text', () => {
    const leave = mayLeave(item, named, [], open)
    expect(leave).toEqual({
      allowed: false,
      because: 'findings',
      sentence:
        'The item q1 may tell who somebody is: name (1), telephone number (1). It is not put to general until a person cleared it.',
    })
    expect(JSON.stringify([leave, named])).not.toMatch(/Okonjo|555/)
  })

  it('lets a cleared item go as long as its content is the one that was seen', () => {
    expect(mayLeave(item, named, [decision({})], open)).toEqual({ allowed: true, because: 'cleared' })
    expect(mayLeave(item, named, [decision({ itemHash: 'b'.repeat(64) })], open).allowed).toBe(false)
    expect(mayLeave(item, named, [decision({ item: 'q2' })], open).allowed).toBe(false)
  })

  it('lets findings go to an arm under an agreement, but nothing that a person held', () => {
    expect(mayLeave(item, named, [], covered)).toEqual({ allowed: true, because: 'agreement' })
    for (const findings of [named, []])
      expect(mayLeave(item, findings, [decision({ decision: 'held' })], covered)).toMatchObject({
        allowed: false,
        because: 'held',
      })
  })

  it('lets everything that nobody holds go to an arm on this machine', () => {
    expect(mayLeave(item, named, [], local)).toEqual({ allowed: true, because: 'on-this-machine' })
    expect(mayLeave(item, named, [decision({})], local)).toEqual({ allowed: true, because: 'cleared' })
    expect(mayLeave(item, [], [decision({ decision: 'held' })], local).allowed).toBe(false)
  })

  it('goes by the last decision', () => {
    const held = decision({ decision: 'held' })
    expect(mayLeave(item, named, [held, decision({})], open).allowed).toBe(true)
    expect(mayLeave(item, named, [decision({}), held], open).allowed).toBe(false)
  })

  it('is counted by arm', () => {
    const items = [
      { key: 'q1', hash, findings: named },
      { key: 'q2', hash, findings: [] },
      { key: 'q3', hash, findings: named },
      { key: 'q4', hash, findings: [] },
    ]
    const decisions = [decision({ item: 'q3' }), decision({ item: 'q4', decision: 'held' })]
    const same = { nothingFound: 1, cleared: 1, held: 1 }
    expect(leavingCounts(items, decisions, open)).toEqual({
      ...same,
      arm: 'general',
      coveredByAgreement: false,
      onThisMachine: 0,
      underAgreement: 0,
      stopped: 1,
    })
    expect(leavingCounts(items, decisions, local)).toEqual({
      ...same,
      arm: 'ours',
      coveredByAgreement: false,
      onThisMachine: 1,
      underAgreement: 0,
      stopped: 0,
    })
    expect(leavingCounts(items, decisions, covered)).toEqual({
      ...same,
      arm: 'hospital',
      coveredByAgreement: true,
      onThisMachine: 0,
      underAgreement: 1,
      stopped: 0,
    })
  })
})
