import { describe, expect, it } from 'vitest'
import golden from '../../../../test/golden/economics.json' with { type: 'json' }
import { assumptionsOf } from '../../../economics/assumptions/assumptions.ts'
import { economicsOf, usualChoices } from '../../../economics/economics.ts'
import { studyCosts } from '../../../economics/study/study-costs.ts'
import {
  acceptabilityFigure,
  costFigure,
  frontierFigure,
  profitFigure,
  tornadoFigure,
} from './economics-figures.ts'

const assumptions = assumptionsOf(null)
const study = studyCosts(
  {
    id: 's',
    title: 'S',
    sample: true,
    blind: false,
    arms: ['a', 'b'].map((id) => ({
      id,
      label: `System <${id}>`,
      calls: 'paid' as const,
      reference: null,
      model: null,
    })),
    slots: [...new Map(golden.rows.map((row) => [`${row.question}${row.arm}`, row])).values()].map((row) => ({
      item: row.question,
      arm: row.arm,
      status: 'answered' as const,
      calls: [
        {
          status: 'answered' as const,
          usd: row.usd,
          inputTokens: 10,
          cachedInputTokens: null,
          cacheWriteTokens: null,
          outputTokens: 10,
          searches: null,
          model: null,
          day: '2026-11-20',
        },
      ],
      seconds: null,
    })),
    unanswered: new Map(),
    qualities: [
      {
        id: 'acceptable',
        label: 'Act',
        unit: 'acceptable answer',
        marks: golden.rows.map(({ question: item, arm, reviewer, value }) => ({
          item,
          arm,
          reviewer,
          value,
        })),
      },
    ],
    resamples: 200,
    seed: 1,
  },
  assumptions,
)
const economics = economicsOf(assumptions, study, usualChoices(study))
const [measure] = study.measures
if (measure === undefined) throw new Error('the study has a measure')

const [saving] = economics.options.savings

const figures = {
  frontier: frontierFigure(study, measure),
  acceptability: acceptabilityFigure(study, measure, economics.benefits, 1),
  costs: costFigure(economics),
  tornado: saving === undefined ? null : tornadoFigure(saving, assumptions),
  profit: profitFigure('p', 'Profit', economics.profit[0]?.years ?? []),
}

/** Every place in a drawing. */
function places(svg: string): { readonly x: number[]; readonly y: number[] } {
  const read = (pattern: RegExp) => [...svg.matchAll(pattern)].map((found) => Number(found[1]))
  const points = [...svg.matchAll(/points="([^"]+)"/g)].flatMap(([, path = '']) =>
    path.split(' ').map((point) => point.split(',').map(Number)),
  )
  return {
    x: [...read(/\b(?:x1|x2|cx|x)="([^"]+)"/g), ...points.map(([x = 0]) => x)],
    y: [...read(/\b(?:y1|y2|cy|y)="([^"]+)"/g), ...points.map(([, y = 0]) => y)],
  }
}

describe.each(Object.entries(figures))('the figure %s', (name, figure) => {
  it.each([
    ['wide', 720],
    ['narrow', 320],
  ] as const)('stays inside its frame, %s, and says in words what it shows', (layout, width) => {
    const svg = figure?.[layout] ?? ''
    expect(svg).toContain(`viewBox="0 0 ${width} `)
    expect(svg).not.toMatch(/NaN|undefined|Infinity|null|<a>|<b>/)
    const height = Number(/viewBox="0 0 \d+ ([\d.]+)"/.exec(svg)?.[1])
    const { x, y } = places(svg)
    expect(Math.min(...x)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...x)).toBeLessThanOrEqual(width)
    expect(Math.min(...y)).toBeGreaterThanOrEqual(-1)
    expect(Math.max(...y)).toBeLessThanOrEqual(height + 1)
    expect(figure?.words).toMatch(/\$|%/)
    const measured = name === 'frontier' || name === 'acceptability'
    expect(svg).toContain(measured ? 'SAMPLE, SIMULATED MARKS' : 'ASSUMPTIONS, NO MEASUREMENT')
  })
})

describe('frontierFigure', () => {
  it('puts the cheaper arm to the left and the better one above', () => {
    const spots = [...(figures.frontier?.wide ?? '').matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].map(
      (spot) => ({
        x: Number(spot[1]),
        y: Number(spot[2]),
      }),
    )
    const [a, b] = spots
    expect((b?.x ?? 0) < (a?.x ?? 0)).toBe(true)
    expect((a?.y ?? 0) < (b?.y ?? 0)).toBe(true)
  })
})
