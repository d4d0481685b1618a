import type { PartStep } from '../../../src/server/contract/participant.ts'

/** The heading of each step; a case has its own. */
export const stepTitles: Readonly<Record<Exclude<PartStep['at'], 'case'>, string>> = {
  consent: 'Would you like to take part?',
  eligibility: 'Can you take part?',
  ineligible: 'This study is looking for others',
  baseline: 'A few questions about you',
  instructions: 'How it works',
  attention: 'A short check',
  questionnaire: 'Last questions',
  done: 'Thank you. That was all',
  withdrawn: 'You have withdrawn',
  closed: 'This study is not open',
}

/** Of the tab. */
export function titleOf(title: string, step: PartStep): string {
  const at =
    step.at === 'case' ? `Case ${step.encounter.number} of ${step.encounter.of}` : stepTitles[step.at]
  return `${at}, ${title}`
}
