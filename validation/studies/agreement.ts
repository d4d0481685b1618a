import { gwetAgreement } from '../../src/statistics/agreement/gwet.ts'
import { krippendorffAlpha } from '../../src/statistics/agreement/krippendorff.ts'
import type { Generator } from '../../src/statistics/random/generator.ts'
import { type LatentClasses, type Metric, populationAc1, populationAlpha } from '../designs/latent-classes.ts'
import { resamplesPerTrial } from '../designs/resample.ts'
import { covers, coversByT } from '../outcome.ts'
import { contrast, defaultTrials, eachTrial, interval, type SimulatedDesign, type Study } from '../study.ts'

/** Marks of items by raters who see the item's class or a neighbour's; some marks are missing. */
function drawMatrix(
  { shares, confusion }: LatentClasses,
  items: number,
  raters: number,
  missing: number,
  generator: Generator,
): (number | null)[][] {
  return Array.from({ length: items }, () => {
    const row = confusion[drawFrom(shares, generator)] ?? shares
    return Array.from({ length: raters }, () =>
      generator.uniform() < missing ? null : drawFrom(row, generator),
    )
  })
}

function drawFrom(shares: readonly number[], generator: Generator): number {
  let left = generator.uniform()
  for (let place = 0; place < shares.length - 1; place++) {
    left -= shares[place]!
    if (left < 0) return place
  }
  return shares.length - 1
}

/** A flag on a tenth of the answers that raters see nine times of ten. */
const rareFlag: LatentClasses = {
  shares: [0.9, 0.1],
  confusion: [
    [0.97, 0.03],
    [0.2, 0.8],
  ],
}
const evenFlag: LatentClasses = {
  shares: [0.5, 0.5],
  confusion: [
    [0.85, 0.15],
    [0.2, 0.8],
  ],
}
const fourSteps: LatentClasses = {
  shares: [0.1, 0.2, 0.3, 0.4],
  confusion: [
    [0.7, 0.2, 0.1, 0],
    [0.15, 0.6, 0.2, 0.05],
    [0.05, 0.15, 0.6, 0.2],
    [0, 0.05, 0.2, 0.75],
  ],
}
const veryRareFlag: LatentClasses = {
  shares: [0.97, 0.03],
  confusion: [
    [0.99, 0.01],
    [0.3, 0.7],
  ],
}

const settings: readonly (readonly [string, LatentClasses, Metric])[] = [
  ['flag on 50%', evenFlag, 'nominal'],
  ['flag on 10%', rareFlag, 'nominal'],
  ['marks 1 to 4', fourSteps, 'ordinal'],
]

function alphaDesign(
  name: string,
  classes: LatentClasses,
  metric: Metric,
  items: number,
  missing: number,
): SimulatedDesign {
  const truth = populationAlpha(classes, metric)
  const words = `${name} (alpha ${truth.toFixed(2)}), ${items} items, 3 raters${missing > 0 ? ', 20% missing' : ''}`
  return {
    id: words,
    words,
    trials: defaultTrials,
    tested: metric === 'ordinal' && items === 100 && missing === 0 ? 60 : 0,
    prepare: eachTrial((generator) => {
      const matrix = drawMatrix(classes, items, 3, missing, generator)
      const options = { resamples: resamplesPerTrial, seed: generator.nextUint32() }
      const { alpha, seJackknife, pairableItems, ci, bca } = krippendorffAlpha(matrix, metric, options)
      return [covers(ci, truth), covers(bca, truth), coversByT(alpha, seJackknife, pairableItems - 1, truth)]
    }),
  }
}

export const krippendorffStudy: Study = {
  id: 'krippendorff',
  source: import.meta.url,
  method: 'agree.krippendorff',
  title: "Krippendorff's alpha",
  setting:
    'Items belong to hidden classes; raters see the class with errors that depend on it. The true alpha follows from these chances. ' +
    'Percentile and BCa interval of 1,000 resamples of items. For contrast: jackknife standard error and t.',
  remark:
    'Both intervals hold but for a rare flag on few items: of 30 items three carry the flag, and when by chance hardly one does, ' +
    'resampling cannot know of the others.',
  advice:
    'Print the number of items that carry the rarer mark beside alpha, and show no interval when fewer than five do.',
  measures: [interval('95% percentile'), interval('95% BCa'), contrast(interval('jackknife, t'))],
  designs: settings.flatMap(([name, classes, metric]) => [
    ...[30, 100, 300].map((items) => alphaDesign(name, classes, metric, items, 0)),
    alphaDesign(name, classes, metric, 100, 0.2),
  ]),
}

function ac1Design(name: string, classes: LatentClasses, items: number, missing: number): SimulatedDesign {
  const truth = populationAc1(classes)
  const words = `${name} (AC1 ${truth.toFixed(2)}), ${items} items, 3 raters${missing > 0 ? ', 20% missing' : ''}`
  return {
    id: words,
    words,
    trials: defaultTrials,
    tested: items === 100 && missing === 0 ? 200 : 0,
    prepare: eachTrial((generator) => {
      const matrix = drawMatrix(classes, items, 3, missing, generator)
      const categories = classes.shares.length
      return [
        covers(gwetAgreement(matrix, categories).ci, truth),
        covers(gwetAgreement(matrix, categories, 'unweighted', 0.9).ci, truth),
      ]
    }),
  }
}

export const gwetStudy: Study = {
  id: 'gwet',
  source: import.meta.url,
  method: 'agree.gwet',
  title: "Gwet's AC1",
  setting: 'As for alpha, also a flag on 3% of the answers. t interval with the analytic standard error.',
  remark:
    'Near AC1 = 1 the coefficient is skewed and its standard error follows it: where all raters agree on all items both collapse. With ' +
    'missing marks the published variance counts an item with a single mark as an agreement of 0, which makes it too wide where ' +
    'agreement is high.',
  advice:
    'For a very rare flag with few items, state how many answers carry it and the exact interval of that rate; the interval of AC1 then ' +
    'says little.',
  measures: [interval('95% interval'), interval('90% interval', 0.1)],
  designs: (
    [
      ['flag on 50%', evenFlag],
      ['flag on 10%', rareFlag],
      ['flag on 3%', veryRareFlag],
      ['marks 1 to 4', fourSteps],
    ] as const
  ).flatMap(([name, classes]) => [
    ...[30, 100, 300].map((items) => ac1Design(name, classes, items, 0)),
    ac1Design(name, classes, 100, 0.2),
  ]),
}
