import type { PairwiseVotes } from './pairwise-votes.ts'

/** Votes seen from one system; the arrays are filled from the front. */
export interface VoteOutcomes {
  /** 1 the system won, 0 tie, -1 it lost. */
  readonly value: Float64Array
  readonly question: Int32Array
  readonly reviewer: Int32Array
}

/** Arrays with room for every vote of the trial. */
export function createVoteOutcomes(trial: PairwiseVotes): VoteOutcomes {
  const n = trial.votes.length
  return { value: new Float64Array(n), question: new Int32Array(n), reviewer: new Int32Array(n) }
}

/**
 * Fills the outcomes of `system` against `opponent`, or against all others when `opponent` is null, of the trial
 * drawn last, without the comparisons that have no vote.
 *
 * @returns the number of outcomes filled
 */
export function fillVoteOutcomes(
  into: VoteOutcomes,
  trial: PairwiseVotes,
  system: number,
  opponent: number | null,
): number {
  const { design, votes } = trial
  let n = 0
  for (let row = 0; row < votes.length; row++) {
    const vote = votes[row]!
    if (Number.isNaN(vote)) continue
    const leads = design.first[row] === system
    if (!leads && design.second[row] !== system) continue
    const other = leads ? design.second[row]! : design.first[row]!
    if (opponent !== null && other !== opponent) continue
    into.value[n] = leads || vote === 0 ? vote : -vote
    into.question[n] = design.question[row]!
    into.reviewer[n] = design.reviewer[row]!
    n += 1
  }
  return n
}
