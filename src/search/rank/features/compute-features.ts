import type { Passage } from '../../corpus/passage.ts'
import type { Query } from '../../query/query.ts'
import { typeMatch } from '../../query/type-similarity.ts'
import type { Candidate } from '../candidate.ts'
import type { WordStatistics } from '../word-statistics.ts'
import { answerTypes, textTypeMatch } from './answer-type.ts'
import { bm25Scores } from './bm25.ts'
import { coverage } from './coverage.ts'
import { type FeatureName, featureColumn, featureSchemaHash, listedFeatures } from './feature-schema.ts'
import { type FeatureTable, featureWidth } from './feature-table.ts'
import { candidateMatch } from './field-matches.ts'
import { focusMatch, jaccard } from './focus-match.ts'
import { reciprocalPlaces, shareOfGreatest } from './list-features.ts'
import { pairCoverage, wordDensity } from './nearby-words.ts'
import { queryTerms } from './query-terms.ts'
import { textShape } from './text-shape.ts'
import { titleNearness } from './title-nearness.ts'

const shortText = 40
const longText = 300

const typeColumns: Readonly<Record<Passage['type'], number>> = {
  'question-answer': featureColumn('is_question_answer'),
  abstract: featureColumn('is_abstract'),
  article: featureColumn('is_article'),
  'drug-label': featureColumn('is_drug_label'),
  guideline: featureColumn('is_guideline'),
  page: featureColumn('is_page'),
}

/** All features of the candidates of a question. No label goes in, and no place in the list given. */
export function computeFeatures(
  query: Query,
  candidates: readonly Candidate[],
  statistics: WordStatistics,
): FeatureTable {
  const terms = queryTerms(query, statistics)
  const asked = new Set(terms.words)
  const values = new Float64Array(candidates.length * featureWidth)
  const titles: (readonly string[])[] = []
  for (const [row, { passage, retrieval }] of candidates.entries()) {
    const start = row * featureWidth
    const set = (name: FeatureName, value: number) => {
      values[start + featureColumn(name)] = value
    }
    const match = candidateMatch(terms, passage)
    const bm25 = bm25Scores(terms, match, statistics)
    const covered = coverage(terms, match)
    const focus = focusMatch(terms, passage, statistics)
    const types = typeMatch(query.types, answerTypes(passage))
    const shape = textShape(passage.text)
    const density = wordDensity(terms, match)
    titles.push(match.titleStems)
    set('retrieval', retrieval)
    set('bm_first', bm25.first)
    set('bm_title', bm25.title)
    set('bm_focus', bm25.focus)
    set('bm_ans_b3', bm25.bodyB3)
    set('bm_ans_b75', bm25.bodyB75)
    set('bm_all', bm25.all)
    set('bm_subject', bm25.subject)
    set('cov_body', covered.body)
    set('cov_all', covered.all)
    set('win_cov', covered.window)
    set('title_jaccard', jaccard(asked, match.titleStems))
    set('pair_cov', pairCoverage(terms, match))
    set('word_density', density.asked)
    set('fo_cov', focus.coverage)
    set('fo_exact', focus.exact)
    set('fo_fuzzy', focus.fuzzy)
    set('fo_main', focus.main)
    set('fo_first', focus.first)
    set('fo_mass', focus.mass)
    set('fo_density', density.subject)
    set('ty_match', types)
    set('ty_text', textTypeMatch(query.types, match.bodyStems))
    set('fo_x_ty', focus.coverage * types)
    set('fo_x_cov', focus.coverage * covered.all)
    set('fo_x_win', focus.coverage * covered.window)
    set('ty_x_cov', types * covered.all)
    set('main_x_ty', focus.main * types)
    set('len_log', Math.log1p(match.body.length))
    set('len_short', match.body.length < shortText ? 1 : 0)
    set('len_long', match.body.length > longText ? 1 : 0)
    set('list_share', shape.listShare)
    set('number_share', shape.numberShare)
    set('reading_grade', shape.readingGrade)
    set('see_provider', shape.seeProvider)
    values[start + typeColumns[passage.type]] = 1
  }
  const near = featureColumn('title_near')
  for (const [row, nearness] of titleNearness(titles, statistics).entries())
    values[row * featureWidth + near] = nearness
  addListFeatures(values, candidates.length)
  return { schemaHash: featureSchemaHash, candidates: candidates.length, values }
}

function addListFeatures(values: Float64Array, candidates: number): void {
  const column = new Float64Array(candidates)
  for (const name of listedFeatures) {
    const from = featureColumn(name)
    for (let row = 0; row < candidates; row++) column[row] = values[row * featureWidth + from]!
    const shares = shareOfGreatest(column)
    const places = reciprocalPlaces(column)
    const toShare = featureColumn(`${name}_norm`)
    const toPlace = featureColumn(`${name}_rr`)
    for (let row = 0; row < candidates; row++) {
      values[row * featureWidth + toShare] = shares[row]!
      values[row * featureWidth + toPlace] = places[row]!
    }
  }
}
