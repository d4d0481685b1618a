import type { ModelCard } from '../../src/learning/model/card/model-card.ts'
import { armTitles } from '../../src/search/evaluation/arm-run.ts'
import { priorFeatures } from '../../src/search/rank/prior.ts'

const sha256 = (digit: string) => digit.repeat(64)

const arm = (name: keyof typeof armTitles, ndcg: number, less: readonly [number, number, number] | null) => ({
  arm: name,
  title: armTitles[name],
  ndcg,
  trainedLess: less === null ? null : { estimate: less[0], lower: less[1], upper: less[2], questions: 250 },
})

/** A card that wins and loses. */
export function cardOf(id: string, change: Partial<ModelCard> = {}): ModelCard {
  return {
    schemaVersion: 1,
    model: id,
    kind: 'ranker',
    sample: false,
    featureSchemaSha256: sha256('5'),
    features: 100,
    priorWeight: 0.912,
    weightiest: priorFeatures.slice(0, 6).map((feature, at) => ({ feature, weight: 0.4 - at * 0.11 })),
    training: {
      dataSha256: sha256('d'),
      seed: 1,
      l2: 30,
      l2Rule: 'by-pairs',
      questions: 250,
      pairs: 1240,
      reviewers: 8,
      reviewerSha256s: [],
      findings: [],
      questionSha256s: [],
      licences: ['CC-BY-4.0', 'unknown'],
      loss: 0.51,
      steps: 7,
    },
    files: [{ name: 'preferences.jsonl', sha256: sha256('f') }],
    gateQuestions: 81,
    keptOutQuestions: 12,
    heldOut: {
      folds: 5,
      questions: 250,
      arms: [
        arm('random', 0.702, [0.197, 0.17, 0.224]),
        arm('system', 0.881, [0.018, -0.003, 0.039]),
        arm('bm25', 0.842, [0.057, 0.034, 0.08]),
        arm('prior', 0.872, [0.027, 0.009, 0.045]),
        arm('trained', 0.899, null),
        arm('oracle', 1, [-0.101, -0.12, -0.082]),
      ],
      pairs: {
        trained: 0.741,
        prior: 0.702,
        difference: { estimate: 0.039, lower: 0.012, upper: 0.066, questions: 250 },
      },
      abstention: {
        auc: 0.781,
        lower: 0.72,
        upper: 0.842,
        questions: 250,
        good: 178,
        answered: 201,
        goodOfAnswered: 0.806,
      },
    },
    threshold: 0.42,
    calibrationQuestions: 50,
    curve: {
      measure: 'nDCG@10',
      prior: 0.872,
      points: [25, 50, 100, 200, 500, 1000].map((pairs, at) => ({
        pairs,
        questions: pairs / 5,
        quality: [0.87, 0.874, 0.88, 0.883, 0.889, 0.892][at] ?? null,
        lowest: [0.85, 0.862, 0.872, 0.878, 0.885, 0.889][at] ?? null,
        highest: [0.886, 0.888, 0.888, 0.889, 0.893, 0.895][at] ?? null,
      })),
    },
    limits: [
      'For research and evaluation. Not a medical device, and not validated for care.',
      'It passed no gate yet: figures on its own training questions, held out or not, are no evidence for use.',
      'The licence of some of its data is unknown: look it up before the model is passed on.',
    ],
    softwareVersion: '0.0.0',
    ...change,
  }
}

/** Trained on simulated marks; its curve is flat, and it is behind the prior. */
export function flatSample(id: string): ModelCard {
  const { heldOut, training, curve } = cardOf(id)
  return cardOf(id, {
    sample: true,
    training: { ...training, reviewers: 0, pairs: 420, questions: 61, licences: ['CC0-1.0'] },
    heldOut: {
      ...heldOut,
      questions: 61,
      arms: [
        arm('bm25', 0.861, [-0.004, -0.03, 0.022]),
        arm('prior', 0.881, [-0.024, -0.041, -0.007]),
        arm('trained', 0.857, null),
      ],
      abstention: null,
    },
    threshold: null,
    curve:
      curve === null
        ? null
        : {
            ...curve,
            prior: 0.881,
            points: curve.points.slice(0, 4).map((point, at) => ({
              ...point,
              quality: [0.86, 0.859, 0.861, 0.858][at] ?? null,
              lowest: [0.841, 0.848, 0.853, 0.852][at] ?? null,
              highest: [0.874, 0.869, 0.868, 0.865][at] ?? null,
            })),
          },
  })
}
