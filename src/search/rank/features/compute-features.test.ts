import { describe, expect, it } from 'vitest'
import { passageOf, queryOf, statisticsOf } from '../testing/small-corpus.ts'
import { computeFeatures } from './compute-features.ts'
import { type FeatureName, featureColumn, featureNames, featureSchemaHash } from './feature-schema.ts'
import { featureWidth } from './feature-table.ts'

const statistics = statisticsOf({ gout: 2, treat: 1, knee: 3, podagra: 4 })
const query = queryOf(
  'how to treat gout of the knee',
  { gout: 1, treat: 1, knee: 0.5 },
  { focus: [{ text: 'gout', stems: ['gout'], weight: 1 }], types: ['treatment'] },
)
const gout = passageOf({
  id: 'gout#0',
  title: 'Gout',
  headings: ['Treatment'],
  focus: 'Gout',
  synonyms: ['Podagra'],
  type: 'drug-label',
  text: 'Gout of the knee is treated. Gout can be treated with colchicine.',
})
const asthma = passageOf({ id: 'asthma#0', title: 'Asthma', text: 'Wheeze at night' })
const table = computeFeatures(
  query,
  [
    { passage: gout, retrieval: 3 },
    { passage: asthma, retrieval: 1.5 },
  ],
  statistics,
)
const value = (row: number, name: FeatureName) => table.values[row * featureWidth + featureColumn(name)]

describe('computeFeatures', () => {
  // python3: k = .9; norm(l, mean, b) = 1 - b + b * l / mean; the sum over the words of mass * c * (k + 1) / (c + k * norm) for one
  // field, and of mass * x * (k + 1) / (x + k) with x = 2 t / norm_t + 2 f / norm_f + c / norm_c for all. Mass: gout 2, treat 1,
  // knee 1.5. Counts: title gout 1 of 2 words; focus gout 1 of 2; body gout 2, treat 2, knee 1 of 12. Means: 2, 1, 8.
  it.each([
    ['bm_title', 2.0],
    ['bm_focus', 1.6170212765957446],
    ['bm_ans_b3', 5.156669324708863],
    ['bm_ans_b75', 4.794978537995298],
    ['bm_first', 5.824297524509388],
    ['bm_all', 5.646209554383479],
    ['bm_subject', 3.1987213638785295],
  ] as const)('%s is what an independent program gives', (name, expected) => {
    expect(value(0, name)).toBeCloseTo(expected, 13)
    expect(value(1, name)).toBe(0)
  })

  // By hand.
  it.each([
    ['retrieval', 3, 1.5],
    ['cov_body', 1, 0],
    ['cov_all', 1, 0],
    ['win_cov', 1, 0],
    // Shared: gout, of gout, treat, knee and treatment.
    ['title_jaccard', 1 / 4, 0],
    ['fo_cov', 1, 0],
    ['fo_exact', 1, 0],
    ['fo_fuzzy', 1, 0],
    ['fo_main', 1, 0],
    // Fourth of seven words.
    ['fo_first', 1 - 3 / 7, 0],
    ['fo_mass', 2 / 4.5, 0],
    // "Treatment" for treatment; an overview for a treatment.
    ['ty_match', 1, 0.5],
    ['ty_text', 1, 0],
    ['fo_x_ty', 1, 0],
    ['len_log', Math.log(13), Math.log(4)],
    ['len_short', 1, 1],
    ['len_long', 0, 0],
    ['is_drug_label', 1, 0],
    ['is_page', 0, 1],
    ['retrieval_norm', 1, 0.5],
    ['retrieval_rr', 1, 0.5],
    ['cov_body_rr', 1, 0.5],
  ] as const)('%s is %d and %d', (name, first, second) => {
    expect(value(0, name)).toBeCloseTo(first, 13)
    expect(value(1, name)).toBeCloseTo(second, 13)
  })

  it('gives finite numbers, all in 0 to 1 but for scores and lengths, whatever the candidates', () => {
    const odd = [
      passageOf({ id: 'a', text: '???' }),
      passageOf({ id: 'b', title: '?', focus: 'the', text: '1,000 mg' }),
      gout,
      gout,
    ]
    const empty = queryOf('', {})
    for (const asked of [query, empty]) {
      const { values } = computeFeatures(
        asked,
        odd.map((passage) => ({ passage, retrieval: 0 })),
        statisticsOf({}, { title: 0, focus: 0, body: 0 }),
      )
      for (const [index, one] of values.entries()) {
        expect(Number.isFinite(one), featureNames[index % featureWidth]).toBe(true)
        expect(one).toBeGreaterThanOrEqual(0)
        if (
          /^(cov|win|fo|ty|title_j|is|list_s|number)|_(norm|rr)$/.test(
            featureNames[index % featureWidth] ?? '',
          )
        )
          expect(one).toBeLessThanOrEqual(1 + 1e-12)
      }
    }
    expect(computeFeatures(query, [], statistics).values).toHaveLength(0)
  })

  it('does not depend on the order of the candidates', () => {
    const turned = computeFeatures(
      query,
      [
        { passage: asthma, retrieval: 1.5 },
        { passage: gout, retrieval: 3 },
      ],
      statistics,
    )
    expect(turned.values.slice(featureWidth)).toEqual(table.values.slice(0, featureWidth))
    expect(turned.values.slice(0, featureWidth)).toEqual(table.values.slice(featureWidth))
  })

  it('has a best window of 40 words', () => {
    const far = passageOf({ id: 'far', text: `gout ${'word '.repeat(39)}knee` })
    const close = passageOf({ id: 'close', text: `gout ${'word '.repeat(38)}knee` })
    const found = computeFeatures(
      query,
      [far, close].map((passage) => ({ passage, retrieval: 0 })),
      statistics,
    )
    const window = featureColumn('win_cov')
    // Of a mass of 4.5 gout has 2 and knee 1.5.
    expect(found.values[window]).toBeCloseTo(2 / 4.5, 14)
    expect(found.values[featureWidth + window]).toBeCloseTo(3.5 / 4.5, 14)
  })

  it('reads fifty candidates of a hundred words in a few milliseconds', () => {
    const words = 'gout pain fever knee the of is treated colchicine joint swelling week dose'.split(' ')
    const candidates = Array.from({ length: 50 }, (_, row) => ({
      passage: passageOf({
        id: `p${row}`,
        text: Array.from({ length: 100 }, (_, at) => `${words[(at * 7 + row) % 13]}${row * at}`).join(' '),
      }),
      retrieval: row,
    }))
    const started = performance.now()
    computeFeatures(query, candidates, statistics)
    const took = performance.now() - started
    process.stdout.write(`Features of 50 candidates of 100 words, cold: ${took.toFixed(1)} ms\n`)
    // Ten times what a quiet machine needs.
    expect(took).toBeLessThan(100)
  })
})

describe('the feature schema', () => {
  it('has each name once and a hash of all', () => {
    expect(new Set(featureNames).size).toBe(featureNames.length)
    expect(table.values).toHaveLength(2 * featureNames.length)
    expect(table.schemaHash).toBe(featureSchemaHash)
    expect(featureSchemaHash).toMatch(/^[0-9a-f]{64}$/)
  })
})
