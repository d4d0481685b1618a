import type { AccessMark } from './figure.ts'

/** The list price of a model, in US dollars per million tokens. */
export interface ListedPrice {
  readonly name: string
  readonly inputPrice: number
  readonly outputPrice: number
  readonly source: string
  /** When the source was read. */
  readonly date: string
  readonly access: AccessMark
}

const anthropic = { source: 'model page at platform.claude.com', date: '2026-11-22', access: 'P' } as const
const google = {
  source: 'Google’s page as transcribed by api-evangelist/gemini',
  date: '2026-09-20',
  access: 'S',
} as const

/** List prices to choose from on the page. What a call cost on its day is priced by the table of `call-price.ts`. */
export const listedPrices: readonly ListedPrice[] = [
  {
    name: 'GPT-5.2',
    inputPrice: 1.75,
    outputPrice: 14,
    source: 'agent-telemetry v1.6.6, “per the OpenAI dashboard”',
    date: '2026-09-30',
    access: 'S',
  },
  {
    name: 'GPT-5.5',
    inputPrice: 5,
    outputPrice: 30,
    source: 'OpenAI’s page as transcribed by api-evangelist/openai',
    date: '2026-05-04',
    access: 'S',
  },
  {
    name: 'GPT-6.1 Sol',
    inputPrice: 2,
    outputPrice: 10,
    source: 'AILSA 1.0.0(g)',
    date: '2026-10-01',
    access: 'S',
  },
  {
    name: 'GPT-6 Luna',
    inputPrice: 0.1,
    outputPrice: 0.5,
    source: 'codexometer v0.18.4',
    date: '2026-11-22',
    access: 'S',
  },
  { name: 'Gemini 3.1 Pro Preview, to 200k', inputPrice: 2, outputPrice: 12, ...google },
  { name: 'Gemini 3.5 Flash', inputPrice: 1.5, outputPrice: 9, ...google },
  { name: 'Gemini 3.8 Flash, to 31 December 2026', inputPrice: 0.75, outputPrice: 3.75, ...google },
  { name: 'Claude Opus 4.6', inputPrice: 5, outputPrice: 25, ...anthropic },
  { name: 'Claude Opus 5.5', inputPrice: 4, outputPrice: 20, ...anthropic },
  { name: 'Claude Sonnet 4.6', inputPrice: 3, outputPrice: 15, ...anthropic },
  { name: 'Claude Sonnet 5.5', inputPrice: 2, outputPrice: 10, ...anthropic },
  { name: 'Claude Haiku 4.5', inputPrice: 1, outputPrice: 5, ...anthropic },
  { name: 'Claude Fable 5.1', inputPrice: 10, outputPrice: 50, ...anthropic },
]
