import { stringify } from 'yaml'
import { createGenerator } from '../../src/statistics/random/generator.ts'
import { ways } from '../providers/dialects.ts'
import { type CollectingStudy, collectingStudy } from './collecting-study.ts'
import type { SharedWorkspace } from './shared-workspace.ts'

export const economicsQuestions = 24
const reviewers = ['ada', 'ben', 'cy', 'dee']
/** Chance that a reviewer would act on an answer of each arm. */
const chances = [0.8, 0.6, 0.5]

function nameOf(prompt: string, more: number): string | null {
  const item = /\[item ([^\]]+)\]/.exec(prompt)?.[1] ?? null
  return item === null ? null : item + 'x'.repeat(more * Number(item.slice(1)))
}

/** A study of three arms that were called, whose answers four reviewers compared and said whether they would act on them. */
export async function economicsStudy(workspace: SharedWorkspace, name: string): Promise<CollectingStudy> {
  const made = await collectingStudy(workspace, name, {
    items: economicsQuestions,
    ways: ways.map((way) => way.name).slice(0, 3),
    // A stand-in counts 100 tokens and the length of the item's name: longer names make dearer questions.
    standIn: (arm) => ({ itemOf: (prompt) => nameOf(prompt, arm === 'arm-0' ? 37 : 20) }),
  })
  await made.study.done('run')
  const draw = createGenerator(3, 'economics', name)
  const acts = (arm: number) => (draw.uniform() < (chances[arm] ?? 0) ? 'yes' : 'no')
  const rows = Array.from({ length: economicsQuestions }, (_, item) =>
    reviewers.flatMap((reviewer) =>
      [
        [0, 1],
        [0, 2],
        [1, 2],
      ].map(([a = 0, b = 0]) =>
        [
          `q${String(item).padStart(5, '0')}`,
          reviewer,
          `arm-${a}`,
          `arm-${b}`,
          'preference',
          draw.uniform() < 0.6 ? 'a' : 'b',
          acts(a),
          acts(b),
        ].join(','),
      ),
    ),
  ).flat()
  const table = await workspace.input(
    `${name}-marks.csv`,
    `item,who,a,b,axis,value,actA,actB\n${rows.join('\n')}\n`,
  )
  const mapping = {
    schemaVersion: 1,
    form: 'pairwise',
    columns: {
      item: 'item',
      reviewer: 'who',
      armA: 'a',
      armB: 'b',
      axis: 'axis',
      value: 'value',
      adequacyA: 'actA',
      adequacyB: 'actB',
    },
    values: { a: 'a', b: 'b' },
  }
  await made.study.imported(table, await workspace.input(`${name}-marks.yaml`, stringify(mapping)))
  return made
}
