/** How a figure is written. */
export type FigureKind = 'count' | 'usd' | 'share' | 'months' | 'minutes'

export interface FigureName {
  readonly label: string
  /** What one of it is, behind the number. */
  readonly unit: string
  readonly kind: FigureKind
  /** Below it nothing can be reckoned; 0 where it says nothing. */
  readonly least?: number
  /** Above it nothing can be reckoned exactly; 1 for shares and 1e12 where it says nothing. */
  readonly most?: number
  /** Whether only whole numbers say something: half a clinician has no seat. Rates and means may have parts. */
  readonly whole?: true
}

/** Every figure that the economics go by, in the groups that the page shows. All money is in US dollars. */
export const figureNames = {
  clinicians: { label: 'Clinicians', unit: 'people', kind: 'count', least: 1, most: 1e8, whole: true },
  answersPerClinician: {
    label: 'Answers per clinician',
    unit: 'a month',
    kind: 'count',
    least: 1,
    most: 1e5,
    whole: true,
  },
  inputTokens: { label: 'Tokens read', unit: 'an answer', kind: 'count' },
  outputTokens: { label: 'Tokens written, reasoning among them', unit: 'an answer', kind: 'count' },
  searches: { label: 'Paid searches', unit: 'an answer', kind: 'count' },
  inputPrice: { label: 'Price of tokens read', unit: 'a million', kind: 'usd' },
  outputPrice: { label: 'Price of tokens written', unit: 'a million', kind: 'usd' },
  searchFee: { label: 'Fee of a search', unit: 'a search', kind: 'usd' },
  seatPrice: { label: 'Seat licence', unit: 'a clinician and month', kind: 'usd' },
  hosting: { label: 'Hosting of one unit', unit: 'a month', kind: 'usd' },
  capacity: {
    label: 'Answers that one unit can give',
    unit: 'a month',
    kind: 'count',
    least: 1,
    whole: true,
  },
  ownPerAnswer: { label: 'Further cost of an own answer', unit: 'an answer', kind: 'usd' },
  operations: { label: 'People who run and watch it', unit: 'a month', kind: 'usd' },
  training: { label: 'Training', unit: 'a model', kind: 'usd' },
  usefulMonths: { label: 'Life of a trained model', unit: 'months', kind: 'months', least: 1 },
  trainingComparisons: {
    label: 'Comparisons judged to train',
    unit: 'a model',
    kind: 'count',
    whole: true,
  },
  trialComparisons: { label: 'Comparisons of a trial', unit: 'a trial', kind: 'count', whole: true },
  minutesPerComparison: {
    label: 'Time of a reviewer',
    unit: 'minutes a comparison',
    kind: 'minutes',
  },
  reviewerHour: { label: 'Pay of a reviewer', unit: 'an hour', kind: 'usd' },
  ownTrials: { label: 'Trials of an own model', unit: 'a year', kind: 'count' },
  boughtTrials: { label: 'Trials of what is bought', unit: 'a year', kind: 'count' },
  worth: { label: 'Worth of one more good answer', unit: 'an answer', kind: 'usd' },
  marketClinicians: {
    label: 'Clinicians who use the application',
    unit: 'people',
    kind: 'count',
    least: 1,
    most: 1e8,
    whole: true,
  },
  price: { label: 'Price per clinician', unit: 'a month', kind: 'usd' },
  advertising: { label: 'Advertising', unit: 'an answer', kind: 'usd' },
  modelFall: { label: 'Fall of the model price', unit: 'a year', kind: 'share' },
  modelMargin: { label: 'Margin of the model maker', unit: 'of what it is paid', kind: 'share' },
  otherCosts: { label: 'Other costs of the application', unit: 'of its revenue', kind: 'share' },
  priceFall: { label: 'Fall of the price without the workflow', unit: 'a year', kind: 'share' },
  platformShare: { label: 'Share that the holder of the workflow takes', unit: 'of revenue', kind: 'share' },
  ownShare: {
    label: 'Answers that a model trained on the feedback takes over',
    unit: 'of all',
    kind: 'share',
  },
  ownStart: { label: 'Year from which it does', unit: 'years from now', kind: 'count', whole: true },
} as const satisfies Readonly<Record<string, FigureName>>

export type FigureId = keyof typeof figureNames

/** The ids in order; the object has no others. */
export const figureIds = Object.keys(figureNames).filter((name): name is FigureId => name in figureNames)

export interface LegalRange {
  readonly least: number
  readonly most: number
  readonly whole: boolean
}

/** What a figure can be at all, whatever its range. */
export function legalRange(id: FigureId): LegalRange {
  const name: FigureName = figureNames[id]
  return {
    least: name.least ?? 0,
    most: name.most ?? (name.kind === 'share' ? 1 : 1e12),
    whole: name.whole ?? false,
  }
}

/** What a figure can be, where a value is none of it; null where it is. */
export function illegalWords(id: FigureId, value: number): string | null {
  const { least, most, whole } = legalRange(id)
  if (value >= least && value <= most && (!whole || Number.isInteger(value))) return null
  if (figureNames[id].kind === 'share') return 'a share from 0 to 1, such as 0.34 for 34%'
  const kind = whole ? 'a whole number' : 'a number'
  return `${kind} of at least ${least} and at most ${most}`
}

/** Value of every figure. */
export type FigureValues = Readonly<Record<FigureId, number>>

export interface FigureGroup {
  readonly title: string
  readonly ids: readonly FigureId[]
}

export const figureGroups: readonly FigureGroup[] = [
  { title: 'Use', ids: ['clinicians', 'answersPerClinician'] },
  {
    title: 'Bought by the token',
    ids: ['inputTokens', 'outputTokens', 'searches', 'inputPrice', 'outputPrice', 'searchFee'],
  },
  { title: 'Bought by the seat', ids: ['seatPrice'] },
  {
    title: 'A model of one’s own',
    ids: ['hosting', 'capacity', 'ownPerAnswer', 'operations', 'training', 'usefulMonths'],
  },
  {
    title: 'Judging and re-validation',
    ids: [
      'trainingComparisons',
      'trialComparisons',
      'minutesPerComparison',
      'reviewerHour',
      'ownTrials',
      'boughtTrials',
    ],
  },
  { title: 'What quality is worth', ids: ['worth'] },
  {
    title: 'The application layer',
    ids: [
      'marketClinicians',
      'price',
      'advertising',
      'modelFall',
      'modelMargin',
      'otherCosts',
      'priceFall',
      'platformShare',
      'ownShare',
      'ownStart',
    ],
  },
]
