import { type Place, type Problem, ProblemError, placeText } from '../../problem.ts'
import { indexLedger, type LedgerIndex } from '../ledger/ledger.ts'
import { type LedgerFile, ledgerLists } from '../ledger/ledger-file.ts'
import type { BrokenLedgerRule, LedgerList } from '../rules/broken-ledger-rule.ts'
import { brokenClaims } from '../rules/claim-rules.ts'
import { futureDates } from '../rules/date-rules.ts'
import { deadReferences } from '../rules/references.ts'
import { brokenRelations } from '../rules/relation-rules.ts'
import { brokenThreads } from '../rules/thread-rules.ts'
import { repeatedIds } from '../rules/unique-ids.ts'
import { type Places, placesOf } from './places.ts'
import { readLedgerFile } from './read-ledger-file.ts'

/** A file of a ledger as it stands on the disk. */
export interface LedgerText {
  /** As it is printed with problems. */
  readonly name: string
  readonly text: string
}

interface ReadFile extends LedgerText {
  readonly content: LedgerFile
}

/**
 * Reads all files of a ledger and checks them together; a ledger is whole or not there.
 *
 * @param protocols Names of the protocols that open questions may link to; null where they are not to be checked.
 * @param latest The latest day that a date may name, as `2026-11-26`; null where dates to come are let pass.
 * @throws ProblemError with every problem of every file; the rules between entries are looked at once all files are well formed.
 */
export function readLedger(
  files: readonly LedgerText[],
  protocols: readonly string[] | null,
  latest: string | null = null,
): LedgerIndex {
  const problems: Problem[] = []
  const read: ReadFile[] = []
  for (const file of files) {
    try {
      read.push({ ...file, content: readLedgerFile(file.text, file.name) })
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      problems.push(...error.problems)
    }
  }
  if (problems.length > 0) throw new ProblemError(problems)
  const index = indexLedger(merged(read))
  const broken = [
    ...repeatedIds(index.ledger),
    ...deadReferences(index),
    ...brokenClaims(index),
    ...brokenRelations(index),
    ...brokenThreads(index, protocols),
    ...(latest === null ? [] : futureDates(index.ledger, latest)),
  ]
  if (broken.length > 0) throw new ProblemError(placed(broken, read))
  return index
}

function merged(files: readonly ReadFile[]): LedgerIndex['ledger'] {
  return {
    sources: files.flatMap(({ content }) => content.sources),
    systems: files.flatMap(({ content }) => content.systems),
    outcomes: files.flatMap(({ content }) => content.outcomes),
    studies: files.flatMap(({ content }) => content.studies),
    claims: files.flatMap(({ content }) => content.claims),
    relations: files.flatMap(({ content }) => content.relations),
    threads: files.flatMap(({ content }) => content.threads),
  }
}

/** Broken rules with the file, line and field of the entry that breaks them. */
function placed(broken: readonly BrokenLedgerRule[], files: readonly ReadFile[]): Problem[] {
  const known = new Map<ReadFile, Places>()
  const placeOf = (list: LedgerList, entry: number, path: BrokenLedgerRule['path']): Place => {
    const { file, within } = fileOf(files, list, entry)
    const places = known.get(file) ?? placesOf(file.text, file.name)
    known.set(file, places)
    return places.placeOf([list, within, ...path])
  }
  return broken.map(({ list, entry, path, other, code, message, value, expected, remedy }) => ({
    code,
    message: other === undefined ? message : `${message} ${otherPlace(placeOf(list, other, path))}`,
    place: placeOf(list, entry, path),
    value,
    expected,
    remedy,
  }))
}

function otherPlace(place: Place): string {
  return `The other one is at ${placeText(place)}.`
}

function fileOf(
  files: readonly ReadFile[],
  list: LedgerList,
  entry: number,
): { readonly file: ReadFile; readonly within: number } {
  let within = entry
  for (const file of files) {
    const { length } = file.content[list]
    if (within < length) return { file, within }
    within -= length
  }
  throw new RangeError(`no entry ${entry} of ${ledgerLists.join(', ')}: ${list}`)
}
