import type { Assumptions } from '../../economics/assumptions/assumptions.ts'
import type { Economics } from '../../economics/economics.ts'
import { optionIds } from '../../economics/options/cost-option.ts'
import { type Holder, holders } from '../../economics/profit/profit-by-layer.ts'
import type { ArmCosts, Measure, StudyEconomics } from '../../economics/study/study-economics.ts'
import {
  kindWords,
  leftOutWords,
  meanWords,
  priceWords,
  sampleWords,
  uncomparedWords,
} from '../../report/figures/economics/arm-cost-words.ts'
import {
  accessWords,
  crossoverSentences,
  feedbackWords,
  figureWords,
  holderNames,
  optionNames,
  rangeWords,
} from '../../report/figures/economics/economics-words.ts'
import { count, counted, dollars, percent } from '../../report/format.ts'

/** The economics as a person reads them in a terminal. */
export function economicsLines(
  assumptions: Assumptions,
  study: StudyEconomics | null,
  economics: Economics,
): readonly string[] {
  return [
    ...(study === null ? ['No study: everything below is assumption.', ''] : studyLines(study, economics)),
    ...optionLines(economics),
    '',
    'The saving of an own model over tokens hangs most on (saving a month at the two ends):',
    ...economics.options.tornado
      .slice(0, 5)
      .map(
        ({ id, atLow, atHigh }) =>
          `  ${figureWords(id)}, ${rangeWords(id, assumptions.figures[id])}: ${dollars(atLow)} to ${dollars(atHigh)}`,
      ),
    '',
    'Where the profit goes, margins a year now and in five years; no forecast, arithmetic on assumptions:',
    ...economics.profit.flatMap(({ years, title, feedback, feedbackBalance }) => {
      const ends = (layer: Holder) =>
        `${holderNames[layer].toLowerCase()} ${dollars(years[0]?.margin[layer] ?? null)} to ${dollars(years.at(-1)?.margin[layer] ?? null)}`
      const words = feedbackWords(feedback, feedbackBalance)
      return [`  ${title}: ${holders.map(ends).join('; ')}`, ...(words === null ? [] : [`   ${words}`])]
    }),
    '',
    sourceLine(assumptions),
  ]
}

function studyLines(study: StudyEconomics, economics: Economics): string[] {
  const { benefits } = economics
  const label = (arm: string) => labelOf(study, arm)
  return [
    ...(study.sample ? ['SAMPLE: simulated marks, evidence about nothing.', ''] : []),
    `${study.title}: cost of an answer${study.arms.some(({ ci }) => ci !== null) ? ', with 95% intervals where costs vary' : ''}`,
    ...study.arms.flatMap(armLines),
    ...(study.blind ? ['The study is blind: qualities are shown once an owner has unblinded it.'] : []),
    ...study.measures.flatMap((measure) => measureLines(study, measure)),
    ...differing(study, economics),
    ...benefits.flatMap(({ pair, atWorth }) =>
      atWorth === null || atWorth.inb === null
        ? []
        : [
            `  ${label(pair.arm)} against ${label(pair.against)}, ${counted(pair.questions, 'question')}: net benefit ${dollars(atWorth.inb)}${range(atWorth.ci)} an answer at ${dollars(atWorth.lambda)} a good answer`,
          ],
    ),
    '',
  ]
}

function differing({ measures }: StudyEconomics, { benefits, measure }: Economics): string[] {
  const chosen = measures.find(({ id }) => id === measure)
  const words =
    chosen === undefined
      ? null
      : sampleWords(
          chosen,
          benefits.map(({ pair }) => pair),
        )
  return words === null ? [] : [`  ${words}`]
}

function armLines(arm: ArmCosts): string[] {
  const { label, ci, n, unknown, price } = arm
  const answers = counted(n + unknown, 'answer')
  const why = uncomparedWords(arm)
  return [
    `  ${label}: ${meanWords(arm)}${range(ci)}, ${answers}${price.kind === 'none' ? '' : ` (${arm.mean === null ? 'price' : kindWords[price.kind]}: ${priceWords(price)})`}`,
    ...[...(why === null ? [] : [why]), ...leftOutWords(arm)].map((words) => `   ${words}.`),
  ]
}

function labelOf({ arms }: StudyEconomics, arm: string): string {
  return arms.find((one) => one.arm === arm)?.label ?? arm
}

function measureLines(study: StudyEconomics, measure: Measure): string[] {
  const label = (arm: string) => labelOf(study, arm)
  return [
    `${measure.label}: cost of an ${measure.unit}`.replace('an correct', 'a correct'),
    ...measure.arms
      .filter(({ quality }) => quality !== null)
      .map(
        ({ arm, quality, costPerGood, costPerGoodCi, frontierShare }) =>
          `  ${label(arm)}: ${costPerGood === null ? 'not known' : dollars(costPerGood)}${range(costPerGoodCi)}; quality ${percent(quality)}${frontierShare === null ? '' : `; on the frontier in ${percent(frontierShare, 0)} of the draws`}`,
      ),
    `  The frontier goes by ${counted(measure.sharedQuestions, 'question')} with marks of every arm whose costs are all known.`,
  ]
}

function optionLines({ options }: Economics): string[] {
  const { arm, kind } = options.perAnswer
  const from = arm === null || kind === null ? 'assumed' : `${kindWords[kind]}, ${arm}`
  return [
    `ASSUMPTIONS: ${count(options.volume)} answers a month, ${dollars(options.perAnswer.value)} an answer by the token (${from})`,
    ...optionIds.map(
      (id) =>
        `  ${optionNames[id]}: ${dollars(options.monthly[id].usd)} a month${id === options.cheapest ? ', the cheapest' : ''}`,
    ),
    ...crossoverSentences(options).map((sentence) => `  ${sentence}`),
    ...options.sizes.map(
      ({ clinicians, usd, cheapest }) =>
        `  At ${count(clinicians)} clinicians: ${optionIds.map((id) => `${optionNames[id].toLowerCase()} ${dollars(usd[id])}`).join(', ')} a month; the cheapest is ${optionNames[cheapest].toLowerCase()}.`,
    ),
  ]
}

function sourceLine({ figures }: Assumptions): string {
  const marks = Object.values(figures).map(({ access }) => access)
  const counts = [...new Set(marks)].map(
    (mark) => `${count(marks.filter((one) => one === mark).length)} ${accessWords[mark]}`,
  )
  return `Figures by how well they are known: ${counts.join(', ')}.`
}

function range(bounds: { readonly lower: number; readonly upper: number } | null): string {
  return bounds === null ? '' : ` [${dollars(bounds.lower)}, ${dollars(bounds.upper)}]`
}
