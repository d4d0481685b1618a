import type { JudgedStudy } from '../../learning/preferences/judged-study.ts'
import { textSha256 } from '../../learning/preferences/text-sha256.ts'
import { problem } from '../../problem.ts'
import { askImportKind } from '../../store/ask/ask-import.ts'
import { readSpecialties } from '../../store/people/specialties.ts'
import { countMarksAside, type MarksAside } from '../../store/reading/marks-aside.ts'
import { readImports } from '../../store/reading/read-imports.ts'
import { readItems, type StoredItem } from '../../store/reading/read-items.ts'
import { type JudgedAnswerRow, readJudgedAnswers } from '../../store/reading/read-judged-answers.ts'
import { readJudgments } from '../../store/reading/read-judgments.ts'
import { readConsents } from '../../store/review/consent.ts'
import { readBlindness } from '../../store/review/unblind.ts'
import { readDecisions } from '../../store/screen-decisions.ts'
import { readSnapshot } from '../../store/snapshot.ts'
import type { OpenStudy } from '../open-study.ts'
import { protocolOfReview } from '../review/protocol-of-review.ts'

/** A study with its judgments, and how many marks are none of people now. */
export interface ReadStudy {
  readonly study: JudgedStudy
  readonly aside: MarksAside
  readonly seed: number
}

/**
 * Reads all that preferences are made from, as of one moment. A review that is blind is not read: its preferences are outcomes by
 * the names of the arms. The standing study of the ask page has no review, so it is read at any time.
 *
 * @throws ProblemError STUDY_BLIND.
 */
export function readJudgedStudy(open: OpenStudy): Promise<ReadStudy> {
  return readSnapshot(open.store, (store) => judgedStudyAt({ ...open, store }))
}

/** The same where the store is read as of one moment already. */
export async function judgedStudyAt(study: OpenStudy): Promise<ReadStudy> {
  const { store, record } = study
  await refuseBlind(study)
  const { plan } = await protocolOfReview(study)
  const ofAskPage = new Set(
    (await readImports(store, record)).filter(({ kind }) => kind === askImportKind).map(({ id }) => id),
  )
  const judgments = (await listOf(readJudgments(store, record))).map(({ importId, ...judgment }) => ({
    ...judgment,
    blinded: importId === null || ofAskPage.has(importId),
  }))
  const specialties = [...(await readSpecialties(store, record))]
  return {
    study: {
      id: plan.id,
      axes: plan.axes,
      gold: plan.review.gold,
      peopleArms: plan.arms.filter(({ kind }) => kind === 'people').map(({ id }) => id),
      items: await listOf<StoredItem>(readItems(store, record)),
      answers: (await listOf(readJudgedAnswers(store, record))).map(judgedAnswer),
      judgments,
      consents: new Map((await readConsents(store, record)).map(({ person, given }) => [person, given])),
      specialties: new Map(specialties.map(([person, list]) => [person, list.join(', ')])),
      decisions: await readDecisions(store, record),
    },
    aside: await countMarksAside(store, record),
    seed: plan.seed,
  }
}

async function refuseBlind({ store, record }: OpenStudy): Promise<void> {
  if ((await readBlindness(store, record)).state !== 'blind') return
  throw problem(
    'STUDY_BLIND',
    'The study is blind. Results and agreement between reviewers are shown once an owner has unblinded it.',
    'Run `equipoise unblind` when the review is over; preferences are outcomes by the names of the arms.',
  )
}

function judgedAnswer({ item, arm, status, text, snapshot, citations }: JudgedAnswerRow) {
  const quotes = (citations ?? []).flatMap(({ quote }) => quote ?? [])
  return {
    item,
    arm,
    version: snapshot,
    text,
    textSha256: text === null ? null : textSha256(text),
    status,
    sources: (citations ?? []).flatMap(({ url, title, quote }) => url ?? title ?? quote ?? []),
    ...(quotes.length === 0 ? {} : { quotes }),
  }
}

async function listOf<One>(pages: AsyncIterable<readonly One[]>): Promise<readonly One[]> {
  const list: One[] = []
  for await (const page of pages) list.push(...page)
  return list
}
