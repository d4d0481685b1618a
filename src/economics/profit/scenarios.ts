import type { ProfitScenario } from './profit-by-layer.ts'

export interface NamedScenario extends ProfitScenario {
  readonly id: string
  readonly title: string
  /** What it assumes, in a sentence. */
  readonly meaning: string
}

/** Three corners of the question who holds workflow and feedback. None is a forecast. */
export const profitScenarios: readonly NamedScenario[] = [
  {
    id: 'application-holds-both',
    title: 'The application holds workflow and feedback',
    meaning: 'It keeps its price and trains its own small model on the judgments of its clinicians.',
    workflow: 'application',
    feedback: 'application',
  },
  {
    id: 'model-maker-holds-both',
    title: 'The model maker holds workflow and feedback',
    meaning: 'The application is a plug-in of the maker’s program: its price falls and it pays a share.',
    workflow: 'model-maker',
    feedback: 'model-maker',
  },
  {
    id: 'customer-holds-both',
    title: 'The hospital holds workflow and feedback',
    meaning: 'It asks inside its own record, trains its own small model, and buys the rest.',
    workflow: 'customer',
    feedback: 'customer',
  },
]
