import { describe, expect, it } from 'vitest'
import type { PlannedItems } from '../protocol/items-section.ts'
import { isPutTo, openSlots, originOf } from './slots.ts'

const slot = (from: string, n: number, arms: readonly string[] | null = null): PlannedItems => ({
  from,
  n,
  arms,
  note: null,
})

describe('slots of questions', () => {
  it('count questions for the set they were taken from', () => {
    const source = (set: string, id: string | null) => ({ set, id, licence: null })
    const sources = [
      source('medqa', null),
      source('mirage', 'medqa/0001'),
      source('mirage', 'bioasq/9'),
      source('mirage', null),
      null,
      undefined,
    ]
    expect(sources.map(originOf)).toEqual(['medqa', 'medqa', 'bioasq', 'mirage', 'own', 'own'])
  })

  it('say which one is open, how many there are and how to fill it', () => {
    const origins = [...Array<string>(3).fill('medqa'), ...Array<string>(5).fill('own')]
    const slots = [
      slot('medqa', 3),
      { ...slot('healthbench', 4), note: 'Drawn by theme.' },
      slot('own', 100),
      slot('medqa', 9),
    ]
    const problems = openSlots(slots, origins, 'protocol.yaml')
    expect(problems.map(({ code, place, value, expected }) => [code, place.field, value, expected])).toEqual([
      ['ITEMS_SLOT_OPEN', 'items.1', '0', 'at least 4'],
      ['ITEMS_SLOT_OPEN', 'items.2', '5', 'at least 100'],
      ['ITEMS_SLOT_OPEN', 'items.3', '3', 'at least 9'],
    ])
    expect(problems[0]?.message).toBe(
      'The protocol needs 4 questions of healthbench, and the study has 0. Drawn by theme.',
    )
    expect(problems[0]?.remedy).toContain('equipoise import items healthbench <file> --sample 4')
    expect(problems[1]?.remedy).toContain('--mapping')
    expect(problems[2]?.remedy).not.toContain('--sample')
  })

  it('name the arms that their questions are put to', () => {
    const slots = [slot('medqa', 3, ['x']), slot('own', 1)]
    expect(
      ['medqa', 'own', 'k-qa'].flatMap((from) => ['x', 'y'].map((arm) => isPutTo(slots, from, arm))),
    ).toEqual([true, false, true, true, true, true])
  })
})
