import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { ledgerDateSchema, ledgerIdSchema } from '../../evidence/ledger/fact.ts'
import type { LedgerIndex } from '../../evidence/ledger/ledger.ts'
import { type LedgerFile, ledgerFileSchema } from '../../evidence/ledger/ledger-file.ts'
import type { Independence } from '../../evidence/ledger/source-schema.ts'
import { ledgerMeta } from '../../evidence/meta/meta-analysis.ts'
import type { ContrastRule } from '../../evidence/meta/poolable-claim.ts'
import { readLedger } from '../../evidence/reading/read-ledger.ts'
import { readLedgerFile } from '../../evidence/reading/read-ledger-file.ts'
import { problem } from '../../problem.ts'
import { counted } from '../../report/format.ts'
import { keptByHand } from '../evidence/kept-by-hand.ts'
import { readLedgerTexts } from '../evidence/ledger-folder.ts'
import { groupJson, groupLines } from '../evidence/meta-lines.ts'
import { tooManyNames } from '../evidence/names.ts'
import { ownSource, ownStudyFile } from '../evidence/own-study.ts'
import { publishableResults } from '../evidence/publishable-results.ts'
import { checkSameStudy, namesakes, studiesOnTheSameData } from '../evidence/same-study.ts'
import { latestDay } from '../latest-day.ts'
import type { CommandResult } from '../run-command.ts'
import { shellPath } from '../shell-word.ts'
import { shownPath, studyFolder } from '../study-folder.ts'
import { writeFolderWhole, writeWhole } from '../whole-files.ts'
import { shippedProtocols } from './new.ts'

export interface EvidenceAddOptions {
  readonly ledger?: string | undefined
  readonly contrast: ContrastRule
  readonly independence?: Independence | undefined
  readonly by?: readonly string[] | undefined
  readonly date?: string | undefined
  readonly system?: readonly string[] | undefined
  readonly outcome?: readonly string[] | undefined
  readonly as?: string | undefined
}

/**
 * Publishes the verdicts of a study as claims into a ledger folder, and runs the meta-analysis again. The ledger with the new file is
 * checked before anything is written. A folder that is not there yet becomes a copy of the ledger that ships.
 */
export async function addEvidence(
  names: readonly string[],
  options: EvidenceAddOptions,
): Promise<CommandResult> {
  const [study] = names
  if (study === undefined || names.length > 1) throw tooManyNames('add', 'the folder of one study')
  const { ledger, independence, by, date } = options
  if (ledger === undefined) throw needs('--ledger', 'a folder of your own for the ledger')
  if (independence === undefined) throw needs('--independence', 'who ran the study')
  if (by === undefined) throw needs('--by', 'who publishes it')
  if (date === undefined) throw needs('--date', 'a day such as 2026-11-26')
  if (!ledgerDateSchema.safeParse(date).success || date > latestDay())
    throw problem('USAGE_EVIDENCE_DATE', 'This is no day on which it was published.', 'Correct the date.', {
      place: { field: '--date' },
      value: date,
      expected: `a day of the calendar such as 2026-11-26, ${latestDay()} at the latest`,
    })
  const folder = studyFolder(study)
  const { results, vouched } = await publishableResults(folder)
  const as = nameOf(options.as, results.study.id)
  const fresh = (await yamlNames(ledger)).length === 0
  const name = `${ownSource(as)}.yaml`
  const texts = await readLedgerTexts(fresh ? null : ledger)
  const before = texts.filter(({ base }) => base !== name)
  const protocols = await shippedProtocols()
  const without = readLedger(before, protocols)
  const publication = {
    as,
    by,
    date,
    independence,
    systems: pairsOf(options.system ?? [], '--system', results.plan.arms, without.systems),
    outcomes: pairsOf(options.outcome ?? [], '--outcome', results.plan.axes, without.outcomes),
    sharesDataWith: studiesOnTheSameData(without, results),
  }
  const content = ledgerFileSchema.parse(ownStudyFile(results, publication))
  const there = texts.find(({ base }) => base === name)
  const earlier = there === undefined ? null : readLedgerFile(there.text, there.name)
  if (there !== undefined && earlier !== null) checkSameStudy(earlier, results, publication, there.name)
  const merged = earlier === null ? { file: content, kept: [], replaced: [] } : keptByHand(earlier, content)
  const text = stringify(merged.file, { lineWidth: 120, aliasDuplicateObjects: false })
  const path = join(ledger, name)
  const index = readLedger([...before, { name: shownPath(path), text }], protocols)
  if (fresh)
    await writeFolderWhole(
      ledger,
      new Map([...before.map((file) => [file.base, file.text] as const), [name, text]]),
    )
  else await writeWhole(path, text)
  const notes = [
    ...(vouched ? [] : ['No report stands beside results.json, so nothing vouches that it is unchanged.']),
    ...listed('Kept as people wrote it', merged.kept),
    ...listed('Replaced by what the study says now', merged.replaced),
    ...namesakes(results, publication, without),
  ]
  return published(index, merged.file, path, ledger, options.contrast, notes)
}

