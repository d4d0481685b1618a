import type { RubricPart } from '../../analysis/judges/marks-schema.ts'
import { type JudgedAnswer, type JudgeVote, rubricPart } from '../../analysis/judges/rubric-part.ts'
import type { CriterionMark } from '../../judging/machine-mark.ts'
import { panelMark } from '../../judging/rubric/panel.ts'
import { readMarks } from '../../store/marking/read-marks.ts'
import type { OpenStudy } from '../open-study.ts'
import { hasRubric, isJudgeable, type Markable, type Slot, slotsOf } from './markable.ts'

/** What the marks by rubric come to, with the marks that count; null where there is none. */
export async function rubricSummary(study: OpenStudy, markable: Markable) {
  const slots = slotsOf(markable, hasRubric)
  const marks = await countingMarks(study)
  if (slots.length === 0 || marks.size === 0) return null
  const answers: JudgedAnswer[] = []
  const votes: JudgeVote[] = []
  const lines: CriterionMark[] = []
  for (const { item, arm, replicate } of slots.filter(isJudgeable)) {
    const family = markable.familyOf(arm)
    const criteria = item.criteria.map(({ id, points, tags }) => {
      const given = [...(marks.get(criterionName(item.key, arm, replicate, id))?.values() ?? [])]
      lines.push(...given)
      votes.push(...given.map((mark) => voteOf(mark, family)))
      const panel = panelMark(
        given.map(({ judge, judgeFamily, met, failure }) => ({ judge, family: judgeFamily, met, failure })),
        family,
      )
      return { points, tags, independent: panel.independent.met, all: panel.all.met }
    })
    answers.push({ item: item.key, arm, replicate, tags: item.tags, criteria })
  }
  const coverage = markable.arms.flatMap((arm) => coverageOf(slots, arm))
  return { part: rubricPart(answers, votes, coverage, markable.arms), answers, votes, lines }
}

/** Of several marks of one judge on the same criterion (another wording, an import) the last recorded counts. */
async function countingMarks(study: OpenStudy) {
  const marks = new Map<string, Map<string, CriterionMark>>()
  for await (const page of readMarks(study.store, study.record, 'rubric')) {
    for (const mark of page) {
      const name = criterionName(mark.item, mark.arm, mark.replicate, mark.criterion)
      const judges = marks.get(name)
      if (judges === undefined) marks.set(name, new Map([[mark.judge, mark]]))
      else judges.set(mark.judge, mark)
    }
  }
  return marks
}

function criterionName(item: string, arm: string, replicate: number, criterion: string): string {
  return JSON.stringify([item, arm, replicate, criterion])
}

function voteOf(mark: CriterionMark, family: string | null): JudgeVote {
  return {
    judge: mark.judge,
    family: mark.judgeFamily,
    version: mark.judgeVersion,
    promptHash: mark.promptHash,
    arm: mark.arm,
    ownFamily: family !== null && mark.judgeFamily === family,
    met: mark.met,
    failure: mark.failure,
  }
}

function coverageOf(slots: readonly Slot[], arm: string): RubricPart['coverage'] {
  const own = slots.filter((slot) => slot.arm === arm)
  const replicates = [...new Set(own.map(({ replicate }) => replicate))]
  return replicates.map((replicate) => {
    const repeat = own.filter((slot) => slot.replicate === replicate)
    const count = (status: string | undefined) =>
      repeat.filter(({ state }) => state?.status === status).length
    return {
      arm,
      replicate,
      items: repeat.length,
      answered: count('answered'),
      refused: count('refused'),
      failed: count('failed'),
      missing: count(undefined),
    }
  })
}
