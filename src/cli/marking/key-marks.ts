import { type KeySlot, type KeySlotState, keyPart } from '../../analysis/judges/key-part.ts'
import { keyScoringByName, readingVersion, scoreChoices } from '../../judging/answer-key/key-mark.ts'
import type { KeyMark } from '../../judging/machine-mark.ts'
import { markByKey } from '../../judging/mark-answers.ts'
import type { KeyLine } from '../../report/marks/mark-lists.ts'
import { readMarks } from '../../store/marking/read-marks.ts'
import { writeKeyMarks } from '../../store/marking/write-marks.ts'
import { readAnswers } from '../../store/reading/read-answers.ts'
import { readItems } from '../../store/reading/read-items.ts'
import type { OpenStudy } from '../open-study.ts'
import { hasKey, type Markable, type Slot, slotName, slotsOf } from './markable.ts'

/** What of a mark a summary needs: there may be very many. */
type KeyReading = Pick<KeyMark, 'choices' | 'noChoice' | 'candidates' | 'key' | 'rule'>

/** Marks by the key of the present reading rules, by slot. */
async function* presentMarks(study: OpenStudy): AsyncGenerator<readonly [string, KeyReading]> {
  for await (const page of readMarks(study.store, study.record, 'key')) {
    for (const mark of page) {
      if (mark.judgeVersion !== readingVersion) continue
      const { choices, noChoice, candidates, key, rule } = mark
      yield [slotName(mark.item, mark.arm, mark.replicate), { choices, noChoice, candidates, key, rule }]
    }
  }
}

/** Answers to items with a key that the present reading rules have not marked yet. */
export async function withoutKeyMark(study: OpenStudy, markable: Markable): Promise<readonly Slot[]> {
  const marked = new Set<string>()
  for await (const [slot] of presentMarks(study)) marked.add(slot)
  return slotsOf(markable, hasKey).filter(
    ({ item, arm, replicate, state }) =>
      state?.status === 'answered' && !marked.has(slotName(item.key, arm, replicate)),
  )
}

/** Marks these slots by their keys. @returns How many marks are new. */
export async function markSlotsByKey(
  study: OpenStudy,
  slots: readonly Slot[],
  markedAt: string,
): Promise<number> {
  const wanted = new Set(slots.map(({ item, arm, replicate }) => slotName(item.key, arm, replicate)))
  if (wanted.size === 0) return 0
  const keyed = new Map(slots.map(({ item }) => [item.key, item.answerKey]))
  const options = new Map<string, readonly { readonly label: string; readonly text: string }[]>()
  for await (const page of readItems(study.store, study.record)) {
    for (const item of page) if (keyed.has(item.key)) options.set(item.key, item.options ?? [])
  }
  let added = 0
  for await (const page of readAnswers(study.store, study.record, { texts: true })) {
    const marks = page.flatMap(({ item, arm, replicate, text }) => {
      const key = keyed.get(item) ?? null
      if (key === null || !wanted.has(slotName(item, arm, replicate))) return []
      return [markByKey({ item, arm, replicate, text }, options.get(item) ?? [], [key], markedAt)]
    })
    added += await writeKeyMarks(study.store, study.record, marks)
  }
  return added
}

/** What the marks by key come to, with a line for each of them; null for a study without a key. */
export async function keySummary(study: OpenStudy, markable: Markable) {
  const slots = slotsOf(markable, hasKey)
  if (slots.length === 0) return null
  const scoring = keyScoringByName[study.protocol.plan.marking.scoring]
  const marks = new Map<string, KeyReading>()
  for await (const [slot, reading] of presentMarks(study)) marks.set(slot, reading)
  const lines: KeyLine[] = []
  const rows = slots.map(({ item, arm, replicate, state }): KeySlot => {
    const name = { item: item.key, arm, replicate }
    const mark = marks.get(slotName(item.key, arm, replicate))
    const declined = state?.status === 'refused'
    const read = declined && item.answerKey !== null ? declining([item.answerKey]) : mark
    const outcome: KeySlotState =
      state === null
        ? 'missing'
        : state.status === 'failed'
          ? 'failed'
          : read === undefined
            ? 'unmarked'
            : scoreChoices(read, item.labels, scoring)
    if (mark !== undefined) lines.push({ ...name, ...mark, outcome })
    return { ...name, state: outcome, declined }
  })
  return {
    part: keyPart(rows, markable.arms, { scoring: study.protocol.plan.marking.scoring, readingVersion }),
    rows,
    lines,
  }
}

/** A refusal by its status needs no reading. */
function declining(key: readonly string[]) {
  return { choices: [], noChoice: 'refused' as const, candidates: [], key }
}
