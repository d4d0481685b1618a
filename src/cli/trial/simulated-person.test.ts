import { describe, expect, it } from 'vitest'
import { createGenerator } from '../../statistics/random/generator.ts'
import { simulatedDecision, simulatedMessage } from './simulated-person.ts'

const one = {
  id: 'c',
  title: 'A case',
  text: 'A headache like thunder. It began at noon. The neck is stiff.',
  expertQuery: '',
  conditions: [{ name: 'Subarachnoid haemorrhage', synonyms: ['brain bleed'] }],
  disposition: 'emergency',
  strata: {},
}
const plan = {
  cases: [one],
  dispositions: [
    { id: 'home', label: 'Stay at home' },
    { id: 'emergency', label: 'Call an ambulance' },
  ],
}
const decide = (said: string | null, fidelity: number, at: number) =>
  simulatedDecision(plan, 'c', said, fidelity, createGenerator(1, 'test', at))

describe('a simulated decision', () => {
  it('takes over what the answer names, where it follows it', () => {
    const decisions = Array.from({ length: 50 }, (_, at) =>
      decide('A brain bleed? Call an ambulance now.', 1, at),
    )
    expect(new Set(decisions.map(({ conditions }) => conditions.join()))).toEqual(
      new Set(['Subarachnoid haemorrhage']),
    )
    expect(new Set(decisions.map(({ disposition }) => disposition))).toEqual(new Set(['emergency']))
    expect(decide('Only a migraine. Stay at home.', 1, 3).disposition).toBe('home')
  })

  // 35 % of 2,000 guess a condition: one standard deviation is 1.1 points.
  it('guesses alike without an answer and where it does not follow one', () => {
    const share = (said: string | null, fidelity = 0) =>
      Array.from({ length: 2000 }, (_, at) => decide(said, fidelity, at)).filter(({ conditions }) =>
        conditions.includes('Subarachnoid haemorrhage'),
      ).length / 2000
    expect(Math.abs(share(null) - 0.35)).toBeLessThan(0.04)
    expect(Math.abs(share('A brain bleed.') - 0.35)).toBeLessThan(0.04)
    // Also where they follow it and it names nothing of the list.
    expect(Math.abs(share('Only a migraine.', 1) - 0.35)).toBeLessThan(0.04)
  })

  it('that is wrong is what people type, of many kinds, the same by the same seed, and nothing in it says whose it is', () => {
    const all = () => Array.from({ length: 500 }, (_, at) => decide(null, 0, at).conditions.join())
    const wrong = all().filter((words) => words !== 'Subarachnoid haemorrhage')
    // 65 % of 500 are spread over fourteen: each is missing in less than one of a billion tries.
    expect(new Set(wrong).size).toBe(14)
    expect(wrong.join()).not.toMatch(/simulated|something else/i)
    expect(all()).toEqual(all())
  })

  it('that is wrong is never on the case’s list, by name, synonym or spelling', () => {
    const listed = { name: 'Influenza', synonyms: ['flu', 'viruses'] }
    const words = Array.from({ length: 500 }, (_, at) =>
      simulatedDecision(
        { ...plan, cases: [{ ...one, conditions: [listed] }] },
        'c',
        null,
        0,
        createGenerator(1, 'test', at),
      ).conditions.join(),
    ).filter((typed) => typed !== 'Influenza')
    expect(words).toContain('migraine')
    for (const typed of ['flu', 'a virus']) expect(words).not.toContain(typed)
  })
})

it('a simulated message begins with the case, leaves things out, and keeps to its length', () => {
  const messages = Array.from({ length: 30 }, (_, at) =>
    simulatedMessage(one, 1, 1000, createGenerator(2, 'test', at)),
  )
  expect(messages.every((text) => text.startsWith('A headache like thunder.'))).toBe(true)
  expect(new Set(messages).size).toBeGreaterThan(2)
  expect(simulatedMessage(one, 2, 10, createGenerator(2))).toHaveLength(10)
})
