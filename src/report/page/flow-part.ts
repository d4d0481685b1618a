import { isolated } from '../escape.ts'
import { type FlowData, flowDiagram, flowWords } from '../figures/flow-diagram.ts'
import { count, counted } from '../format.ts'
import type { PageContext } from './context.ts'
import { renderFigure } from './parts.ts'
import { number, renderTable } from './table.ts'

/** How the study came to its marks, as trial reports draw it, and the second look at captured answers. */
export function flowPart(context: PageContext): string {
  const { flow, secondChecks } = context.results.data
  return [
    flow === null ? '' : flowFigure(context, flow),
    secondChecks === null ? '' : checksTable(context, secondChecks),
  ]
    .filter((part) => part !== '')
    .join('\n')
}

type Data = PageContext['results']['data']

function flowFigure(context: PageContext, flow: NonNullable<Data['flow']>): string {
  const { names, results } = context
  const { arms, excluded, ...rest } = flow
  const data: FlowData = {
    ...rest,
    arms: arms.map(({ arm, ...counts }) => ({
      label: arm === null ? 'All systems' : names.arm(arm),
      ...counts,
    })),
    systems: results.plan.arms.length,
    names: { undecided: 0, excluded },
    end: `${counted(results.data.marks, 'mark')} of planned outcomes analysed`,
  }
  return renderFigure(context, {
    title: 'Flow of the study',
    description: flowWords(data),
    caption: 'From questions to marks',
    draw: (frame) => flowDiagram(data, frame),
  })
}

function checksTable(context: PageContext, checks: NonNullable<Data['secondChecks']>): string {
  return renderTable(context, {
    caption: 'Captured answers checked by a second person',
    columns: ['Arm', { head: 'captured' }, { head: 'drawn' }, { head: 'checked' }, { head: 'differed' }],
    rows: checks.map(({ arm, captured, toCheck, checked, differed }) => ({
      head: isolated(context.names.arm(arm)),
      cells: [captured, toCheck, checked, differed].map((n) => number(count(n))),
    })),
    note: 'drawn: by the seed, a tenth; differed: the second person said that the answer is not what the page or the screenshot says, and the answer stands as it was captured',
  })
}
