import { expect, it } from 'vitest'
import { votesOfText } from '../testing/votes-of-text.ts'
import { accuracies, chanceRight } from './dawid-skene.ts'
import { inversionFindings } from './inversion.ts'
import { comparedVotes, sharedUnits } from './shared-units.ts'

const honest = { a: '++-+-++--+-+', b: '++-+-++--+-+', c: '++-+-++--+--' }

it('finds a reviewer whose preferences are turned round, and nobody else', () => {
  const findings = inversionFindings(votesOfText({ ...honest, turned: '--+-+--++-+-' }))
  const flagged = findings.filter(({ verdict }) => verdict === 'flagged')
  expect(flagged.map(({ reviewer }) => reviewer)).toEqual(['turned'])
  expect(flagged[0]?.estimate).toBeLessThan(0.05)
  expect(flagged[0]?.ci?.upper).toBeLessThan(0.5)
  // Twelve votes against two others who are always right: no more than every coin falling the same way twelve times.
  expect(flagged[0]?.p).toBeLessThan(0.001)
})

it('weighs the others by how right they are', () => {
  const votes = votesOfText({ ...honest, d: '+           ' })
  const vote = comparedVotes(sharedUnits(votes)).find(({ reviewer }) => reviewer === 'd')
  if (vote === undefined) throw new Error('d shares a pair')
  // By hand: odds 9 x 4 x 1.5 = 54 of the three others together.
  const chance = chanceRight(
    vote,
    new Map([
      ['a', 0.9],
      ['b', 0.8],
      ['c', 0.6],
    ]),
  )
  expect(chance).toBeCloseTo(54 / 55, 14)
  const fitted = accuracies(votes, new Set(['d']))
  expect(fitted.get('a')).toBe(fitted.get('b'))
  expect(fitted.get('c')).toBeLessThan(fitted.get('a') ?? 0)
  expect(fitted.has('d')).toBe(false)
})

it('takes two reviewers who contradict each other for neither', () => {
  const findings = inversionFindings(votesOfText({ a: '++++++++++', b: '----------' }))
  // Nobody else says who is right; each is turned round beside the other, and with one of them gone nothing is left to say.
  expect(findings.filter(({ verdict }) => verdict === 'flagged').length).toBeLessThan(2)
})
