import type { JudgeFailure } from '../judge.ts'

/** What one judge said of one criterion of one answer. */
export interface PanelVote {
  readonly judge: string
  /** Whose model the judge is; null where it is not known. */
  readonly family: string | null
  /** Null with a failure. */
  readonly met: boolean | null
  readonly failure: JudgeFailure | null
}

export interface PanelCount {
  /** The majority's mark; null where the votes are even or too few judges gave one. */
  readonly met: boolean | null
  readonly votesMet: number
  readonly votesNotMet: number
  readonly failures: number
}

export interface PanelMark {
  /** The mark to use: of the judges that are not of the arm's own family. */
  readonly independent: PanelCount
  /** Of the judges of the arm's family, shown beside it and never part of it. */
  readonly ownFamily: PanelCount
  /** Of all judges, to show what keeping them apart changed. */
  readonly all: PanelCount
  /** Judges of the arm's own family. */
  readonly flagged: readonly string[]
}

/**
 * Joins the votes of a panel on one criterion. A majority of the votes that were given decides, and more than half of
 * the judges asked must have given one. Even votes and missing ones give no mark: they are never "not met".
 *
 * @param armFamily whose model answered; null where it is nobody's or not known, and then no judge is of its family
 */
export function panelMark(votes: readonly PanelVote[], armFamily: string | null): PanelMark {
  const isOwn = ({ family }: PanelVote) => family !== null && family === armFamily
  return {
    independent: count(votes.filter((vote) => !isOwn(vote))),
    ownFamily: count(votes.filter(isOwn)),
    all: count(votes),
    flagged: votes.filter(isOwn).map(({ judge }) => judge),
  }
}

function count(votes: readonly PanelVote[]): PanelCount {
  const votesMet = votes.filter(({ met }) => met === true).length
  const votesNotMet = votes.filter(({ met }) => met === false).length
  const given = votesMet + votesNotMet
  const decided = given * 2 > votes.length && votesMet !== votesNotMet
  return {
    met: decided ? votesMet > votesNotMet : null,
    votesMet,
    votesNotMet,
    failures: votes.length - given,
  }
}
