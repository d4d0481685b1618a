import { consentOf } from './consent.ts'
import type { HashedItem, JudgedAxis, JudgedStudy, RecordedJudgment } from './judged-study.ts'
import { gradeOf, outcomeOf } from './outcome.ts'
import { type JudgedAnswer, type Preference, preferenceVersion } from './preference.ts'
import { screenOf } from './screened.ts'
import { questionSha256, type SplitShares, splitOf, usualShares } from './split.ts'

/** Why a judgment is no preference at all. */
export type NoPreference = 'practice' | 'no-question' | 'unknown-axis'

export interface PreferencesOfStudy {
  /** In the order of the judgments. */
  readonly preferences: readonly Preference[]
  /** Judgments that are none, by reason. */
  readonly none: Readonly<Record<NoPreference, number>>
}

/** The judgments of a study as preferences: a view, in which nothing is stored. Pure: the same study gives the same view. */
export function preferencesOfStudy(
  study: JudgedStudy,
  shares: SplitShares = usualShares,
): PreferencesOfStudy {
  const none = { practice: 0, 'no-question': 0, 'unknown-axis': 0 }
  const preferenceOf = viewOf(study, shares)
  const preferences: Preference[] = []
  for (const judgment of study.judgments) {
    const made = preferenceOf(judgment)
    if (typeof made === 'string') none[made] += 1
    else preferences.push(made)
  }
  return { preferences, none }
}

function viewOf(
  study: JudgedStudy,
  shares: SplitShares,
): (judgment: RecordedJudgment) => Preference | NoPreference {
  const items = new Map(study.items.map((item) => [item.key, questionOf(item, shares)]))
  const axes = new Map(study.axes.map((axis) => [axis.id, axis]))
  const answers = new Map(study.answers.map(({ item, ...answer }) => [slot(item, answer.arm), answer]))
  const consented = consentOf(study)
  const screened = screeningOf(study)
  return (judgment) => {
    const { item, armA, armB, reviewer } = judgment
    if (judgment.role === 'training') return 'practice'
    const question = items.get(item)
    if (question === undefined || question === null) return 'no-question'
    const axis = axes.get(judgment.axis)
    if (axis === undefined || axis.form !== judgment.form) return 'unknown-axis'
    const a = answers.get(slot(item, armA)) ?? unknownAnswer(armA)
    const b = armB === null ? null : (answers.get(slot(item, armB)) ?? unknownAnswer(armB))
    return shaped(judgment, axis, a, b, {
      version: preferenceVersion,
      id: judgment.id,
      study: study.id,
      item,
      question: question.text,
      questionSha256: question.sha256,
      strata: question.item.strata,
      axis: axis.id,
      shownAt: judgment.shownAt,
      decidedAt: judgment.decidedAt,
      activeSeconds: judgment.activeSeconds,
      blinded: judgment.blinded,
      rendering: judgment.rendering,
      reviewer,
      specialty: reviewer === null ? null : (study.specialties.get(reviewer) ?? null),
      harm: judgment.harm,
      rulebookVersion: judgment.rulebookVersion,
      gold: judgment.role === 'gold',
      repeat: judgment.role === 'repeat',
      split: question.split,
      consent: consented(judgment),
      screened: screened(question.item, b === null ? [a] : [a, b]),
    })
  }
}

function shaped(
  judgment: RecordedJudgment,
  axis: JudgedAxis,
  a: JudgedAnswer,
  b: JudgedAnswer | null,
  common: Omit<Preference & { form: 'graded' }, 'form' | 'a' | 'first' | 'grade' | 'scale' | 'adequacyA'>,
): Preference {
  const { adequacyA, adequacyB } = judgment
  if (b === null)
    return {
      ...common,
      form: 'graded',
      a,
      first: null,
      ...gradeOf(judgment.value, axis),
      adequacyA,
    }
  return {
    ...common,
    form: 'pairwise',
    a,
    b,
    first: judgment.side,
    outcome: outcomeOf(judgment, axis),
    strength: judgment.strength,
    adequacyA,
    adequacyB,
  }
}

function questionOf(item: HashedItem, shares: SplitShares) {
  if (item.text === null || item.text.trim() === '') return null
  const sha256 = questionSha256(item.text)
  return { item, text: item.text, sha256, split: splitOf(sha256, shares) }
}

/** Each text is screened once, however often it was judged. */
function screeningOf({ decisions, peopleArms, answers, items }: JudgedStudy) {
  const screen = screenOf(decisions)
  const byPeople = new Set(peopleArms)
  const questions = new Map(items.map(({ key }): [string, boolean | null] => [key, null]))
  const texts = new Map(answers.map(({ item, arm }): [string, boolean | null] => [slot(item, arm), null]))
  const remembered = (known: Map<string, boolean | null>, key: string, find: () => boolean): boolean => {
    const before = known.get(key) ?? null
    if (before !== null) return before
    const found = find()
    known.set(key, found)
    return found
  }
  return (item: HashedItem, judged: readonly JudgedAnswer[]): boolean =>
    remembered(questions, item.key, () => screen.question(item)) &&
    judged.every(({ arm, text }) =>
      remembered(texts, slot(item.key, arm), () => text === null || screen.answer(text, byPeople.has(arm))),
    )
}

/** Somebody marked it, so there was an answer; its text is not on record. */
function unknownAnswer(arm: string): JudgedAnswer {
  return { arm, version: null, text: null, textSha256: null, status: 'answered', sources: [] }
}

function slot(item: string, arm: string): string {
  return JSON.stringify([item, arm])
}
