import { type TrueComparison, trueComparisons, trueMarks } from './true-values.ts'

const defaultDraws = 100_000

/** The truth as Markdown tables, the part of the sample's README between its two marks. */
export function truthText(draws: number = defaultDraws): string {
  const comparisons = trueComparisons(draws)
  const lines = [
    '| axis | rendering | pair | first better | no difference | second better | win difference | with refusals as losses | win rate with refusals |',
    '| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...comparisons.map(comparisonLine),
    '',
    '| arm | mean mark of its answers | mean with a refusal as 1 |',
    '| --- | ---: | ---: |',
    ...trueMarks(draws).map(
      ({ arm, mean, withRefusals }) => `| ${arm} | ${mean.toFixed(2)} | ${withRefusals.toFixed(2)} |`,
    ),
  ]
  return `${lines.join('\n')}\n`
}

function comparisonLine(row: TrueComparison): string {
  const cells = [
    row.axis,
    row.rendering,
    `${row.arm} v ${row.against}`,
    percent(row.win),
    percent(row.tie),
    percent(row.loss),
    points(row.winDifference),
    points(row.winDifferenceWithRefusals),
    percent((1 + row.winDifferenceWithRefusals) / 2),
  ]
  return `| ${cells.join(' | ')} |`
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`
}

function points(difference: number): string {
  const rounded = Math.round(100 * difference)
  return rounded > 0 ? `+${rounded}` : rounded < 0 ? `−${-rounded}` : '0'
}
