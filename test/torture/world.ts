import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { freePort } from '../../src/store/embedded/server.ts'
import type { StandIn } from '../providers/stand-in.ts'
import { bedsideProtocol, pairsMapping } from '../support/bedside-study.ts'
import { collectingStudy, keyVariable } from '../support/collecting-study.ts'
import { numberedMarks } from '../support/numbered-marks.ts'
import { type SharedWorkspace, sharedWorkspace } from '../support/shared-workspace.ts'

/** A workspace in which everything goes on at once. */
export interface World extends AsyncDisposable {
  readonly path: string
  /** A study whose arms are models behind stand-ins, most of it not collected yet. */
  readonly collecting: string
  /** A study whose review is open. */
  readonly desk: string
  /** A study that tables of marks are imported into; locked. */
  readonly marks: string
  readonly port: number
  /** Links of reviewers. */
  readonly links: readonly string[]
  readonly standIns: readonly StandIn[]
  /** Writes another table of marks and gives the words that import it. */
  nextImport(): Promise<{ readonly words: readonly string[]; readonly table: string }>
  /** Writes another source for the corpus and gives its path. */
  nextSource(): Promise<string>
}

export const axes = ['utility', 'accuracy'] as const
export const rowsOfTable = 200

export interface WorldSize {
  readonly items: number
  readonly reviewers: number
  readonly unitsEach: number
}

/** Makes the workspace with commands, as people do, and lets go of its database. */
export async function makeWorld({ items, reviewers, unitsEach }: WorldSize): Promise<World> {
  process.env[keyVariable] = 'sk-stand-in'
  const workspace = await sharedWorkspace()
  const made = await collectingStudy(workspace, 'collecting', {
    items,
    ways: ['OpenAI Responses', 'Anthropic Messages'],
    collect: { concurrency: 3, timeoutSeconds: 20, inDoubt: 'always' },
    standIn: () => ({ latencyMilliseconds: 60 }),
  })
  const port = await freePort()
  const links = await deskStudy(workspace, port, reviewers, unitsEach)
  const marks = await workspace.study('marks', bedsideProtocol)
  await marks.done('lock')
  const mapping = await workspace.input('pairs.yaml', pairsMapping)
  await mkdir(join(workspace.path, 'sources'))
  await workspace.store.close()
  let tables = 0
  let sources = 0
  return {
    path: workspace.path,
    collecting: made.study.path,
    desk: join(workspace.path, 'desk'),
    marks: marks.path,
    port,
    links,
    standIns: [...made.servers.values()],
    nextImport: async () => {
      tables += 1
      const lines = numberedMarks(tables)
        .split('\n')
        .slice(0, rowsOfTable + 1)
      const table = await workspace.input(`${tables}.csv`, `${lines.join('\n')}\n`)
      return { words: ['import', table, '--mapping', mapping, '--study', marks.path], table: `${tables}.csv` }
    },
    nextSource: async () => {
      sources += 1
      const file = join(workspace.path, 'sources', `${sources}.md`)
      const text = Array.from(
        { length: 20 },
        (_, at) => `## Part ${at}\n\nDisease ${sources}.${at} is treated with remedy ${sources * 31 + at}.\n`,
      )
      await writeFile(file, `# SAMPLE ${sources}\n\n${text.join('\n')}`)
      return file
    },
    [Symbol.asyncDispose]: async () => {
      await made[Symbol.asyncDispose]()
      await workspace[Symbol.asyncDispose]()
    },
  }
}

async function deskStudy(
  workspace: SharedWorkspace,
  port: number,
  reviewers: number,
  unitsEach: number,
): Promise<readonly string[]> {
  const study = await workspace.study(
    'desk',
    stringify({
      schemaVersion: 1,
      id: 'desk',
      title: 'Marks that must not be lost',
      question: 'Is every mark there?',
      arms: [
        { id: 'tarn', kind: 'own' },
        { id: 'moor', kind: 'general' },
      ],
      axes: axes.map((id) => ({ id, form: 'pairwise', primary: id === 'utility' })),
      hypotheses: [{ id: 'h', kind: 'superiority', axis: 'utility', candidate: 'tarn', against: 'moor' }],
      seed: 5,
      review: { reviewersPerQuestion: reviewers, most: unitsEach },
    }),
  )
  const keys = Array.from({ length: unitsEach }, (_, index) => `q${index}`)
  const lines = (rows: readonly object[]) => `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`
  const mapping = (name: string, fields: object) =>
    workspace.input(name, stringify({ schemaVersion: 1, ...fields }))
  await study.imported(
    await workspace.input('desk-items.jsonl', lines(keys.map((key) => ({ key, text: `Question ${key}?` })))),
    await mapping('desk-items.yaml', { form: 'items', columns: { key: 'key', text: 'text' } }),
  )
  await study.imported(
    await workspace.input(
      'desk-answers.jsonl',
      lines(
        keys.flatMap((item) =>
          ['tarn', 'moor'].map((arm) => ({ item, arm, text: `Give ${item.length} mg daily.` })),
        ),
      ),
    ),
    await mapping('desk-answers.yaml', {
      form: 'answers',
      columns: { item: 'item', arm: 'arm', text: 'text' },
      provenance: 'recorded',
    }),
  )
  await study.done('review', 'open')
  const links: string[] = []
  for (let reviewer = 0; reviewer < reviewers; reviewer += 1) {
    const { out } = await study.done(
      'invite',
      `R${reviewer}`,
      '--role',
      'reviewer',
      '--at',
      `http://127.0.0.1:${port}`,
      '--json',
    )
    const { link }: { readonly link: string } = JSON.parse(out)
    links.push(link)
  }
  return links
}
