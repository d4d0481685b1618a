import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'yaml'
import type { Item } from '../../src/items/item.ts'
import { writeImport } from '../../src/store/imports/write-import.ts'
import type { Store } from '../../src/store/store.ts'
import { ensureStudy } from '../../src/store/studies.ts'

export const arms = ['one', 'two', 'three', 'four'] as const
export const criteria = ['dose', 'kidneys'] as const

const question =
  'A patient of 71 years with atrial fibrillation and a creatinine clearance of 20 ml/min asks about a blood thinner. Which dose is right?'
export const options = [
  { label: 'A', text: 'The full dose' },
  { label: 'B', text: 'Half the dose' },
  { label: 'C', text: 'A quarter of the dose' },
  { label: 'D', text: 'None' },
]
const reasons =
  'In severe renal impairment the dose is halved, and the function of the kidneys is looked at again every three months. '

/** What an arm said: a choice among reasons, about as long as an answer of a clinical product. */
export function answerText(item: number, arm: number): string {
  const { label, text } = options[(item + arm) % options.length] ?? { label: 'A', text: '' }
  return `${reasons.repeat(6)}\n\nThe answer is ${label}. ${text}.`
}

export interface MarkedStudy {
  readonly folder: string
  readonly answers: number
}

/** A study folder in a workspace, whose four arms have answered so many questions; with or without a key and a rubric. */
export async function markedStudy(
  store: Store,
  workspace: string,
  items: number,
  of: { readonly key?: boolean; readonly judge?: { readonly url: string; readonly concurrency: number } },
): Promise<MarkedStudy> {
  const id = `bench-${randomUUID()}`
  const folder = join(workspace, id)
  await mkdir(folder)
  await writeFile(join(folder, 'protocol.yaml'), protocol(id, of.judge))
  const study = await ensureStudy(store, id, 'Marking')
  const keyOf = (index: number) => `q${String(index).padStart(7, '0')}`
  const file = { kind: 'items', fileName: 'bench', rowsSkipped: 0, skipped: [] } as const
  await writeImport(
    store,
    study,
    { ...file, fileSha256: '0'.repeat(64), rowsRead: items },
    {
      items: lists(
        items,
        (index): Item => ({
          key: keyOf(index),
          text: `${question} Question ${index}?`,
          strata: {},
          ...(of.key === true ? { options, answerKey: 'B' } : {}),
          ...(of.judge === undefined
            ? {}
            : {
                criteria: criteria.map((name) => ({
                  id: name,
                  text: `Names the ${name}.`,
                  points: 5,
                  tags: [],
                })),
              }),
        }),
      ),
      arms,
      answers: lists(items * arms.length, (index) => ({
        item: keyOf(Math.floor(index / arms.length)),
        arm: arms[index % arms.length] ?? 'one',
        status: 'answered' as const,
        text: answerText(Math.floor(index / arms.length), index % arms.length),
        provenance: 'recorded' as const,
      })),
      judgments: lists(0, (): never => {
        throw new Error('There is none.')
      }),
    },
  )
  return { folder, answers: items * arms.length }
}

async function* lists<Entry>(n: number, make: (index: number) => Entry): AsyncGenerator<readonly Entry[]> {
  for (let first = 0; first < n; first += 5000)
    yield Array.from({ length: Math.min(5000, n - first) }, (_, index) => make(first + index))
}

function protocol(
  id: string,
  judge: { readonly url: string; readonly concurrency: number } | undefined,
): string {
  const source = {
    via: 'api',
    provider: 'compatible',
    model: 'our-judge',
    baseUrl: judge?.url,
    price: 'free',
  }
  return stringify({
    schemaVersion: 1,
    id,
    title: 'Marking',
    question: 'How fast are answers marked?',
    arms: arms.map((arm) => ({ id: arm, kind: 'own' })),
    axes: [{ id: 'safety', form: 'pairwise', question: 'Which answer is safer?', primary: true }],
    hypotheses: [{ id: 'better', kind: 'superiority', axis: 'safety', candidate: 'one', against: 'two' }],
    seed: 1,
    collect: { concurrency: judge?.concurrency ?? 1, attempts: 12 },
    ...(judge === undefined ? {} : { marking: { rubric: { judges: [{ id: 'judge', source }] } } }),
  })
}
