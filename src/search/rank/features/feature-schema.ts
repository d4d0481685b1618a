import { createHash } from 'node:crypto'

/** Of the values' meaning: raised whenever a feature is computed otherwise under the same name. */
const version = 2

/** Scores and shares that are also given beside the rest of their list. */
export const listedFeatures = [
  'retrieval',
  'bm_first',
  'bm_title',
  'bm_focus',
  'bm_ans_b3',
  'bm_ans_b75',
  'bm_all',
  'bm_subject',
  'cov_body',
  'cov_all',
  'win_cov',
] as const

const ownFeatures = [
  'title_jaccard',
  'title_near',
  'pair_cov',
  'word_density',
  'fo_cov',
  'fo_exact',
  'fo_fuzzy',
  'fo_main',
  'fo_first',
  'fo_mass',
  'fo_density',
  'ty_match',
  'ty_text',
  'fo_x_ty',
  'fo_x_cov',
  'fo_x_win',
  'ty_x_cov',
  'main_x_ty',
  'len_log',
  'len_short',
  'len_long',
  'list_share',
  'number_share',
  'reading_grade',
  'see_provider',
  'is_question_answer',
  'is_abstract',
  'is_article',
  'is_drug_label',
  'is_guideline',
  'is_page',
] as const

export type FeatureName =
  | (typeof listedFeatures)[number]
  | (typeof ownFeatures)[number]
  | `${(typeof listedFeatures)[number]}_norm`
  | `${(typeof listedFeatures)[number]}_rr`

/** Columns of a feature table in order: `_norm` is the share of the list's greatest, `_rr` one over the place in the list. */
export const featureNames: readonly FeatureName[] = [
  ...listedFeatures,
  ...ownFeatures,
  ...listedFeatures.map((name) => `${name}_norm` as const),
  ...listedFeatures.map((name) => `${name}_rr` as const),
]

/** Tells a trained model that it is given what it was trained on. */
export const featureSchemaHash: string = createHash('sha256')
  .update(JSON.stringify({ version, names: featureNames }))
  .digest('hex')

const columns = new Map(featureNames.map((name, index) => [name, index]))

export function featureColumn(name: FeatureName): number {
  const column = columns.get(name)
  if (column === undefined) throw new RangeError(`no feature ${name}`)
  return column
}
