import type { Figure } from './figure.ts'
import type { FigureId } from './figure-names.ts'

const day = '2026-11-22'

/** A default that nobody measured. @param why What the number was chosen by. */
function assumed(value: number, low: number, high: number, why: string): Figure {
  return { value, low, high, source: `Assumption: ${why}`, date: day, access: 'assumption' }
}

/** The figures that ship. Most are assumptions and say so; a file economics.yaml takes their place one by one. */
export const usualFigures: Readonly<Record<FigureId, Figure>> = {
  clinicians: assumed(200, 10, 2000, 'a hospital of middle size'),
  answersPerClinician: {
    value: 35,
    low: 5,
    high: 200,
    source:
      'OpenEvidence, May 2026: over 1,000,000 questions a day by 860,000 verified clinicians, as secondary accounts have it; x 30 days',
    date: day,
    access: 'C',
  },
  inputTokens: assumed(4000, 500, 20_000, 'a question with instructions and some passages'),
  outputTokens: assumed(1500, 300, 6000, 'an answer of about 600 words with some reasoning'),
  searches: assumed(1, 0, 5, 'one paid search an answer'),
  inputPrice: {
    value: 2,
    low: 0.1,
    high: 10,
    source: 'Claude Sonnet 5.5, model page at platform.claude.com; low: GPT-6 Luna, high: Fable 5.1',
    date: day,
    access: 'P',
  },
  outputPrice: {
    value: 10,
    low: 0.5,
    high: 50,
    source: 'Claude Sonnet 5.5, model page at platform.claude.com; low: GPT-6 Luna, high: Fable 5.1',
    date: day,
    access: 'P',
  },
  searchFee: {
    value: 0.014,
    low: 0,
    high: 0.035,
    source:
      'Grounding with Google Search for Gemini 3, $14 per 1,000 beyond the free ones, as transcribed by api-evangelist',
    date: '2026-09-20',
    access: 'S',
  },
  seatPrice: {
    value: 46.58,
    low: 0,
    high: 150,
    source:
      'UpToDate for one person, $559 a year as third parties quote it, by 12; the official price was not found',
    date: day,
    access: 'S',
  },
  hosting: assumed(1500, 300, 6000, 'one rented graphics processor at about $2 an hour'),
  capacity: assumed(150_000, 10_000, 1_000_000, 'one unit at 5% of its peak, since questions come by day'),
  ownPerAnswer: assumed(0.002, 0, 0.02, 'retrieval and logging'),
  operations: assumed(4000, 0, 30_000, 'a quarter of an engineer, and monitoring'),
  training: assumed(5000, 500, 100_000, 'tuning a small open model, failed runs among it'),
  usefulMonths: assumed(12, 3, 36, 'a year until it is trained anew'),
  trainingComparisons: assumed(
    2000,
    200,
    20_000,
    'no study says how many preferences Heidi or others needed',
  ),
  trialComparisons: {
    value: 1080,
    low: 200,
    high: 3000,
    source: 'Decisive comparisons for equivalence within 5 points of win rate, by arithmetic',
    date: day,
    access: 'C',
  },
  minutesPerComparison: assumed(4, 1, 15, 'two answers read and marked'),
  reviewerHour: assumed(150, 40, 400, 'a clinician’s hour'),
  ownTrials: assumed(2, 1, 12, 'after every training and once between'),
  boughtTrials: assumed(1, 0, 12, 'once a year, since models behind an interface are retired and replaced'),
  worth: assumed(1, 0, 20, 'what a hospital would pay for one more answer to act on'),
  marketClinicians: assumed(10_000, 500, 900_000, 'an application in many hospitals'),
  price: {
    value: 46.58,
    low: 0,
    high: 150,
    source:
      'As the seat licence: $559 a year as third parties quote it, by 12; the official price was not found',
    date: day,
    access: 'S',
  },
  advertising: assumed(
    0,
    0,
    1,
    'seats pay; on secondary figures OpenEvidence took about $0.7 to 0.8 a consultation in advertising',
  ),
  modelFall: {
    value: 0.34,
    low: 0,
    high: 0.9,
    source:
      'Price of output from GPT-5.2 ($14, December 2025) to GPT-6.1 Sol ($10, 30 September 2026), both secondary, as a yearly rate',
    date: day,
    access: 'C',
  },
  modelMargin: assumed(0.5, 0, 0.9, 'makers of models do not publish it'),
  otherCosts: assumed(0.4, 0, 0.9, 'sales, support, content licences, safety'),
  priceFall: assumed(0.25, 0, 0.8, 'the application can be swapped where others hold the workflow'),
  platformShare: assumed(0.2, 0, 0.5, 'the usual range of shops and marketplaces'),
  ownShare: assumed(0.7, 0, 1, 'most questions are alike; the rest goes to the large model'),
  ownStart: assumed(1, 0, 5, 'a year to collect, train and prove'),
}
