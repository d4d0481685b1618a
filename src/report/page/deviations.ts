import type { Deviation } from '../../protocol/deviations.ts'
import { escapeText, isolated } from '../escape.ts'
import { counted } from '../format.ts'

/** Every difference from the locked plan, under a heading of its own; empty where there is none. */
export function deviationList(deviations: readonly Deviation[]): string {
  if (deviations.length === 0) return ''
  const items = deviations.map(
    ({ kind, place, description }) =>
      `<li><span class="kind">${kind}</span> <code>${escapeText(place)}</code> ${isolated(description)}</li>`,
  )
  return [
    '<h3 id="deviations">Deviations from the locked plan</h3>',
    `<ul class="deviations">${items.join('')}</ul>`,
  ].join('\n')
}

/** A link to that list; empty where there is none. */
export function deviationLink(deviations: readonly Deviation[]): string {
  if (deviations.length === 0) return ''
  return ` <a href="#deviations">${counted(deviations.length, 'deviation')}</a>`
}
