import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { showAnswer } from '../../review/shown/show-answer.ts'
import type { RuleBook } from '../../server/desk/open-desk.ts'
import type { OpenStudy } from '../open-study.ts'
import { readTextFile } from '../text-file.ts'

/** The rules for marking, from the file that the protocol names; null where it names none. */
export async function readRuleBook(study: OpenStudy): Promise<RuleBook | null> {
  const { rulebook } = study.protocol.plan.review
  if (rulebook === null) return null
  const { text } = await readTextFile(join(study.folder.path, rulebook), 'review.rulebook')
  const { answer } = showAnswer({ text, citations: [], removed: [] }, 'native')
  return { version: createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 12), content: answer }
}
