import { type ProblemError, problem } from '../../problem.ts'
import { canonicalHash } from '../../protocol/hash.ts'
import type { Plan } from '../../protocol/plan.ts'
import type { ProtocolDocument } from '../../protocol/schema-v1.ts'
import { checkSpecialty } from '../../review/assignment/specialty-stratum.ts'
import { soughtNames } from '../../review/identity/names/sought-names.ts'
import { reviewerWords, screenReviewerWords } from '../../review/identity/reviewer-words.ts'
import { readItems, type StoredItem } from '../../store/reading/read-items.ts'
import { readAnswersToShow } from '../../store/review/read-answers-to-show.ts'
import { readKeyIds } from '../../store/review/read-key-ids.ts'
import { writeReview } from '../../store/review/write-review.ts'
import type { Store } from '../../store/store.ts'
import { checkRubrics } from './check-rubrics.ts'
import { type PreparedReview, prepareReview } from './prepare-review.ts'

export interface ReviewedStudy {
  readonly store: Store
  readonly study: { readonly id: string }
  readonly protocol: { readonly document: ProtocolDocument; readonly plan: Plan }
  /** Text of the rule-book; null where the protocol names none. */
  readonly rulebook: string | null
}

/**
 * Reads what there is of a study and plans its review, without writing anything.
 *
 * @throws ProblemError REVIEW_STRATUM_UNKNOWN, REVIEW_ITEM_UNKNOWN, REVIEW_WITHOUT_QUESTIONS.
 */
export async function planReview({ store, study, protocol }: ReviewedStudy): Promise<PreparedReview> {
  const items: StoredItem[] = []
  for await (const page of readItems(store, study)) items.push(...page)
  checkSpecialty(protocol.plan.review, items)
  return prepareReview(protocol, items, await readAnswersToShow(store, study))
}

function isTrial(): ProblemError {
  return problem(
    'REVIEW_ASSISTED',
    'In an assisted-use trial people decide about cases, and there are no answers to review.',
    'Open the trial with `equipoise trial open`; texts are coded at /coding.',
  )
}

/**
 * Opens the review of a study: from now on reviewers can be given questions.
 *
 * @param actor Pseudonym of who opens it; null for the command line.
 * @throws ProblemError REVIEW_ASSISTED for an assisted-use trial, REVIEW_NAMES_OPEN where answers hold names that nobody decided about, REVIEW_WORDS where something
 * that reviewers read names an arm, REVIEW_EMPTY where there is nothing to mark, REVIEW_OPEN where it was opened before,
 * and those of `checkRubrics` and of the plan.
 */
export async function openReview(reviewed: ReviewedStudy, actor: string | null): Promise<PreparedReview> {
  const { store, study, protocol } = reviewed
  if (protocol.plan.assisted !== null) throw isTrial()
  checkWords(reviewed)
  const prepared = await planReview(reviewed)
  const undecided = prepared.screened.filter(({ state }) => state === 'open')
  if (undecided.length > 0) {
    const first = undecided[0]
    throw problem(
      'REVIEW_NAMES_OPEN',
      `In ${undecided.length} answers a name was found that may tell the arm, and nobody decided about them.`,
      'See them with `equipoise review screen`, and decide with `equipoise review decide`.',
      { place: { field: `${first?.item}/${first?.arm}` }, value: first?.findings[0]?.phrase ?? null },
    )
  }
  // A review is opened once: an empty one could never be filled.
  if (!prepared.units.some(({ role }) => role === 'study')) {
    throw problem(
      'REVIEW_EMPTY',
      'There is no question with answers that could be marked; the review was not opened.',
      'Bring in questions and answers first.',
    )
  }
  checkRubrics(protocol, prepared)
  const answers = await readAnswersToShow(store, study)
  const ids = new Map(answers.map(({ item, arm, answer }) => [JSON.stringify([item, arm]), answer]))
  await writeReview(
    store,
    study,
    {
      protocolHash: canonicalHash(protocol.document),
      units: prepared.units,
      leftOut: prepared.leftOut,
      answers: prepared.answers,
      answerOf: (item, arm) => ids.get(JSON.stringify([item, arm])) ?? '',
      itemIds: await readKeyIds(store, study, 'item'),
      armIds: await readKeyIds(store, study, 'arm'),
    },
    actor,
  )
  return prepared
}

function checkWords({ protocol, rulebook }: ReviewedStudy): void {
  const { document, plan } = protocol
  const words = reviewerWords(protocol, { title: plan.review.title, rulebook })
  const [found] = screenReviewerWords(words, soughtNames(document.arms))
  if (found === undefined) return
  throw problem(
    'REVIEW_WORDS',
    'Something that reviewers read names a system.',
    'Say it without the name, and lock the protocol again.',
    { place: { field: found.part }, value: found.phrase },
  )
}
