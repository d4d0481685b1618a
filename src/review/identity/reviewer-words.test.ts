import { expect, it } from 'vitest'
import type { ProtocolDocument } from '../../protocol/schema-v1.ts'
import { soughtNames } from './names/sought-names.ts'
import { criteriaWords, reviewerWords, screenReviewerWords } from './reviewer-words.ts'

/** The last axis is left to judges: no reviewer reads of it. */
const protocol = (axes: ProtocolDocument['axes']) => ({
  document: { axes },
  plan: { review: { axes: axes.slice(0, -1).map(({ id }) => id) } },
})

it('words for reviewers that name an arm are listed with their places', () => {
  const words = reviewerWords(
    protocol([
      { id: 'utility', form: 'pairwise', label: 'Useful', question: 'Is Gemini or the other more useful?' },
      {
        id: 'openevidence-quality',
        form: 'absolute',
        scale: {
          kind: 'ordinal',
          min: 1,
          max: 2,
          anchors: { '1': 'Worse than our Leaflet', '2': 'Fit for use' },
        },
      },
      { id: 'safe', form: 'absolute', scale: { kind: 'binary' } },
      { id: 'gemini', form: 'absolute', scale: { kind: 'rubric' } },
    ]),
    { title: 'ChatGPT against the ward handbook', rulebook: 'Mark what you see.\n\nUpToDate is up to date.' },
  )
  expect(words.map(({ place }) => place)).toEqual([
    'title',
    'axes[0].label',
    'axes[0].question',
    'axes[1].label',
    'axes[1].scale.anchors[1]',
    'axes[1].scale.anchors[2]',
    'axes[2].label',
    'rulebook',
  ])
  const names = soughtNames([
    { id: 'leaflet', kind: 'baseline' },
    { id: 'x', label: 'Ward Handbook', kind: 'own' },
  ])
  expect(screenReviewerWords(words, names).map(({ part, phrase }) => [part, phrase])).toEqual([
    ['title', 'ChatGPT'],
    ['title', 'ward handbook'],
    ['axes[0].question', 'Gemini'],
    ['axes[1].label', 'openevidence'],
    ['axes[1].scale.anchors[1]', 'Leaflet'],
    ['rulebook', 'UpToDate'],
  ])
})

it('looks into the words of criteria and into their ids', () => {
  const criterion = { points: 1, tags: ['Gemini, which no reviewer is shown'] }
  const words = criteriaWords('q1', [
    { id: 'dose', text: 'Gives the dose as Leaflet does.', ...criterion },
    { id: 'UpToDate-1', text: 'Gives the dose.', ...criterion },
  ])
  const names = soughtNames([{ id: 'leaflet', kind: 'baseline' }])
  expect(screenReviewerWords(words, names).map(({ part, phrase }) => [part, phrase])).toEqual([
    ['q1.criteria[0].text', 'Leaflet'],
    ['q1.criteria[1].id', 'UpToDate'],
  ])
})
