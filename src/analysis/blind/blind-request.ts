import type { Plan } from '../../protocol/plan.ts'
import type { AnalysisRequest, StudyData } from '../analyse.ts'
import type { StudyFlow } from '../results/flow-schema.ts'
import type { Results, Section } from '../results-schema.ts'

/** Letters of the arms, by their ids. Drawn at random when the review was opened, so that nothing else gives them away. */
export type ArmLetters = ReadonlyMap<string, string>

/**
 * The same analysis with letters for arms, for a study that is blind still. What would tell which letter is which is
 * left out: the hypotheses (their candidate is known from the protocol), published figures, notes, the kind of an arm, and the
 * protocol's own order of arms, which becomes that of the letters.
 */
export function blindRequest(request: AnalysisRequest, letters: ArmLetters): AnalysisRequest {
  return { ...request, plan: blindPlan(request.plan, letters), data: blindData(request.data, letters) }
}

function blindPlan(plan: Plan, letters: ArmLetters): Plan {
  const arms = plan.arms
    .map((arm) => ({
      ...arm,
      id: letterOf(letters, arm.id),
      label: `System ${letterOf(letters, arm.id)}`,
      kind: 'general' as const,
      knownWorse: false,
      family: null,
      size: null,
      baseModel: null,
      feedback: null,
      preferences: null,
      source: null,
    }))
    .sort((one, other) => (one.id < other.id ? -1 : 1))
  return {
    ...plan,
    title: plan.review.title,
    question: 'The question of the study is shown when it is unblinded.',
    arms,
    hypotheses: [],
    factorial: null,
    published: [],
    notes: [],
    reviewPlan: null,
  }
}

function blindData(data: StudyData, letters: ArmLetters): StudyData {
  return {
    ...data,
    marks: { ...data.marks, arms: data.marks.arms.map((arm) => letterOf(letters, arm)) },
    // Who refused how often is known by name, so that beside a letter it would be the name.
    answers: [],
    // What a call costs tells whose it is.
    collection: null,
    flow: data.flow === null ? null : { ...data.flow, arms: [allArms(data.flow.arms)] },
    // Which arms are captured by hand is known from the protocol.
    secondChecks: null,
  }
}

/** What became of the questions, arm by arm, is known by name: beside letters it stands as one sum. */
function allArms(arms: StudyFlow['arms']): StudyFlow['arms'][number] {
  const sum = (pick: Exclude<keyof StudyFlow['arms'][number], 'arm'>) =>
    arms.reduce((all, arm) => all + arm[pick], 0)
  return {
    arm: null,
    asked: sum('asked'),
    answered: sum('answered'),
    refused: sum('refused'),
    failed: sum('failed'),
    withheld: sum('withheld'),
    waiting: sum('waiting'),
  }
}

/** An arm that the protocol does not name gets no letter and no name. */
function letterOf(letters: ArmLetters, arm: string): string {
  return letters.get(arm) ?? '?'
}

/**
 * What is left to hide in results: differences from the plan are told in words that may name arms, and where numbers of marks
 * would tell which letter is which, nothing is shown by letter, since every figure has its number beside or within it.
 *
 * @param byLetter Whether numbers of marks tell no name.
 */
export function blindResults(results: Results, byLetter: boolean): Results {
  const { deviations, remarks, sections } = results
  return {
    ...results,
    data: { ...results.data, coverage: [] },
    deviations: [],
    remarks: [
      'The study is blind: systems have letters, and hypotheses are answered when it is unblinded.',
      ...(byLetter
        ? []
        : [
            'Nothing is shown by letter: the plan owes the systems different numbers of marks, and the numbers would tell which letter is which.',
          ]),
      ...(results.plan.look.of > 1
        ? [
            'These figures are no planned look: whoever stops the study or goes on because of them spends no alpha, and should.',
          ]
        : []),
      ...(deviations.length === 0
        ? []
        : [`Differences from the plan, shown when it is unblinded: ${deviations.length}.`]),
      ...remarks,
    ],
    // How far reviewers agree is an outcome too, and the study page does not tell it before the end either.
    sections: sections
      .map((section) => ({ ...section, agreement: null }))
      .map((section) => (byLetter ? section : withoutLetters(section))),
  }
}

function withoutLetters(section: Section): Section {
  return { ...section, arms: [], oneAgainstRest: [], pairs: [], davidson: null, strata: [] }
}
