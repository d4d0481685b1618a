import { describe, expect, it } from 'vitest'
import { protocolDeviations } from './deviations.ts'

const locked = {
  title: 'A study',
  arms: [
    { id: 'own', kind: 'own' },
    { id: 'other', kind: 'general' },
  ],
  hypotheses: [{ id: 'parity', margin: { value: 5, unit: 'win-rate-points' }, against: ['other'] }],
  notes: ['one', 'two'],
}

const placesOf = (present: unknown) =>
  protocolDeviations(locked, present).map(({ place, description }) => `${place}: ${description}`)

describe('protocolDeviations', () => {
  it('finds none in the same protocol, whatever the order of members', () => {
    const turned = Object.fromEntries(Object.entries(structuredClone(locked)).reverse())
    expect(protocolDeviations(locked, turned)).toEqual([])
  })

  it('names a changed value by its path, with lists of things that have ids by their ids', () => {
    const present = structuredClone(locked)
    for (const hypothesis of present.hypotheses) hypothesis.margin.value = 10
    expect(protocolDeviations(locked, present)).toEqual([
      {
        kind: 'protocol',
        place: 'hypotheses.parity.margin.value',
        description: 'changed after the lock from 5 to 10',
      },
    ])
  })

  it('counts an inserted arm once, and arms in another order not at all', () => {
    const [own, other] = locked.arms
    expect(placesOf({ ...locked, arms: [{ id: 'new', kind: 'people' }, own, other] })).toEqual([
      'arms.new: added after the lock: {"id":"new","kind":"people"}',
    ])
    expect(placesOf({ ...locked, arms: [other, own] })).toEqual([])
  })

  it('tells a removed field and a removed arm', () => {
    const { title: _, ...untitled } = locked
    expect(placesOf({ ...untitled, arms: locked.arms.slice(0, 1) })).toEqual([
      'arms.other: removed after the lock: {"id":"other","kind":"general"}',
      'title: removed after the lock: "A study"',
    ])
  })

  it('takes another id for another thing', () => {
    expect(placesOf({ ...locked, arms: [locked.arms[0], { id: 'else', kind: 'general' }] })).toEqual([
      'arms.else: added after the lock: {"id":"else","kind":"general"}',
      'arms.other: removed after the lock: {"id":"other","kind":"general"}',
    ])
  })

  it('compares entries without ids by their place', () => {
    expect(placesOf({ ...locked, notes: ['one', 'three', 'four'] })).toEqual([
      'notes.1: changed after the lock from "two" to "three"',
      'notes.2: added after the lock: "four"',
    ])
  })

  it('tells a list from a value, and null from nothing', () => {
    expect(protocolDeviations({ against: ['b'] }, { against: 'b' })).toHaveLength(1)
    expect(protocolDeviations({ a: null }, {})).toHaveLength(1)
    expect(protocolDeviations({}, {})).toEqual([])
  })

  it('cuts long values', () => {
    const [deviation] = protocolDeviations({ note: 'x' }, { note: 'y'.repeat(500) })
    expect(deviation?.description.length).toBeLessThan(200)
    expect(deviation?.description).toMatch(/…$/)
  })
})
