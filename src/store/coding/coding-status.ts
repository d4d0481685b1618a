import { calibrateProposals, type ProposalCalibration } from '../../assisted/scoring/calibration.ts'
import type { CodedKind } from '../../assisted/scoring/code.ts'
import { type CoderAgreement, coderAgreement } from '../../assisted/scoring/coder-agreement.ts'
import { consensus } from '../../assisted/scoring/consensus.ts'
import type { AssistedPlan } from '../../protocol/assisted/assisted-plan.ts'
import { withProblems } from '../database-problem.ts'
import type { Store } from '../store.ts'
import { kindsAtDesk } from './kinds-at-desk.ts'
import { readCodings, type StoredText } from './read-codings.ts'
import { readProposals, type StoredProposal } from './read-proposals.ts'

/** How far the coding of one kind of texts is, and what it is worth. Nothing of it tells an arm. */
export interface KindStatus {
  readonly kind: CodedKind
  readonly texts: number
  /** With a final code. */
  readonly final: number
  /** Of them, by adjudication. */
  readonly adjudicated: number
  /** That wait for a coder. */
  readonly open: number
  /** That wait for somebody to adjudicate. */
  readonly disagreed: number
  /** Without a final code, and their words are not in this store, as in a bundle. */
  readonly gone: number
  readonly agreement: CoderAgreement
  readonly proposers: readonly {
    readonly kind: 'matcher' | 'judge'
    readonly proposer: string
    readonly calibration: ProposalCalibration
  }[]
}

/**
 * Real participants' texts with those of models alone, and apart from them those that are of SIMULATED participants alone. While the
 * trial is open there are typed conditions and no other kind, not even with a count of none.
 */
export interface CodingStatus {
  readonly real: readonly KindStatus[]
  readonly simulated: readonly KindStatus[]
  /** Texts that were deleted with all that said whose they were. They are in no other count. */
  readonly deleted: number
}

/** @param seed of the intervals by resampling. */
export function readCodingStatus(
  store: Store,
  study: { readonly id: string },
  { coding }: Pick<AssistedPlan, 'coding'>,
  seed: number,
): Promise<CodingStatus> {
  return withProblems(async () => {
    const kinds = await kindsAtDesk(store.database, study)
    const texts = (await readCodings(store.database, study)).filter(({ kind }) => kinds.includes(kind))
    const proposals = await readProposals(store.database, study)
    const of = (origin: StoredText['origin']) => texts.filter((text) => text.origin === origin)
    const told = (origin: 'real' | 'simulated') =>
      kinds.map((kind) => statusOf(kind, of(origin), proposals, coding.coders, seed))
    return { real: told('real'), simulated: told('simulated'), deleted: of(null).length }
  })
}

/** How many texts of a status still wait for somebody. */
export function waitingIn(kinds: readonly KindStatus[]): number {
  return kinds.reduce((sum, { open, disagreed }) => sum + open + disagreed, 0)
}

function statusOf(
  kind: CodedKind,
  texts: readonly StoredText[],
  proposals: readonly StoredProposal[],
  coders: number,
  seed: number,
): KindStatus {
  const ofKind = texts.filter((text) => text.kind === kind)
  const states = ofKind.map((text) => ({ text, state: consensus(text, coders) }))
  const waiting = (state: 'open' | 'disagreed') =>
    states.filter((one) => one.text.words && one.state.state === state).length
  const final = new Map(
    states.flatMap(({ text, state }) => (state.state === 'final' ? [[text.task, state]] : [])),
  )
  const named = new Map(proposals.map((one) => [one.proposer, one.kind]))
  return {
    kind,
    texts: ofKind.length,
    final: final.size,
    adjudicated: [...final.values()].filter(({ by }) => by === 'adjudication').length,
    open: waiting('open'),
    disagreed: waiting('disagreed'),
    gone: states.filter(({ text, state }) => !text.words && state.state !== 'final').length,
    agreement: coderAgreement(ofKind.map(codesOf), seed),
    proposers: [...named].sort().map(([proposer, proposing]) => {
      const checked = proposals.flatMap((one) => {
        const code = one.proposer === proposer ? final.get(one.task)?.code : undefined
        if (code === undefined) return []
        const proposed = one.failure === null ? one.condition : undefined
        return [{ proposed, score: one.score, final: code.condition }]
      })
      return { kind: proposing, proposer, calibration: calibrateProposals(checked) }
    }),
  }
}

function codesOf({ kind, byCoder }: StoredText) {
  return { kind, codes: byCoder }
}
