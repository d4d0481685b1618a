import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { parseDocument, stringify } from 'yaml'
import { z } from 'zod'
import type { Provider } from '../../src/protocol/arm-source.ts'
import { readProtocol } from '../../src/protocol/read.ts'
import { ways } from '../providers/dialects.ts'
import { type StandIn, startStandIn } from '../providers/stand-in.ts'
import { csvCaptureRows, csvCaptureText, filledIn } from './capture-files.ts'
import { keyVariable } from './collecting-study.ts'
import { projectRoot } from './command-line.ts'
import type { SharedWorkspace, TestStudy } from './shared-workspace.ts'

export interface PublishedDesign extends AsyncDisposable {
  readonly study: TestStudy
  /** Stand-ins by arm. */
  readonly servers: ReadonlyMap<string, StandIn>
  /** Keys of the study's questions of an origin, in the order of their texts. */
  keysOf(set: string | null): Promise<readonly string[]>
  /** Brings in questions of one's own, a line of a table each; `strata` names their further fields. */
  asked(rows: readonly object[], strata?: readonly string[]): Promise<void>
  /** Captures what is open: `answerTo` gives the answer, or nothing for a refusal. */
  captured(answerTo: (arm: string, item: string) => string): Promise<{ readonly answers: number }>
  /** Imports marks: a header and rows of cells without commas. */
  marked(name: string, mapping: object, header: string, rows: readonly string[]): Promise<void>
}

/** A shipped protocol with `n` questions of each origin, whose models are stand-ins and whose rest is as it ships. */
export async function publishedDesign(
  workspace: SharedWorkspace,
  name: string,
  n: number,
  changes: Readonly<Record<string, object>> = {},
): Promise<PublishedDesign> {
  const folder = `${name}-${Object.keys(changes).join('-') || 'shipped'}`
  const text = await readFile(join(projectRoot, 'studies', name, 'protocol.yaml'), 'utf8')
  const { plan } = readProtocol(text, 'protocol.yaml')
  const yaml = parseDocument(text)
  plan.items.forEach((_, index) => {
    yaml.setIn(['items', index, 'n'], n)
  })
  yaml.set('resamples', 1000)
  const servers = new Map<string, StandIn>()
  for (const [index, { id, source }] of plan.arms.entries()) {
    const change = changes[id]
    if (change !== undefined) yaml.setIn(['arms', index, 'source'], yaml.createNode(change))
    else if (source?.via === 'api') {
      const server = await startStandIn(dialectOf(source.provider))
      servers.set(id, server)
      yaml.setIn(['arms', index, 'source', 'baseUrl'], server.url)
      yaml.setIn(['arms', index, 'source', 'keyFrom'], keyVariable)
    }
  }
  const study = await workspace.study(folder, yaml.toString())
  let files = 0
  const input = (content: string, ending: string) =>
    workspace.input(`${folder}-${files++}.${ending}`, content)
  return {
    study,
    servers,
    keysOf: (set) => keysOf(workspace, folder, set),
    asked: async (rows, strata = []) => {
      const by = Object.fromEntries(strata.map((name) => [name, name]))
      const columns = { key: 'key', text: 'question', ...(strata.length === 0 ? {} : { strata: by }) }
      await study.imported(
        await input(`${rows.map((row) => JSON.stringify(row)).join('\n')}\n`, 'items.jsonl'),
        await input(stringify({ schemaVersion: 1, form: 'items', columns }), 'items.yaml'),
      )
    },
    captured: async (answerTo) => {
      const file = join(workspace.path, 'inputs', `${folder}-queue.csv`)
      await study.done('capture', 'export', '--to', file)
      const rows = csvCaptureRows(await readFile(file, 'utf8')).map((row) =>
        filledIn(row, answerTo(row.arm ?? '', row.item ?? '')),
      )
      const filled = await input(csvCaptureText(rows), 'csv')
      return z
        .object({ answers: z.int() })
        .parse(JSON.parse((await study.done('capture', 'import', filled, '--json')).out))
    },
    marked: async (mark, mapping, header, rows) => {
      const table = await input(`${[header, ...rows].join('\n')}\n`, `${mark}.csv`)
      await study.imported(table, await input(stringify({ schemaVersion: 1, ...mapping }), 'yaml'))
    },
    [Symbol.asyncDispose]: async () => {
      for (const server of servers.values()) await server.close()
    },
  }
}

function dialectOf(provider: Provider) {
  const way = ways.find((one) => one.provider === provider)
  if (way === undefined) throw new Error(`No stand-in speaks for ${provider}.`)
  return way.dialect
}

async function keysOf(workspace: SharedWorkspace, study: string, set: string | null) {
  const { rows } = await sql<{ key: string }>`
    select item.key from item join study on study.id = study_id
    where study.key = ${study} and content->'source'->>'set' is not distinct from ${set}
    order by text`.execute(workspace.store.database)
  return rows.map(({ key }) => key)
}