function listed(heading: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`${heading}: ${names.join('; ')}.`]
}

/** The name of the study in the ledger. */
function nameOf(as: string | undefined, id: string): string {
  if (as === undefined) return id
  if (ledgerIdSchema.safeParse(as).success) return as
  throw problem('USAGE_EVIDENCE_AS', 'The ledger cannot use this name.', 'Choose another name.', {
    place: { field: '--as' },
    value: as,
    expected: 'lower-case letters, digits, dots, hyphens and underscores',
  })
}

function published(
  index: LedgerIndex,
  file: LedgerFile,
  path: string,
  ledger: string,
  contrast: ContrastRule,
  notes: readonly string[],
): CommandResult {
  const claims = file.claims.map(({ id }) => id)
  const { groups, refused } = ledgerMeta(index, contrast)
  const touched = groups.filter(({ rows, leftOut }) =>
    [...rows.map(({ claim }) => claim.id), ...leftOut.map(({ claim }) => claim)].some((id) =>
      claims.includes(id),
    ),
  )
  const own = refused.filter(({ claim }) => claims.includes(claim))
  return {
    json: {
      file: path,
      claims,
      notes,
      groups: touched.map((group) => groupJson(index, group)),
      refused: own,
    },
    lines: [
      `${counted(claims.length, 'claim')} written: ${shownPath(path)}`,
      ...notes,
      'The meta-analysis with them:',
      ...touched.flatMap((group) => ['', ...groupLines(index, group)]),
      ...own.map(({ claim, reason }) => `Not pooled: ${claim}: ${reason}`),
      '',
      'What results.json does not say (funding, who asked, blinding) stands in the file as not known: write it there.',
      `Next: equipoise evidence check ${shellPath(ledger)}`,
    ],
  }
}

/** `arm=system` words; both ends must be known. */
function pairsOf(
  words: readonly string[],
  option: string,
  own: readonly { readonly id: string }[],
  known: ReadonlyMap<string, unknown>,
): ReadonlyMap<string, string> {
  return new Map(
    words.map((word) => {
      const at = word.indexOf('=')
      const pair = [word.slice(0, Math.max(0, at)), word.slice(at + 1)] as const
      if (own.some(({ id }) => id === pair[0]) && known.has(pair[1])) return pair
      const ids = own.map(({ id }) => id).join(', ')
      throw problem('EVIDENCE_PAIR', 'This joins nothing of the study to the ledger.', 'Write name=id.', {
        place: { field: option },
        value: word,
        expected: `one of ${ids}, an equals sign, and one of ${[...known.keys()].join(', ')}`,
      })
    }),
  )
}

function needs(option: string, expected: string): Error {
  return problem(
    'USAGE_EVIDENCE_ADD',
    'To publish a study more must be said than its results hold.',
    `Add ${option}.`,
    {
      place: { field: option },
      expected,
    },
  )
}

async function yamlNames(folder: string): Promise<string[]> {
  const found = await readdir(folder).catch(() => [])
  return found.filter((name) => /\.ya?ml$/.test(name))
}
