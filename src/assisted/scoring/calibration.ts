import { cohenKappa } from '../../statistics/agreement/cohen.ts'
import type { Interval } from '../../statistics/interval.ts'
import { proportionInterval } from '../../statistics/proportion/proportion-interval.ts'

/** A proposal for a text beside what people finally said of it. */
export interface CheckedProposal {
  /** Gold condition that is proposed; null: none of them. Undefined where the judge failed: no proposal. */
  readonly proposed: string | null | undefined
  /** 0 to 1; null where the proposer gives none. */
  readonly score: number | null
  /** Of the people's final code. */
  readonly final: string | null
}

export interface Share {
  readonly n: number
  readonly of: number
  readonly share: number
  /** Wilson's, over texts. */
  readonly ci: Interval
}

export interface ProposalCalibration {
  /** Texts with a proposal and a final code. */
  readonly texts: number
  /** Texts with a final code for which the judge gave no proposal. They count nowhere else. */
  readonly failed: number
  /** Of the texts that people say name a gold condition, those for which one is proposed. Null without any. */
  readonly sensitivity: Share | null
  /** Of the texts that people say name none, those for which none is proposed. */
  readonly specificity: Share | null
  /** Of the texts for which a condition is proposed and that name one, those where it is the same one. */
  readonly sameCondition: Share | null
  /** Cohen's, of whether a gold condition is named. */
  readonly kappa: { readonly value: number | null; readonly ci: Interval | null }
  /** How often a proposal of a score is right, exactly as people say; bands without proposals are left out. */
  readonly bands: readonly ScoreBand[]
}

export interface ScoreBand extends Share {
  /** The band is [from, to), the last one closed. */
  readonly from: number
  readonly to: number
}

const edges = [0, 0.3, 0.5, 0.7, 0.9, 1]

/**
 * What a proposer (matcher or judge) is worth on this study's texts, held against the final codes of people. Texts are counted once,
 * however many participants typed them: it is the text that is proposed for. Texts of one case hang together, so the intervals are
 * somewhat too short; they describe, and decide nothing.
 */
export function calibrateProposals(checked: readonly CheckedProposal[]): ProposalCalibration {
  const given = checked.flatMap(({ proposed, ...rest }) =>
    proposed === undefined ? [] : [{ proposed, ...rest }],
  )
  const naming = given.filter(({ final }) => final !== null)
  const none = given.filter(({ final }) => final === null)
  const found = naming.filter(({ proposed }) => proposed !== null)
  const { kappa, ci } = cohenKappa(
    given.map(({ proposed }) => (proposed === null ? 0 : 1)),
    given.map(({ final }) => (final === null ? 0 : 1)),
    2,
  )
  return {
    texts: given.length,
    failed: checked.length - given.length,
    sensitivity: shareOf(found.length, naming.length),
    specificity: shareOf(none.filter(({ proposed }) => proposed === null).length, none.length),
    sameCondition: shareOf(found.filter(({ proposed, final }) => proposed === final).length, found.length),
    kappa: { value: kappa, ci },
    bands: edges.slice(0, -1).flatMap((from, index) => {
      const to = edges[index + 1] ?? 1
      const within = given.filter(
        ({ score }) => score !== null && score >= from && (score < to || (to === 1 && score === 1)),
      )
      const right = within.filter(({ proposed, final }) => proposed === final).length
      const share = shareOf(right, within.length)
      return share === null ? [] : [{ from, to, ...share }]
    }),
  }
}

function shareOf(n: number, of: number): Share | null {
  const ci = proportionInterval(n, of)
  return ci === null ? null : { n, of, share: n / of, ci }
}
