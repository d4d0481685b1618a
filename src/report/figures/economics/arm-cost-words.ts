import type { ArmPrice, CostGap, PriceKind } from '../../../economics/study/price-of-arm.ts'
import { type ArmCosts, isPriced, type Measure } from '../../../economics/study/study-economics.ts'
import { count, counted, dollars } from '../../format.ts'

/** How a cost came about, in a word or two. */
export const kindWords: Readonly<Record<PriceKind, string>> = {
  listed: 'measured',
  repriced: 'measured tokens, stated price',
  stated: 'stated',
  free: 'free',
  none: 'not known',
}

/** The mean cost of an answer as it is read: of the known ones where some are not. */
export function meanWords({ mean, n, unknown }: Pick<ArmCosts, 'mean' | 'n' | 'unknown'>): string {
  if (mean === null) return 'not known'
  return unknown === 0 ? dollars(mean) : `${dollars(mean)} of the ${count(n)} known`
}

/** Why an arm is not compared by what it costs, and what to state; null where it is. */
export function uncomparedWords(arm: ArmCosts): string | null {
  if (isPriced(arm)) return null
  if (arm.n + arm.unknown === 0) {
    return arm.failed === 0
      ? 'no answer is on record'
      : `no answer: it failed on ${arm.failed === 1 ? 'the one question' : `all ${count(arm.failed)} questions`} that it was asked`
  }
  return `${arm.gaps.map(gapWords).join('; ')}. So it is not compared by what it costs`
}

function gapWords({ reason, answers }: CostGap): string {
  const of = counted(answers, 'answer')
  switch (reason) {
    case 'from-elsewhere':
      return `${of} came from a file, a person or another arm, and what they cost is not on record: state it in economics.yaml under arms, or, where the file counts tokens, the price of the model under prices`
    case 'no-price':
      return `nobody knows the price of the model of ${of}: state it in economics.yaml under prices`
    case 'no-search-fee':
      return `${of} searched, and a search has no known fee: state perSearch in economics.yaml under prices`
    case 'no-usage':
      return `the provider counted no tokens for ${of}: state what an answer costs in economics.yaml under arms`
  }
}

/** Calls and questions that the cost of an arm leaves out; empty where there are none. */
export function leftOutWords({ failed, untold, n, unknown }: ArmCosts): readonly string[] {
  return [
    ...(failed === 0 || n + unknown === 0 ? [] : [`failed on ${counted(failed, 'question')}, left out`]),
    ...(untold === 0
      ? []
      : [`${counted(untold, 'call')} brought nothing and counted nothing; what they cost is left out`]),
  ]
}

/** Rates, source and days of a price. */
export function priceWords({ kind, source, date, rates, days }: ArmPrice): string {
  const known = rates.map((rate) => {
    const { longContext: long } = rate
    return [
      ...(rates.length > 1 ? [`from ${rate.day}`] : []),
      `${dollarsExact(rate.inputPerMillion)} read and ${dollarsExact(rate.outputPerMillion)} written a million tokens`,
      ...told(rate.cachedInputPerMillion, 'from a cache'),
      ...told(rate.cacheWritePerMillion, 'to a cache'),
      ...told(rate.perSearch, 'a search'),
      ...told(rate.perRequest === 0 ? null : rate.perRequest, 'a call'),
      ...(long === null
        ? []
        : [
            `above ${count(long.above)} tokens ${dollarsExact(long.inputPerMillion)} and ${dollarsExact(long.outputPerMillion)}`,
          ]),
    ].join(', ')
  })
  const called =
    days === null
      ? []
      : [days.first === days.last ? `called ${days.first}` : `called ${days.first} to ${days.last}`]
  const read = date !== null && (kind === 'stated' || kind === 'repriced') ? [date] : []
  return [source, ...read, ...known, ...called].join('; ')
}

/** Where the frontier and the benefits go by different questions, a sentence that says so. */
export function sampleWords(
  measure: Measure,
  pairs: readonly { readonly questions: number }[],
): string | null {
  const others = [...new Set(pairs.map(({ questions }) => questions))].filter(
    (questions) => questions !== measure.sharedQuestions,
  )
  if (others.length === 0) return null
  return `The frontier goes by the ${count(measure.sharedQuestions)} questions that all priced arms share, a pair by those that both have (${others.map(count).join(', ')}): the same two arms can differ by other amounts in the two.`
}

function told(rate: number | null, unit: string): readonly string[] {
  return rate === null ? [] : [`${dollarsExact(rate)} ${unit}`]
}

/** A rate to its last digit: `$0.175`. */
function dollarsExact(rate: number): string {
  return `$${Number(rate.toPrecision(6))}`
}
