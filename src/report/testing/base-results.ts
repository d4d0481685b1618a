import type { Results } from '../../analysis/results-schema.ts'

/*
 * Results invented for tests. Numbers are made up by hand and by the small rules below; they fit the schema
 * and each other roughly, and come from no study and no estimator.
 */

const hash = (digit: string) => digit.repeat(64)

/** A study without axes; the others fill it. */
export const baseResults: Results = {
  schemaVersion: 1,
  software: { name: 'equipoise', version: '0.1.0' },
  study: {
    id: 'invented-tools',
    title: 'Four clinical assistants on real point-of-care questions',
    question: 'Do clinicians prefer the answers of Aurora Clinical to those of three general models?',
    sample: true,
  },
  plan: {
    state: 'retrospective',
    sentence: 'The analysis plan was fixed after the data had been seen.',
    protocolHash: hash('a'),
    lockVersion: 1,
    arms: [
      { id: 'aurora', label: 'Aurora Clinical', kind: 'specialised', knownWorse: false },
      { id: 'borealis', label: 'Borealis 5', kind: 'general', knownWorse: false },
      { id: 'cirrus', label: 'Cirrus Opal 4.8', kind: 'general', knownWorse: false },
      { id: 'dune', label: 'Dune 3.1 Pro Preview', kind: 'general', knownWorse: false },
    ],
    axes: [],
    renderings: [],
    refusalRule: 'worst-mark',
    minimumActiveSeconds: 10,
    look: { number: 1, of: 1, information: 1, spending: 'obrien-fleming' },
    seed: 42,
    resamples: 10_000,
    notes: ['Marks were made on two afternoons in the same week.'],
  },
  data: {
    hash: hash('b'),
    items: 620,
    reviewers: 149,
    rows: 6062,
    marks: 5780,
    missingMarks: 12,
    refusals: 25,
    otherRoles: 40,
    underTimeFloor: 31,
    inExcludedRenderings: 205,
    imports: [
      {
        fileName: 'ratings.csv',
        sha256: hash('c'),
        rowsRead: 6068,
        rowsImported: 6025,
        skipped: [
          { code: 'MARK_UNKNOWN_ARM', n: 31 },
          { code: 'MARK_EMPTY', n: 12 },
        ],
      },
    ],
    coverage: [
      { arm: 'aurora', items: 620, answered: 611, refused: 7, failed: 2, unrecorded: 0 },
      { arm: 'borealis', items: 620, answered: 620, refused: 0, failed: 0, unrecorded: 0 },
      { arm: 'cirrus', items: 620, answered: 618, refused: 0, failed: 2, unrecorded: 0 },
      { arm: 'dune', items: 620, answered: 502, refused: 118, failed: 0, unrecorded: 0 },
    ],
    collection: null,
    flow: {
      questions: 620,
      sources: [{ label: 'own questions', n: 620 }],
      arms: [
        { arm: 'aurora', asked: 620, answered: 611, refused: 7, failed: 2, withheld: 0, waiting: 0 },
        { arm: 'borealis', asked: 620, answered: 620, refused: 0, failed: 0, withheld: 0, waiting: 0 },
        { arm: 'cirrus', asked: 620, answered: 618, refused: 0, failed: 2, withheld: 0, waiting: 0 },
        { arm: 'dune', asked: 620, answered: 502, refused: 118, failed: 0, withheld: 0, waiting: 0 },
      ],
      excluded: 3,
      reviews: { planned: 1240, done: 1200, inHand: 4, notDealt: 36, givenBack: 11, closed: true },
      marks: { due: 6062, given: 5780, missing: 12, toCome: 270 },
    },
    secondChecks: [{ arm: 'aurora', captured: 618, toCheck: 62, checked: 60, differed: 2 }],
  },
  practice: null,
  factorial: null,
  looks: null,
  deviations: [
    {
      kind: 'protocol',
      place: 'hypotheses.h1.alpha',
      description: 'changed after the lock from 0.01 to 0.05',
    },
    { kind: 'data', place: 'items', description: '620 of 640 planned questions have marks' },
  ],
  remarks: ['All questions come from the traffic of one of the arms.'],
  verdicts: [],
  sections: [],
}
