import { type MeasureResult, measureResults, type StudyResult, type Validation } from '../result.ts'
import type { Study } from '../study.ts'
import { aboveWithinNoise, verdictOf } from '../verdict.ts'
import { markdownTable, percent } from './table.ts'
import { wrapped } from './wrapped.ts'

interface Finding {
  readonly study: Study
  readonly words: string
  readonly measure: MeasureResult
}

/** The first part of the page: one row per study, then where the defaults fall short and by how much. */
export function summary(studies: readonly Study[], results: Validation): string {
  const pairs = studies.flatMap((study) => {
    const result = results.studies.find(({ id }) => id === study.id)
    return result === undefined ? [] : [{ study, result }]
  })
  const findings = pairs.flatMap(({ study, result }) => findingsOf(study, result))
  const count = (verdict: string) => findings.filter(({ measure }) => verdictOf(measure) === verdict).length
  return [
    `${findings.length} error rates of defaults were checked: ${count('holds')} hold, ${count('conservative')} are ` +
      `conservative, ${count('too many')} are too many.`,
    overview(pairs),
    neverTooMany(pairs, findings),
    '### Where a default makes too many errors',
    tooManyList(pairs, findings),
    '### Where a default is conservative',
    conservativeList(pairs, findings),
    '### Above the limit, but no more than chance allows',
    withinNoise(pairs, findings),
  ].join('\n\n')
}

function findingsOf(study: Study, result: StudyResult): Finding[] {
  return result.designs.flatMap((design) => {
    const words = design.group === null ? design.words : `${design.group}, ${design.words}`
    return measureResults(result, design)
      .filter(({ role, rate }) => role === 'default' && rate !== null)
      .map((measure) => ({ study, words, measure }))
  })
}

type Pair = { readonly study: Study; readonly result: StudyResult }

function overview(pairs: readonly Pair[]): string {
  const rows = pairs.flatMap(({ study, result }) => {
    const names = [...new Set(findingsOf(study, result).map(({ measure }) => measure.name))]
    return names.map((name, place) => {
      const own = findingsOf(study, result).filter(({ measure }) => measure.name === name)
      const rates = own.map(({ measure }) => measure.rate ?? 0)
      const verdicts = (word: string) =>
        String(own.filter(({ measure }) => verdictOf(measure) === word).length)
      return [
        place === 0 ? study.title : '',
        place === 0 ? `\`${study.method}\`` : '',
        name,
        percent(own[0]?.measure.nominal ?? null),
        percent(Math.min(...rates)),
        percent(rates.reduce((sum, rate) => sum + rate, 0) / rates.length),
        percent(Math.max(...rates)),
        verdicts('holds'),
        verdicts('conservative'),
        verdicts('too many'),
      ]
    })
  })
  const numbers = ['promised', 'lowest', 'mean', 'highest', 'holds', 'conservative', 'too many']
  return markdownTable(
    [
      ...['setting', 'method', 'error of'].map((heading) => ({ heading, align: 'left' }) as const),
      ...numbers.map((heading) => ({ heading, align: 'right' }) as const),
    ],
    rows,
  )
}

function neverTooMany(pairs: readonly Pair[], findings: readonly Finding[]): string {
  const clean = pairs.filter(
    ({ study }) =>
      !findings.some((finding) => finding.study.id === study.id && verdictOf(finding.measure) === 'too many'),
  )
  const titles = clean.map(({ study }) => study.title)
  return wrapped(`Settings in which no default makes too many errors in any design: ${titles.join('; ')}.`)
}

function tooManyList(pairs: readonly Pair[], findings: readonly Finding[]): string {
  const items = perStudy(pairs, findings, 'too many', (study, own) => {
    const advice = study.advice === undefined ? '' : ` ${study.advice}`
    return `**${study.title}** (\`${study.method}\`): ${listed(own)}.${advice}`
  })
  return items.length === 0 ? 'Nowhere.' : items.join('\n')
}

function conservativeList(pairs: readonly Pair[], findings: readonly Finding[]): string {
  const items = perStudy(pairs, findings, 'conservative', (study, own) => {
    const byName = [...new Set(own.map(({ measure }) => measure.name))].map((name) => {
      const same = own.filter(({ measure }) => measure.name === name)
      const rates = same.map(({ measure }) => measure.rate ?? 0)
      const low = percent(Math.min(...rates))
      const high = percent(Math.max(...rates))
      const range = low === high ? `${low}%` : `${low} to ${high}%`
      return `${name} ${range} of ${percent(same[0]?.measure.nominal ?? null)}% (${same.length} ${same.length === 1 ? 'design' : 'designs'})`
    })
    return `**${study.title}**: ${byName.join('; ')}.`
  })
  return items.length === 0 ? 'Nowhere.' : items.join('\n')
}

function withinNoise(pairs: readonly Pair[], findings: readonly Finding[]): string {
  const above = findings.filter(({ measure }) => aboveWithinNoise(measure))
  const items = pairs.flatMap(({ study }) => {
    const own = above.filter((finding) => finding.study.id === study.id)
    return own.length === 0 ? [] : [wrapped(`- ${study.title}: ${listed(own)}.`, '  ')]
  })
  return items.length === 0 ? 'None.' : items.join('\n')
}

function perStudy(
  pairs: readonly Pair[],
  findings: readonly Finding[],
  verdict: string,
  words: (study: Study, own: readonly Finding[]) => string,
): string[] {
  return pairs.flatMap(({ study }) => {
    const own = findings.filter(
      (finding) => finding.study.id === study.id && verdictOf(finding.measure) === verdict,
    )
    return own.length === 0 ? [] : [wrapped(`- ${words(study, own)}`, '  ')]
  })
}

const mostListed = 8

/** The largest errors first; many are cut to the worst. */
function listed(findings: readonly Finding[]): string {
  const sorted = [...findings].sort(
    (one, other) =>
      (other.measure.rate ?? 0) / other.measure.nominal - (one.measure.rate ?? 0) / one.measure.nominal,
  )
  const words = sorted
    .slice(0, mostListed)
    .map(
      ({ words: at, measure }) =>
        `${percent(measure.rate)}% of ${percent(measure.nominal)}% (${measure.name}; ${at})`,
    )
  const rest = sorted.length - mostListed
  return words.join(', ') + (rest > 0 ? ` and ${rest} more` : '')
}
