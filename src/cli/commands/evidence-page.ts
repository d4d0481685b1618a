import { join } from 'node:path'
import type { LedgerIndex } from '../../evidence/ledger/ledger.ts'
import { problem } from '../../problem.ts'
import { fileLinks } from '../../report/evidence/links.ts'
import { claimPage, comparisonPage, indexPage, threadPage } from '../../report/evidence/pages.ts'
import { counted } from '../../report/format.ts'
import { readLedgerFolder } from '../evidence/ledger-folder.ts'
import { tooManyNames } from '../evidence/names.ts'
import { checkEvidencePagesFolder } from '../report-folder.ts'
import type { CommandResult } from '../run-command.ts'
import { shownPath } from '../study-folder.ts'
import { writeFolderWhole } from '../whole-files.ts'

export interface EvidencePageOptions {
  readonly ledger?: string | undefined
  readonly out?: string | undefined
}

/** Writes the pages over a ledger into a folder: no server, no network and no script is needed to read them. */
export async function writeEvidencePages(
  names: readonly string[],
  { out, ledger: folder }: EvidencePageOptions,
): Promise<CommandResult> {
  if (names.length > 0) throw tooManyNames('page', 'no name: all pages are written')
  if (out === undefined)
    throw problem('USAGE_EVIDENCE_OUT', 'The pages need a folder.', 'Add --out <folder>.', {
      place: { field: '--out' },
    })
  await checkEvidencePagesFolder(out)
  const index = await readLedgerFolder(folder ?? null)
  const pages = evidencePages(index)
  await writeFolderWhole(out, pages)
  const { threads, claims } = index.ledger
  return {
    json: {
      out: out,
      pages: pages.size,
      threads: threads.map(({ id }) => id),
      claims: claims.length,
    },
    lines: [
      `${counted(pages.size, 'page')}: ${counted(threads.length, 'thread')}, ${counted(claims.length, 'claim')}.`,
      `Open ${shownPath(join(out, fileLinks.index))}`,
    ],
  }
}

/** Every page of a ledger by the name of its file. */
export function evidencePages(index: LedgerIndex): ReadonlyMap<string, string> {
  const { ledger } = index
  const pages = new Map<string, string>([[fileLinks.index, indexPage(index, fileLinks)]])
  const put = (name: string, html: string | null) => {
    if (html !== null) pages.set(name, html)
  }
  for (const { id } of ledger.threads) put(fileLinks.thread(id), threadPage(index, id, fileLinks))
  for (const { id } of ledger.claims) put(fileLinks.claim(id), claimPage(index, id, fileLinks))
  const pairs = [
    ...ledger.threads.flatMap(({ tensions }) => tensions.map(({ between }) => between)),
    ...ledger.relations.filter(({ kind }) => kind !== 'amplifies').map(({ from, to }) => [from, to]),
  ]
  for (const pair of pairs) put(fileLinks.compare(pair), comparisonPage(index, pair.toSorted(), fileLinks))
  return pages
}
