import { expect, it } from 'vitest'
import { gradedOf } from '../testing/preference-of.ts'
import { votesOfText } from '../testing/votes-of-text.ts'
import { driftFindings } from './drift.ts'
import { severityFindings } from './severity.ts'

const truth = '+-++--+-+-++-+--++-+-+'

it('finds a reviewer who agrees at first and not at the end', () => {
  const drifting = [...truth].map((mark, place) => (place < 12 ? mark : mark === '+' ? '-' : '+')).join('')
  const findings = driftFindings(votesOfText({ a: truth, b: truth, c: truth, drifting }))
  const flagged = findings.filter(({ verdict }) => verdict === 'flagged')
  expect(flagged.map(({ reviewer }) => reviewer)).toEqual(['drifting'])
  // Of the first eleven all agree, of the last eleven the first one alone.
  expect(flagged[0]?.estimate).toBeCloseTo(1 / 11 - 1, 14)
})

it('finds nothing where nothing varies, and leaves marks without a time out', () => {
  const same = driftFindings(votesOfText({ a: truth, b: truth }))
  expect(same.map(({ p, verdict }) => [p, verdict])).toEqual([
    [null, 'too few marks'],
    [null, 'too few marks'],
  ])
  const timeless = votesOfText({ a: truth, b: truth }).map((vote) => ({ ...vote, decidedAt: null }))
  expect(driftFindings(timeless)).toEqual([])
})

it('finds grades that become harder beside those of the others', () => {
  const grades = Array.from({ length: 20 }, (_, place) =>
    ['a', 'b', 'harder'].map((reviewer) =>
      gradedOf({
        item: `q${place}`,
        reviewer,
        grade: reviewer === 'harder' && place >= 10 ? 2 : 3 + (place % 2),
        decidedAt: new Date(Date.UTC(2026, 0, 1 + place)).toISOString(),
      }),
    ),
  ).flat()
  const flagged = severityFindings(grades).filter(({ verdict }) => verdict === 'flagged')
  expect(flagged.map(({ reviewer }) => reviewer)).toEqual(['harder'])
  // Means of 3.5 and 2 in the later half: 1.5 points of a scale of three steps.
  expect(flagged[0]?.estimate).toBeCloseTo(-0.5, 14)
})
