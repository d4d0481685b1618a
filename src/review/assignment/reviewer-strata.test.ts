import { describe, expect, it } from 'vitest'
import type { ReviewerStratum } from './reviewer.ts'
import { hasQuestions, nextStratum } from './reviewer-strata.ts'
import { upTo } from './shuffled.ts'
import { bookOf, counts, type DesignRequest, designOf, reviewerOf } from './testing/designs.ts'
import { goodnessP } from './testing/independence.ts'

const forms = ['pairwise', 'absolute'] as const
const bothBy = {
  questions: 4,
  forms,
  renderings: { x: 0.5, y: 0.5 },
  section: { renderingBy: 'reviewer' },
} as const

function arrivals(request: DesignRequest, n: number): ReviewerStratum[] {
  const { seed, setup } = designOf(request)
  const arrived: ReviewerStratum[] = []
  for (let index = 0; index < n; index++) {
    const next = nextStratum({ seed, setup }, arrived)
    if (next !== null) arrived.push(next)
  }
  return arrived
}

const nameOf = ({ form, rendering }: ReviewerStratum) => `${form} ${rendering}`

describe('nextStratum', () => {
  it('has one stratum where neither form nor rendering belong to reviewers', () => {
    const section = { formBy: 'question' } as const
    expect(arrivals({ questions: 3, forms, renderings: { x: 0.5, y: 0.5 }, section }, 3)).toEqual(
      new Array(3).fill({ form: null, rendering: null }),
    )
    expect(arrivals({ questions: 3 }, 1)).toEqual([{ form: null, rendering: null }])
  })

  it('keeps two forms within two of each other, whoever is the last to arrive', () => {
    for (const seed of upTo(30)) {
      const arrived = arrivals({ seed, questions: 3, forms }, 40)
      for (const n of upTo(41)) {
        const pairwise = arrived.slice(0, n).filter(({ form }) => form === 'pairwise').length
        // Blocks of two or four: two of one kind at most before the other.
        expect(Math.abs(2 * pairwise - n)).toBeLessThanOrEqual(2)
      }
    }
  })

  it('crosses forms with renderings, by the shares of these', () => {
    expect(counts(arrivals(bothBy, 80).map(nameOf)).size).toBe(4)
    const section = { renderingBy: 'reviewer' } as const
    const shares = arrivals({ questions: 4, forms, renderings: { x: 0.75, y: 0.25 }, section }, 80).map(
      nameOf,
    )
    const found = counts(shares)
    for (const form of forms) {
      // 80 reviewers are 30 and 10 of each form; a block of eight may be unfinished.
      expect(Math.abs((found.get(`${form} x`) ?? 0) - 30)).toBeLessThanOrEqual(3)
      expect(Math.abs((found.get(`${form} y`) ?? 0) - 10)).toBeLessThanOrEqual(3)
    }
  })

  it('cannot be foreseen: over 10,000 seeds any stratum comes first, and either after two of one kind', () => {
    const even = new Map(['pairwise x', 'pairwise y', 'absolute x', 'absolute y'].map((name) => [name, 0.25]))
    const firsts = upTo(10_000).map((seed) =>
      nameOf(arrivals({ ...bothBy, seed }, 1)[0] ?? { form: null, rendering: null }),
    )
    expect(goodnessP(firsts, even)).toBeGreaterThan(0.01)
    // Blocks of two alone would always bring the other kind as the second; here the same comes in a sixth of all.
    const pairs = upTo(3000).map((seed) => arrivals({ seed, questions: 3, forms }, 2).map(nameOf))
    const same = pairs.filter(([one, other]) => one === other).length
    expect(Math.abs(same - 500)).toBeLessThan(4 * Math.sqrt(3000 * (1 / 6) * (5 / 6)))
  })

  it('leaves what is not open to a reviewer for the next one', () => {
    const { seed, setup } = designOf({ questions: 3, forms })
    const usual = arrivals({ questions: 3, forms }, 20)
    const [first] = usual
    const taken = usual.find(({ form }) => form !== first?.form)
    const closed = nextStratum({ seed, setup }, [], ({ form }) => form !== first?.form)
    expect(closed).toEqual(taken)
    expect(nextStratum({ seed, setup }, closed === null ? [] : [closed])).toEqual(first)
    expect(nextStratum({ seed, setup }, [], () => false)).toBeNull()
  })
})

describe('hasQuestions', () => {
  it('is true of a reviewer for whom the study has a question, taken or not', () => {
    const book = bookOf(
      designOf({ questions: 4, forms, section: { specialty: { stratum: 'specialty', rule: 'only' } } }),
    )
    const mine = { specialties: ['s0'] }
    const paid = { ...mine, conflicts: [{ arm: 'a', kind: 'paidBy' as const }] }
    expect(hasQuestions(book, reviewerOf('r', { ...mine, form: 'absolute' }))).toBe(true)
    expect(hasQuestions(book, reviewerOf('r', { ...paid, form: 'absolute' }))).toBe(false)
    expect(hasQuestions(book, reviewerOf('r', { ...paid, form: 'pairwise' }))).toBe(true)
    expect(hasQuestions(book, reviewerOf('r'))).toBe(false)
  })
})
