import type { Section } from '../../analysis/results-schema.ts'
import { isolated } from '../escape.ts'
import { capitalised, count, dash, decimal } from '../format.ts'
import { measureOf } from '../measure.ts'
import type { PageContext } from './context.ts'
import { type Column, number, numberOr, renderTable } from './table.ts'

/** Means or log worths of the arms, and the ranks that the data leave possible. */
export function armTable(context: PageContext, section: Section): string {
  const { results, names } = context
  const measure = measureOf(results, section.axis)
  const pairwise = section.form === 'pairwise'
  const why = section.davidson?.undefinedBecause ?? null
  const columns: Column[] = [
    { head: 'marks' },
    ...(pairwise
      ? [{ head: `log worth${context.note('davidson')}` }, { head: 'standard error' }]
      : [{ head: 'mean of given marks' }]),
    { head: `ranks possible${context.note('ranks')}` },
  ]
  const { davidson } = section
  const fit =
    davidson === null || davidson.undefinedBecause !== null
      ? []
      : [
          `log tie parameter ${decimal(davidson.logNu, 2)}`,
          `log-likelihood ${decimal(davidson.logLikelihood, 1)}`,
          davidson.position === null
            ? 'order shown not known'
            : `effect of standing first ${decimal(davidson.position, 2)} (standard error ${decimal(davidson.positionSe, 2)})`,
        ]
  const refusals = pairwise
    ? section.refusals === 0
      ? []
      : ['pairs with a refusal were shown to nobody and are not in the model']
    : ['means are of given marks, refusals left out, while contrasts follow the refusal rule']
  const notes = [...fit, ...refusals]
  return renderTable(context, {
    caption: pairwise ? 'Arms on one scale' : 'Mean marks of the arms',
    columns: ['Arm', ...columns],
    rows: section.arms.map((arm) => ({
      head: isolated(names.arm(arm.arm)),
      cells: [
        number(count(arm.n)),
        ...(pairwise
          ? [numberOr(decimal(arm.logWorth, 2), why), numberOr(decimal(arm.logWorthSe, 2), null)]
          : [numberOr(measure.meanMark(arm.mean), 'no marks')]),
        numberOr(
          rankWords(arm.ranks),
          pairwise ? (why ?? 'no test between arms') : 'ranks are not computed for this form',
        ),
      ],
    })),
    ...(notes.length === 0 ? {} : { note: capitalised(notes.join('; ')) }),
  })
}

/** `1 to 3`, or `2`. */
export function rankWords(ranks: { readonly lower: number; readonly upper: number } | null): string {
  if (ranks === null) return dash
  return ranks.lower === ranks.upper ? String(ranks.lower) : `${ranks.lower} to ${ranks.upper}`
}
