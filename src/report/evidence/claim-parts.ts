import type { ClaimView } from '../../evidence/pages/claim-view.ts'
import { factorLabel } from '../../evidence/pages/design-factors.ts'
import type { ClaimStatus } from '../../evidence/status/claim-status.ts'
import { escapeText } from '../escape.ts'
import { dateWords } from '../figures/time-line.ts'
import { capitalised, listed } from '../format.ts'
import {
  accessWords,
  contrastWords,
  effectWords,
  factWords,
  figureWords,
  independenceWords,
  shortAccess,
  sizeWords,
} from './fact-words.ts'

/** What a status is called on a page, with a mark beside it. HTML. @param count How many claims have it, where that is told. */
export function statusMark({ name }: Pick<ClaimStatus, 'name'>, count: number | null = null): string {
  const style = name === 'not reproducible from public data' ? 'not-reproducible' : name.replaceAll(' ', '-')
  const words = count === null ? capitalised(name) : `${count} ${name}`
  return `<span class="status status-${style}">${words}</span>`
}

const kindWords = {
  result: 'Result',
  description: 'Description',
  opinion: 'Opinion',
  amplification: 'Repeats another claim; no evidence of its own',
} as const

/** Who says it, when, and what kind of claim it is. Plain text. */
export function whoSays({ claim, source }: ClaimView): string {
  const when = source.date === null ? 'undated' : dateWords(source.date)
  return `${source.title}, ${when} (${independenceWords[source.independence]}). ${kindWords[claim.kind]}.`
}

/** The effect in one line with its size and its mark; empty where the claim has none. Plain text. */
export function effectLine(view: ClaimView): string {
  const { effect } = view.claim
  if (effect === null) return ''
  const mark = effect.value.value === null ? '' : ` (${shortAccess[effect.value.access]})`
  return `${contrastWords(view)}: ${effectWords(effect)}; ${sizeWords(effect)}${mark}.`
}

/** All that the ledger knows of a claim, as label and value. Values are HTML. */
export function claimFacts(view: ClaimView): (readonly [string, string])[] {
  const { claim, source, status, outcome, study, systems } = view
  const text = (words: string) => escapeText(words)
  const versions = systems.map(
    ({ label, version }) =>
      `${label} (${version.value === null ? `version not known: ${version.reason}` : version.value})`,
  )
  const effect = effectLine(view)
  return [
    ['Who says it', sourceHtml(view)],
    ['Standing of the source', text(capitalised(independenceWords[source.independence]))],
    ['Status', `${statusMark(status)} ${text(status.because)}`],
    ['How it is known', text(capitalised(accessWords[claim.access]))],
    ...(study === null ? [] : [['Rests on', text(study)] as const]),
    ...(versions.length === 0 ? [] : [['Systems and versions', text(listed(versions))] as const]),
    ...(outcome === null ? [] : [['Outcome', text(outcome.label)] as const]),
    ...(effect === '' ? [] : [['Effect', text(effect)] as const]),
    ...(claim.effect === null ? [] : [['Margin', text(marginWords(claim.effect.margin))] as const]),
    ...claim.figures.map((figure) => ['Figure', text(figureHtmlWords(figure, view))] as const),
    ...(claim.factor === null ? [] : [['Measures what this does', text(factorLabel(claim.factor))] as const]),
    ...(study === null
      ? []
      : view.factors.map(({ factor, fact }) => [factorLabel(factor), factHtml(fact)] as const)),
    ...(claim.note === undefined ? [] : [['Note', text(claim.note)] as const]),
  ]
}

function figureHtmlWords(figure: ClaimView['claim']['figures'][number], view: ClaimView): string {
  const mark =
    figure.value.value === null ? `not known: ${figure.value.reason}` : shortAccess[figure.value.access]
  return `${figureWords(figure, view)} (${mark})`
}

function marginWords(margin: NonNullable<ClaimView['claim']['effect']>['margin']): string {
  return margin.value === null
    ? `None known: ${margin.reason}`
    : `${margin.value} (${shortAccess[margin.access]})`
}

/** A fact with its mark; what is not known is quiet. HTML. */
export function factHtml(fact: ClaimView['factors'][number]['fact']): string {
  if (fact.value === null) return `<span class="quiet">${escapeText(factWords(fact))}</span>`
  return `${escapeText(capitalised(fact.value))} <span class="quiet">(${shortAccess[fact.access]})</span>`
}

/** The source with its link, authors and date. HTML. */
export function sourceHtml({ source }: Pick<ClaimView, 'source'>): string {
  const title = escapeText(source.title)
  const linked =
    source.link === null ? title : `<a href="${escapeText(source.link)}" rel="noreferrer">${title}</a>`
  const authors = source.authors.length === 0 ? '' : `${escapeText(listed(source.authors))}. `
  const when = source.date === null ? 'undated' : dateWords(source.date)
  return `${authors}${linked}, ${when}`
}

/** Label and value one under another. HTML. */
export function factList(facts: readonly (readonly [string, string])[]): string {
  const rows = facts.map(([label, value]) => `<div><dt>${escapeText(label)}</dt><dd>${value}</dd></div>`)
  return `<dl class="facts">${rows.join('')}</dl>`
}
