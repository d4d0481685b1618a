import { understandQuestion } from '../../../search/query/understand.ts'
import { computeFeatures } from '../../../search/rank/features/compute-features.ts'
import { passageStatistics } from '../../../search/rank/passage-statistics.ts'
import { labelFreePrior } from '../../../search/rank/prior.ts'
import { checkedScores, type Ranker } from '../../../search/rank/ranker.ts'
import { answerPassage } from '../answer-passage.ts'
import type { JudgedStudy } from '../judged-study.ts'
import { isMissing } from '../left-out.ts'
import type { Preference, Split } from '../preference.ts'
import { screenOf } from '../screened.ts'
import { questionSha256, splitOf } from '../split.ts'
import { answerName } from '../votes.ts'
import type { AskableQuestion } from './choose-pairs.ts'

/**
 * The questions of a study that can be asked about: those of a split in which at least two systems answered, with nothing that the
 * identifier screen holds back. Every system has one answer to a question, so each is its best. Scores are those of a ranker
 * over the answers of the question, in log odds of being preferred.
 */
export function askableQuestions(
  {
    items,
    answers,
    decisions,
    peopleArms,
  }: Pick<JudgedStudy, 'items' | 'answers' | 'decisions' | 'peopleArms'>,
  preferences: readonly Preference[],
  split: Split,
  ranker: Ranker = labelFreePrior,
): readonly AskableQuestion[] {
  const screen = screenOf(decisions)
  const byPeople = new Set(peopleArms)
  const asked = askedPairs(preferences)
  const given = new Map<string, { readonly arm: string; readonly name: string; readonly text: string }[]>()
  for (const answer of answers) {
    const { item, arm, text, status } = answer
    if (status !== 'answered' || text === null || text.trim() === '') continue
    if (!screen.answer(text, byPeople.has(arm))) continue
    const list = given.get(item)
    const one = { arm, text, name: answerName(answer) }
    if (list === undefined) given.set(item, [one])
    else list.push(one)
  }
  const open = items.flatMap((item) => {
    const own = given.get(item.key) ?? []
    if (item.text === null || item.text.trim() === '' || own.length < 2) return []
    if (splitOf(questionSha256(item.text)) !== split || !screen.question(item)) return []
    const texts = [...new Map(own.map(({ name, text }) => [name, text]))]
    return [
      {
        id: item.key,
        text: item.text,
        own,
        passages: texts.map(([name, text]) => answerPassage(name, text)),
      },
    ]
  })
  const { statistics, vocabulary } = passageStatistics(open.flatMap(({ passages }) => passages))
  return open.map(({ id, text, own, passages }) => {
    const candidates = passages.map((passage) => ({ passage, retrieval: 0 }))
    const table = computeFeatures(understandQuestion(text, vocabulary), candidates, statistics)
    const scores = checkedScores(ranker, table)
    const scoreOf = new Map(passages.map((passage, row) => [passage.id, scores[row] ?? 0]))
    return {
      id,
      asked: asked.get(id) ?? [],
      answers: own.map(({ arm, name }) => ({ system: arm, rank: 1, name, score: scoreOf.get(name) ?? 0 })),
    }
  })
}

/** Pairs that have a mark, once each however many reviewers gave one. */
function askedPairs(
  preferences: readonly Preference[],
): ReadonlyMap<string, readonly (readonly [string, string])[]> {
  const pairs = new Map<string, Map<string, readonly [string, string]>>()
  for (const one of preferences) {
    if (one.form !== 'pairwise' || isMissing(one) || one.gold) continue
    const [left, right] = [answerName(one.a), answerName(one.b)]
    const names = left < right ? ([left, right] as const) : ([right, left] as const)
    const known = pairs.get(one.item) ?? new Map<string, readonly [string, string]>()
    pairs.set(one.item, known)
    known.set(names.join(' '), names)
  }
  return new Map([...pairs].map(([item, known]) => [item, [...known.values()]]))
}
