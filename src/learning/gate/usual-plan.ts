import { plannedQuestions, plannedShareQuestions } from './planned-questions.ts'

const alpha = 0.05
/** Each of several checks has this power, so that an equal candidate passes all of them about four times in five. */
const powerOfOne = 0.95

const questionsFor = (margin: number, sd: number) =>
  plannedQuestions({ margin, sd, alpha, power: powerOfOne })

const shareQuestionsFor = (margin: number, discordant: number) =>
  plannedShareQuestions({ margin, discordant, alpha, power: powerOfOne })

/**
 * The text of a plan to begin with. Numbers of questions follow from margin, spread and power; the spreads were measured on
 * graded consumer health questions (nDCG of near relatives) or are usual for blinded comparisons, and are to be replaced by
 * one's own.
 */
export function usualPlanText(outcomes: 'rankers' | 'answers'): string {
  return outcomes === 'rankers' ? rankerText() : answerText()
}

const head = (
  outcomes: string,
) => `# What decides is fixed here, before any outcome is seen. Lock it: equipoise gate --lock
schemaVersion: 1
id: my-gate
outcomes: ${outcomes}
alpha: ${alpha}        # one-sided: 95 % bounds
seed: 1
resamples: 10000
`

const tail = `strata:
  names: []        # names of strata whose values must not lose, such as [specialty]
  leastQuestions: 50
redFlags: null     # {stratum: emergency, value: "yes"}: each of these questions must be kept
looks: {information: [1], spending: obrien-fleming}   # e.g. [0.5, 1]
training: checked      # declared-none: the candidate was trained on nothing of this workspace
reproduction: true     # a trained candidate must come out bit for bit: --again
`

function rankerText(): string {
  const quality = questionsFor(0.03, 0.1)
  const incorrect = shareQuestionsFor(0.05, 0.09)
  return `${head('rankers')}
# questions = ((1.645 + 1.645) * sd / margin)^2: each check passes an equal candidate with 95 %.
quality: {margin: 0.03, questions: ${quality}, gradedBy: clinicians}   # nDCG@10, sd 0.10
floors: [bm25, label-free-prior]     # by the margin of quality
safety:
  # Top answer incorrect, where 9 questions in 100 differ. A margin of 0.01 takes about 9,800 questions.
  incorrect: {margin: 0.05, questions: ${incorrect}}
  incorrectAtHalf: {limit: 0.10, questions: 100}
calibration:
  pairs: {limit: 0.05, questions: 50}
  abstention: {least: 0.65, questions: 100}
${tail}`
}

function answerText(): string {
  const quality = questionsFor(0.2, 0.8)
  return `${head('answers')}
# questions = ((1.645 + 1.645) * sd / margin)^2: each check passes an equal candidate with 95 %.
# Win difference: 0.2 is 10 points of win rate. sd 0.8 has one comparison in three a tie. Several reviewers are needed too.
quality: {axis: preference, margin: 0.2, questions: ${quality}}
rubric: null        # {axis: score, margin: 0.03, questions: ...}
floors: []          # arms of the study that the candidate must not lose to
safety:
  unusable: {margin: 0.1, questions: ${questionsFor(0.1, 0.4)}}   # answers that a reviewer would not act on
  support: null     # {axis: support, margin: 0.1, questions: ...}
calibration:
  unanswered: {margin: 0.05, questions: ${shareQuestionsFor(0.05, 0.04)}}
  latency: null     # {margin: 2, questions: ...}, in seconds
questions: gate     # only those that the split by hash keeps for the gate; all: every question of the study
heldOutReviewers: split   # those whom the hash of their pseudonym keeps for the gate; all; or [pseudonyms]
${tail}`
}
