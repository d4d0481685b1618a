import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { labelledQuestions, measureRedFlags } from '../testing/labelled-questions.ts'
import { redFlags } from './detect.ts'
import { emergencyLine } from './emergency-line.ts'
import { measuredSigns } from './measured-signs.ts'
import { flagText } from './red-flag.ts'

const read = (name: string) =>
  labelledQuestions(
    readFileSync(new URL(`../../../../test/data/red-flags/${name}.txt`, import.meta.url), 'utf8'),
  )
const first = (text: string) => redFlags(text)[0] ?? null

describe('red flags', () => {
  it('tell what happens now from what is asked in general', () => {
    expect(first('I took 30 paracetamol')).toEqual({ kind: 'poisoning', level: 'now' })
    expect(first('chest pain right now')).toEqual({ kind: 'chest-pain', level: 'now' })
    expect(first('What is the treatment of stroke?')).toEqual({ kind: 'stroke', level: 'topic' })
    expect(first('What is the treatment of gout?')).toBeNull()
  })

  it('need no apostrophes, capitals or accents', () => {
    for (const text of ["I CAN'T BREATHE", 'i cant breathe', 'I can’t breathe']) {
      expect(first(text)).toEqual({ kind: 'breathing', level: 'now' })
    }
  })

  it('are seen in numbers: saturation, sugar, pressure, the age of a baby', () => {
    const kinds = (text: string) => [...measuredSigns(flagText(text))]
    expect(kinds('sats 84 on air')).toEqual(['breathing'])
    expect(kinds('sats 97 on air')).toEqual([])
    expect(kinds('BG 25')).toEqual(['dka'])
    expect(kinds('glucose 5.4')).toEqual([])
    expect(kinds('BP 78/40')).toEqual(['sepsis-meningitis'])
    expect(kinds('BP 120/80')).toEqual([])
    expect(kinds('three month old with a temperature of 38.4')).toEqual(['newborn-fever'])
    expect(kinds('four month old with a temperature of 38.4')).toEqual([])
  })

  it('take no time on a long text', () => {
    const before = performance.now()
    redFlags('my chest hurts and i took pills '.repeat(3000))
    expect(performance.now() - before).toBeLessThan(5000)
  })
})

describe('the emergency line', () => {
  it('names a number of no one region, and a crisis line for self-harm', () => {
    const line = emergencyLine(redFlags('I want to kill myself'))
    expect(line).toContain('112, 911, 999')
    expect(line).toContain('crisis line')
    expect(emergencyLine(redFlags('chest pain right now'))).toContain('112, 911, 999')
  })

  it('is conditional for a topic, and none without a flag', () => {
    expect(emergencyLine(redFlags('What are the symptoms of a heart attack?'))).toMatch(
      /^If this is happening/,
    )
    expect(emergencyLine(redFlags('How is gout treated?'))).toBeNull()
  })
})

describe('of the second held-out questions, which the rules have seen since', () => {
  it('nine of ten emergencies get their line, and of twenty others one at most, none as an emergency now', () => {
    const { emergency, none } = measureRedFlags(read('held-out-second'))
    expect(emergency.withLine / emergency.questions).toBeGreaterThanOrEqual(0.9)
    expect(none.withLine / none.questions).toBeLessThanOrEqual(0.05)
    expect(none.now).toBe(0)
  })
})

describe.each(['development', 'held-out'])('of the labelled questions of %s.txt', (name) => {
  it('nine of ten emergencies get their line, and of a hundred others one at most', () => {
    const { emergency, topic, none } = measureRedFlags(read(name))
    expect(emergency.withLine / emergency.questions).toBeGreaterThanOrEqual(0.9)
    expect(topic.withLine / topic.questions).toBeGreaterThanOrEqual(0.9)
    expect(none.withLine / none.questions).toBeLessThanOrEqual(0.01)
  })
})
