import { createHash } from 'node:crypto'
import type { Results } from '../../analysis/results-schema.ts'
import { escapeText } from '../escape.ts'
import { count } from '../format.ts'
import { resultsText } from '../json.ts'
import type { PageContext } from './context.ts'

/** What the page calls the hash by which results.json beside it can be told from one that was changed. */
export const resultsHashName = 'SHA-256 of results.json'

/** The hash of the bytes of results.json, in lower-case hexadecimal. */
function resultsHash(results: Results): string {
  return createHash('sha256').update(resultsText(results)).digest('hex')
}

/** When and with what a page was made. It is no part of results.json, which has no clock. */
export interface RunFacts {
  readonly software: string
  /** As it is to be printed. */
  readonly createdAt: string
  readonly node: string
}

/** What somebody needs to get the same numbers again. */
export function provenancePart(context: PageContext, run: RunFacts | null): string {
  const { plan, data, software, study, schemaVersion } = context.results
  const code = (text: string) => `<code class="hash">${escapeText(text)}</code>`
  const facts: (readonly [string, string])[] = [
    ['Study', code(study.id)],
    ['Protocol hash', code(plan.protocolHash)],
    ['Lock', plan.lockVersion === null ? 'not locked' : `version ${plan.lockVersion}`],
    ['Data hash', code(data.hash)],
    ['Seed', code(String(plan.seed))],
    ['Resamples', count(plan.resamples)],
    [resultsHashName, code(resultsHash(context.results))],
    ['Software', escapeText(`${software.name} ${software.version}, results schema ${schemaVersion}`)],
  ]
  const ofRun: (readonly [string, string])[] =
    run === null
      ? []
      : [
          ['This page made with', escapeText(run.software)],
          ['This page made at', escapeText(run.createdAt)],
          ['Node', escapeText(run.node)],
        ]
  const rows = [...facts, ...ofRun].map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`)
  return [
    '<section id="provenance">',
    '<h2>Provenance</h2>',
    `<dl class="facts">${rows.join('\n')}</dl>`,
    '<p>The same marks, protocol and software version give the same numbers, byte for byte.</p>',
    '</section>',
  ].join('\n')
}
