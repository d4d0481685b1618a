import type { FieldScoring } from '../../index/scoring.ts'
import type { FilledFrom } from '../engine-target.ts'
import type { OpenSearchConfig } from './opensearch-config.ts'

/** Our words hold no spaces: splitting at them gives the words back. OpenSearch splits words longer than this. */
const longestToken = 255

/**
 * What an index is made with: one field of words, scored by BM25 with the k1 and b of the body, and the passage as it is. Words are
 * put in by weight (`weightedWords`), so that the score is BM25F with one length norm for all fields.
 */
export function indexBody(corpus: FilledFrom, scoring: FieldScoring, { shards, replicas }: OpenSearchConfig) {
  return {
    settings: {
      index: {
        number_of_shards: shards,
        number_of_replicas: replicas,
        refresh_interval: '-1',
        similarity: { passage_words: { type: 'BM25', k1: scoring.k1, b: scoring.fields.body.b } },
      },
      analysis: {
        tokenizer: { at_spaces: { type: 'whitespace', max_token_length: longestToken } },
        analyzer: { stems: { type: 'custom', tokenizer: 'at_spaces' } },
      },
    },
    mappings: {
      dynamic: 'strict',
      _meta: { equipoise: { corpus: corpus.sha256, passages: corpus.passages, whole: false } },
      _source: { excludes: ['words'] },
      properties: {
        number: { type: 'integer' },
        words: { type: 'text', analyzer: 'stems', similarity: 'passage_words', index_options: 'freqs' },
        passage: { type: 'object', enabled: false },
      },
    },
  }
}
