import type { Holder, ProfitScenario } from './profit-by-layer.ts'

export interface NamedScenario extends ProfitScenario {
  readonly id: string
  readonly title: string
}

/** Three corners of the question who holds workflow and feedback. None is a forecast. */
export const profitScenarios: readonly NamedScenario[] = [
  {
    id: 'application-holds-both',
    title: 'The application holds workflow and feedback',
    workflow: 'application',
    feedback: 'application',
  },
  {
    id: 'model-maker-holds-both',
    title: 'The model maker holds workflow and feedback',
    workflow: 'model-maker',
    feedback: 'model-maker',
  },
  {
    id: 'customer-holds-both',
    title: 'The hospital holds workflow and feedback',
    workflow: 'customer',
    feedback: 'customer',
  },
]

const workflowMeaning: Readonly<Record<Holder, string>> = {
  application: 'Clinicians ask in the application’s own program: it keeps its price and pays nobody a share.',
  'model-maker':
    'The application is a plug-in of the model maker’s program: its price falls and it pays the maker a share.',
  customer:
    'The hospital asks inside its own record: the price of the application falls and it gives the hospital a share.',
}

const feedbackMeaning: Readonly<Record<Holder, string>> = {
  application: 'The application trains its own small model on the judgments and buys fewer answers.',
  'model-maker': 'The model maker gets the judgments, and no small model takes answers over.',
  customer: 'The hospital trains its own small model on the judgments and buys only the rest.',
}

/** What a scenario assumes, in two sentences: each of the nine has them. */
export function scenarioMeaning({ workflow, feedback }: ProfitScenario): string {
  return `${workflowMeaning[workflow]} ${feedbackMeaning[feedback]}`
}
