import type { FeatureName } from '../../../search/rank/features/feature-schema.ts'

/**
 * Features that mean the same on every list: what a candidate holds of the question, and what its text looks like. None is
 * measured against the other candidates, so that the best of a bad list does not look good, and none grows with the length of the
 * question as BM25 does.
 */
export const absoluteFeatures: readonly FeatureName[] = [
  'title_jaccard',
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
  'cov_body',
  'cov_all',
  'win_cov',
  'len_log',
  'len_short',
  'len_long',
  'list_share',
  'number_share',
  'reading_grade',
  'see_provider',
]
