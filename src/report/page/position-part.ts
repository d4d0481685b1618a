import type { Section } from '../../analysis/results-schema.ts'
import { isolated } from '../escape.ts'
import { positionEffect } from '../figures/position-effect.ts'
import { count, dash, interval, percent, pValue } from '../format.ts'
import { bounds, difference, measureOf, rangeNote } from '../measure.ts'
import { sectionName } from '../words.ts'
import type { PageContext } from './context.ts'
import { paragraph, renderFigure } from './parts.ts'
import { intervalCell, number, numberOr, renderTable } from './table.ts'

/** Whether the answer shown first was preferred, axis by axis; empty where the order shown is nowhere known. */
export function positionPart(context: PageContext): string {
  const { results, names } = context
  const known = results.sections.flatMap((section) =>
    section.position === null ? [] : [{ section, position: section.position }],
  )
  if (known.length === 0) return ''
  const name = (section: Section) => sectionName(results, names, section)
  const rows = known.map(({ section, position }) => ({
    label: name(section),
    firstShare: position.firstShare,
    interval: position.wilson95,
    decisive: position.decisive,
  }))
  return [
    '<section id="position">',
    '<h2>Order of presentation</h2>',
    paragraph(
      'Where the order is drawn at random for every comparison, a preference for the first or the second place widens the noise but favours no arm.',
    ),
    renderFigure(context, {
      title: 'Share of decisive marks that prefer the answer shown first',
      description: rows
        .map((row) => `${row.label}: ${percent(row.firstShare)} ${shareInterval(row.interval)}`)
        .join('; '),
      caption: `Decisive marks for the answer shown first${context.note('position')}`,
      draw: (frame) => positionEffect(rows, frame),
    }),
    renderTable(context, {
      caption: `First minus second place, ties in the denominator, points${context.note('position', 'standard-error')}`,
      columns: [
        'Axis',
        { head: 'decisive' },
        { head: 'first' },
        { head: 'p, exact' },
        { head: 'Difference' },
        { head: '95% interval' },
        { head: 'p' },
        { head: 'n' },
      ],
      rows: known.map(({ section, position }) => {
        const measure = measureOf(results, section.axis)
        return {
          head: isolated(name(section)),
          cells: [
            number(count(position.decisive)),
            numberOr(percent(position.firstShare), 'no decisive marks'),
            numberOr(pValue(position.exactP), null),
            numberOr(difference(measure, position.difference.estimate), null),
            intervalCell(bounds(measure, position.difference.ci95), null),
            numberOr(pValue(position.difference.p), null),
            number(count(position.difference.n)),
          ],
        }
      }),
      note: [
        'The exact test takes marks as independent; the difference has the clustered standard error',
        ...new Set(
          known.flatMap(({ section, position }) =>
            rangeNote(measureOf(results, section.axis), [position.difference.ci95]),
          ),
        ),
      ].join('; '),
    }),
    '</section>',
  ].join('\n')
}

function shareInterval(of: { readonly lower: number; readonly upper: number } | null): string {
  return of === null ? dash : interval({ lower: of.lower * 100, upper: of.upper * 100 }, 1)
}
