import { type BrokenRule, unknownReference } from './broken-rule.ts'
import { canBeJudged } from './marking-section.ts'
import type { ProtocolDocument } from './schema-v1.ts'
import { writtenSourceRules } from './source-rules.ts'

/** What the schema of the section cannot say: judges that can be called, axes and arms that there are. */
export function markingRules(document: ProtocolDocument): BrokenRule[] {
  return [
    ...judgeRules(document.marking?.rubric?.judges ?? [], ['marking', 'rubric', 'judges']),
    ...judgeRules(document.marking?.pairwise?.judges ?? [], ['marking', 'pairwise', 'judges']),
    ...axisRules(document),
    ...pairRules(document),
  ]
}

type Judges = NonNullable<NonNullable<ProtocolDocument['marking']>['rubric']>['judges']

function judgeRules(judges: Judges, path: readonly string[]): BrokenRule[] {
  return judges.flatMap((judge, index) => {
    const at = (...rest: string[]) => [...path, index, 'source', ...rest]
    const { planned, broken } = writtenSourceRules(judge.source, at)
    const rules: BrokenRule[] = [...broken]
    if (planned !== null && planned.via !== 'api') {
      rules.push({
        code: 'PROTOCOL_JUDGE_SOURCE',
        path: at('via'),
        message: 'A judge is a model that is called over its API.',
        value: planned.via,
        expected: 'via: api, or the preset of a model',
      })
    }
    if (judges.findIndex((other) => other.id === judge.id) !== index) {
      rules.push({
        code: 'PROTOCOL_ID_TWICE',
        path: [...path, index, 'id'],
        message: 'Two judges have the same id.',
        value: judge.id,
        expected: 'an id of its own for every judge',
      })
    }
    return rules
  })
}

function axisRules(document: ProtocolDocument): BrokenRule[] {
  const pairwise = document.marking?.pairwise
  if (pairwise === undefined) return []
  const usable = document.axes.filter(canBeJudged).map((axis) => axis.id)
  if (pairwise.axes === undefined) {
    return usable.length > 0 ? [] : [notJudged(['marking', 'pairwise'], null, usable)]
  }
  return pairwise.axes.flatMap((axis, index) =>
    usable.includes(axis) ? [] : [notJudged(['marking', 'pairwise', 'axes', index], axis, usable)],
  )
}

function notJudged(
  path: readonly (string | number)[],
  value: string | null,
  usable: readonly string[],
): BrokenRule {
  return {
    code: 'PROTOCOL_JUDGED_AXIS',
    path,
    message: 'Judges compare answers on pairwise axes that have a question.',
    value,
    expected: usable.length > 0 ? usable.join(', ') : 'a pairwise axis with a question',
  }
}

function pairRules(document: ProtocolDocument): BrokenRule[] {
  const arms = document.arms.map((arm) => arm.id)
  const pairs = document.marking?.pairwise?.pairs ?? []
  const nameOf = (pair: readonly string[]) => [...pair].sort().join(' ')
  return pairs.flatMap((pair, index) => {
    const path = ['marking', 'pairwise', 'pairs', index]
    const unknown = pair.flatMap((arm, side) =>
      arms.includes(arm) ? [] : [unknownReference([...path, side], 'arm', arm, arms)],
    )
    if (unknown.length > 0) return unknown
    const twice = pairs.findIndex((other) => nameOf(other) === nameOf(pair)) !== index
    if (pair[0] !== pair[1] && !twice) return []
    return [
      {
        code: 'PROTOCOL_JUDGED_PAIR',
        path,
        message: 'An arm is compared with itself, or a pair is named twice.',
        value: pair.join(', '),
        expected: 'two different arms, each pair once',
      },
    ]
  })
}
