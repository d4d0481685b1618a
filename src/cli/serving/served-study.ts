import { join } from 'node:path'
import { guessChoices } from '../../server/desk/guess-choices.ts'
import { type OpenDesk, openDesk } from '../../server/desk/open-desk.ts'
import { Kept } from '../../server/study/kept.ts'
import type { PresentProtocol, ServedStudy } from '../../server/study/served-study.ts'
import { readItems } from '../../store/reading/read-items.ts'
import { isLarge, readStudyTotals, type StudyTotals } from '../../store/reading/study-totals.ts'
import { withheldSlots } from '../collecting/collection-record.ts'
import type { OpenStudy } from '../open-study.ts'
import { protocolOfReview } from '../review/protocol-of-review.ts'
import { readRuleBook } from '../review/rule-book.ts'
import { shellPath } from '../shell-word.ts'
import { readStudyProtocol } from '../study-folder.ts'
import { storedLocks } from '../study-locks.ts'
import type { Terminal } from '../terminal.ts'
import { readTextFile } from '../text-file.ts'
import { studyReport } from './study-report.ts'

/** What the study page works with, read from the study's folder whenever it is asked for: people change it meanwhile. */
export function servedStudy(study: OpenStudy, origin: string, terminal: Terminal): ServedStudy {
  const present = () => presentStudy(study)
  const readTotals = keptTotals(study)
  return {
    store: study.store,
    study: study.record,
    origin,
    readProtocol: async () => presentProtocol(await present()),
    readReviewProtocol: async () => protocolOfReview(await present()),
    readLocks: () => storedLocks(study),
    readTotals,
    readWithheld: async () => withheldSlots(await present()),
    report: studyReport(present, readTotals, terminal),
    command: (words) => `equipoise ${words} --study ${shellPath(study.folder.path)}`,
  }
}

/** How much a study has, for several pages of a server. */
export function keptTotals({ store, record }: OpenStudy): () => Promise<StudyTotals> {
  const kept = new Kept<StudyTotals>(isLarge)
  return async () => (await kept.read('', () => readStudyTotals(store, record))).value
}

/** The desk of a study; opened when its review is, which may be while the server runs. */
export function servedDesk(study: OpenStudy): () => Promise<OpenDesk | null> {
  let opening: Promise<OpenDesk | null> | null = null
  return () => {
    opening ??= deskOf(study).then(
      (desk) => {
        if (desk === null) opening = null
        return desk
      },
      (error: unknown) => {
        opening = null
        throw error
      },
    )
    return opening
  }
}

async function deskOf(opened: OpenStudy): Promise<OpenDesk | null> {
  const study = await presentStudy(opened)
  const items = []
  for await (const page of readItems(study.store, study.record)) items.push(...page)
  const protocol = await protocolOfReview(study)
  return openDesk(study.store, study.record, protocol, items, {
    rulebook: await readRuleBook(study),
    guesses: guessChoices(protocol.plan),
  })
}

/** The study with the protocol that its folder has now. */
export async function presentStudy(study: OpenStudy): Promise<OpenStudy> {
  return { ...study, protocol: await readStudyProtocol(study.folder) }
}

async function presentProtocol({ folder, protocol }: OpenStudy): Promise<PresentProtocol> {
  const { rulebook } = protocol.plan.review
  const text =
    rulebook === null ? null : (await readTextFile(join(folder.path, rulebook), 'review.rulebook')).text
  return { ...protocol, rulebook: text }
}
