import { expect, it } from 'vitest'
import { soughtNames } from './names/sought-names.ts'
import { reviewerWords, screenReviewerWords } from './reviewer-words.ts'

it('words for reviewers that name an arm are listed with their places', () => {
  const words = reviewerWords(
    [
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
    ],
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
