import type { CollectedArm } from '../../answers/collecting/arm-lane.ts'
import type { Item } from '../../items/item.ts'
import { itemParts } from '../../items/screen/item-parts.ts'
import { screenText } from '../../items/screen/screen-text.ts'
import { type JudgeTask, taskKey } from '../../judging/calls/judge-task.ts'
import type { PlannedJudge } from '../../protocol/marking-section.ts'
import { itemHash } from '../../store/imports/item-hash.ts'
import { readItems } from '../../store/reading/read-items.ts'
import { readDecisions } from '../../store/screen-decisions.ts'
import type { OpenStudy } from '../open-study.ts'

/** What is to be put to judges, with the hash of the wording that they are asked with. */
export interface Asked {
  readonly judges: readonly CollectedArm[]
  readonly named: readonly PlannedJudge[]
  readonly tasks: readonly JudgeTask[]
  readonly promptHash: string
}

/**
 * Says of a judge's number and a task whether the task is withheld. A judge reads the question and what the arms said of it,
 * so all of that is screened. Clearing an item lets through only what the person saw in the item: an identifier that an
 * answer brought in goes to no judge without an agreement.
 */
export async function withheldTasks(
  study: OpenStudy,
  { judges, named, tasks, promptHash }: Asked,
  decisions: Promise<Decided> = decided(study),
): Promise<(judge: number, task: Item) => boolean> {
  const { held, cleared } = await decisions
  const itemOf = new Map(tasks.map((task) => [taskKey(task, promptHash), task.item]))
  return (number, task) => {
    const item = itemOf.get(task.key)
    const judge = judges[number]?.arm
    if (item === undefined || judge === undefined || held.has(item)) return true
    if (!judge.abilities.leavesMachine || named[number]?.source.agreement !== null) return false
    return [...identifiersIn(task.text ?? '')].some((found) => cleared.get(item)?.has(found) !== true)
  }
}

/** Items that a person holds, and what people saw in those that they let go. */
export interface Decided {
  readonly held: ReadonlySet<string>
  readonly cleared: ReadonlyMap<string, ReadonlySet<string>>
}

/** What people decided about the items of a study. */
export async function decided(study: OpenStudy): Promise<Decided> {
  const last = new Map(
    (await readDecisions(study.store, study.record)).map((decision) => [decision.item, decision]),
  )
  const held = new Set(
    [...last.values()].filter(({ decision }) => decision === 'held').map(({ item }) => item),
  )
  const cleared = new Map<string, ReadonlySet<string>>()
  if (held.size === last.size) return { held, cleared }
  for await (const page of readItems(study.store, study.record)) {
    for (const item of page) {
      const decision = last.get(item.key)
      if (decision?.decision !== 'cleared' || decision.itemHash !== itemHash(item)) continue
      cleared.set(item.key, new Set(itemParts(item).flatMap(({ text }) => [...identifiersIn(text)])))
    }
  }
  return { held, cleared }
}

function identifiersIn(text: string): ReadonlySet<string> {
  return new Set(screenText(text, 'text').map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`))
}
