import { randomEffects } from '../../src/statistics/meta/random-effects.ts'
import { covers } from '../outcome.ts'
import { contrast, defaultTrials, eachTrial, interval, type SimulatedDesign, type Study } from '../study.ts'

/** Variances of published log odds ratios: from small studies to large ones, in no order. */
const variances = [
  0.08, 0.02, 0.15, 0.05, 0.03, 0.11, 0.025, 0.2, 0.04, 0.06, 0.018, 0.09, 0.13, 0.035, 0.07, 0.022, 0.1,
  0.05, 0.16, 0.03,
]

function design(k: number, tau2: number): SimulatedDesign {
  const v = variances.slice(0, k)
  return {
    id: `${k} ${tau2}`,
    words: `${k} studies, tau2 = ${tau2}`,
    trials: defaultTrials,
    tested: k === 10 ? 100 : 0,
    prepare: eachTrial((generator) => {
      const truth = 0.3
      const tau = Math.sqrt(tau2)
      const y = v.map((own) => truth + tau * generator.normal() + Math.sqrt(own) * generator.normal())
      const next = truth + tau * generator.normal()
      const { reml, dl } = randomEffects(y, v)
      return [
        covers(reml?.hkAdHoc?.ci ?? null, truth),
        covers(randomEffects(y, v, 0.9).reml?.hkAdHoc?.ci ?? null, truth),
        covers(reml?.pi ?? null, next),
        covers(dl?.ci ?? null, truth),
        covers(reml?.hk?.ci ?? null, truth),
      ]
    }),
  }
}

export const metaStudy: Study = {
  id: 'meta',
  source: import.meta.url,
  method: 'meta.random_effects',
  title: 'Random-effects meta-analysis',
  setting:
    'Studies with variances from 0.018 to 0.2 (log odds ratios of 80 to 900 votes), normal true effects. REML with Hartung and Knapp, never ' +
    'narrower. The prediction interval must hold the true effect of a new study. For contrast: DerSimonian and Laird with a normal ' +
    'quantile, and Hartung and Knapp without the rule.',
  remark:
    'With tau2 = 0 the rule that the interval is never narrower makes it conservative, most with three studies, whose t has 2 degrees of ' +
    'freedom. The prediction interval has k - 2 degrees of freedom, and with few studies tau2 is often estimated as 0.',
  advice:
    'The prediction interval errs where tau2 is small but not 0 and is then often estimated as 0, still with 20 studies. Print it as ' +
    'approximate, with the Q-profile interval of tau2 beside it, and with under five studies show the studies instead.',
  measures: [
    interval('95% interval'),
    interval('90% interval', 0.1),
    interval('95% prediction'),
    contrast(interval('DL, normal')),
    contrast(interval('HK')),
  ],
  designs: [3, 5, 10, 20].flatMap((k) => [0, 0.05, 0.2].map((tau2) => design(k, tau2))),
}
