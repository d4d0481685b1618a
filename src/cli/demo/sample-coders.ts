import { randomUUID } from 'node:crypto'
import type { Code } from '../../assisted/scoring/code.ts'
import { findMention } from '../../assisted/scoring/find-mention.ts'
import { matchCondition } from '../../assisted/scoring/match-condition.ts'
import type { AssistedPlan } from '../../protocol/assisted/assisted-plan.ts'
import { readNextTask, type TaskToCode } from '../../store/coding/read-task.ts'
import { saveCoding } from '../../store/coding/save-coding.ts'
import { invite } from '../../store/people/people.ts'
import type { OpenStudy } from '../open-study.ts'

/**
 * Codes every text of the demo's trial by a rule, under the names of SAMPLE coders: in a trial two people do it.
 *
 * @returns How many codes were given.
 */
export async function codeBySample({ store, record }: OpenStudy, plan: AssistedPlan): Promise<number> {
  let given = 0
  for (let coder = 1; coder <= plan.coding.coders; coder++) {
    const { person } = await invite(
      store,
      record,
      { name: `SAMPLE coder ${coder}`, role: 'reviewer' },
      null,
      1,
    )
    for (;;) {
      const task = await readNextTask(store, record, person, plan.coding.coders)
      if (task === null) break
      const code = codeByRule(plan, task)
      await saveCoding(store, record, plan, person, {
        key: randomUUID(),
        task: task.task,
        code,
        role: 'coder',
      })
      given += 1
    }
  }
  return given
}

function codeByRule(plan: AssistedPlan, { kind, case: id, words }: TaskToCode): Code {
  const gold = plan.cases.find((one) => one.id === id)?.conditions ?? []
  if (kind === 'condition')
    return { condition: matchCondition(words, gold).condition, disposition: null, unsure: false }
  const said = words.toLowerCase()
  const advised = plan.dispositions.findLast(({ label }) => said.includes(label.toLowerCase()))
  return { condition: findMention(words, gold).condition, disposition: advised?.id ?? null, unsure: false }
}
