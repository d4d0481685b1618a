import type { ArmRun } from '../../search/evaluation/arm-run.ts'
import { runLine } from '../../search/evaluation/trec.ts'

/** The TREC run of an arm. */
export function runText({ name, rankings }: ArmRun): string {
  const lines: string[] = []
  for (const [question, list] of rankings)
    for (const [at, { id, score }] of list.entries())
      lines.push(runLine({ question, document: id, rank: at + 1, score, tag: name }))
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`
}
