import type { Results } from '../../analysis/results-schema.ts'
import { escapeText } from '../escape.ts'
import { count, decimal, percent, pValue } from '../format.ts'
import type { PageContext } from './context.ts'
import { paragraph } from './parts.ts'
import { type Cell, html, number, numberOr, type Row, renderTable } from './table.ts'

type Looks = NonNullable<Results['looks']>
type Bound = Looks['last']['bounds'][number]

const noBound = 'nothing can be spent so early'

/** The looks of a review that was blind until its end, hypothesis by hypothesis; empty where one was planned and taken. */
export function looksPart(context: PageContext): string {
  const { looks, plan, verdicts } = context.results
  if (looks === null || (looks.taken.length === 0 && plan.look.of === 1)) return ''
  const rows = looks.last.bounds.flatMap(({ hypothesis }) => {
    const verdict = verdicts.find((one) => one.hypothesis.id === hypothesis)
    const group = escapeText(`Hypothesis ${hypothesis}`)
    return [
      ...looks.taken.map((look): Row => {
        const outcome = look.outcomes.find((one) => one.hypothesis === hypothesis)
        const said = outcome === undefined ? 'not asked' : outcome.crossed ? 'crossed' : 'not crossed'
        return {
          group,
          head: `Look ${look.number}`,
          cells: [
            html(day(look.at)),
            ...shares(look, look.planned),
            ...bound(look.bounds, hypothesis),
            html(said),
          ],
        }
      }),
      {
        group,
        head: 'Last look',
        strong: true,
        cells: [
          html('this report'),
          ...shares(looks.last, 1),
          ...bound(looks.last.bounds, hypothesis),
          html(escapeText(verdict?.verdict ?? '')),
        ],
      },
    ]
  })
  return [
    '<h3 id="looks">Looks</h3>',
    paragraph(
      looks.taken.length === 0
        ? 'No look was taken before the last one, so nothing of alpha was spent before it.'
        : 'Looks before the last one were taken while arms had letters, and told of each hypothesis only whether its boundary was crossed.',
    ),
    renderTable(context, {
      caption: `Planned looks and their boundaries${context.note('look')}`,
      columns: [
        'Look',
        { head: 'taken', words: true },
        { head: 'marks' },
        { head: 'planned at' },
        { head: 'taken at' },
        { head: 'boundary z' },
        { head: 'as p' },
        { head: 'said', words: true },
      ],
      rows,
      note: 'Marks: those that answer the hypotheses, of all that the review was to bring. Boundaries stand at each hypothesis’s own alpha, before its family is adjusted for; of |z| where it is two-sided',
    }),
  ].join('\n')
}

function shares({ marks, due }: Looks['last'] | Looks['taken'][number], planned: number | null): Cell[] {
  return [
    number(`${count(marks)} of ${count(due)}`),
    numberOr(percent(planned, 0), 'the plan has no such look any more'),
    numberOr(percent(due === 0 ? null : marks / due), 'the review had no such marks'),
  ]
}

function bound(bounds: readonly Bound[], hypothesis: string): Cell[] {
  const own = bounds.find((one) => one.hypothesis === hypothesis)
  return [
    numberOr(decimal(own?.z ?? null, 3), noBound),
    numberOr(own?.z == null ? decimal(null, 0) : pValue(own.p), noBound),
  ]
}

/** `2026-11-25`, in UTC. */
function day(at: string): string {
  return escapeText(at.slice(0, 10))
}
