import type { ForestAxis } from './forest-axis.ts'
import type { Bounds, MetaForestStudy, MetaForestSummary } from './meta-forest.ts'
import { line, polygon, rect, text } from './svg.ts'

const largestSquare = 16

/** A square as large as the weight on the study's own interval. */
export function studyMarks(
  { estimate, interval, weight }: MetaForestStudy,
  middle: number,
  scale: ForestAxis,
): string {
  const side = Math.max(4, largestSquare * Math.sqrt(weight / 100))
  return (
    line(scale.at(interval.lower), middle, scale.at(interval.upper), middle, 'whisker') +
    rect(scale.at(estimate) - side / 2, middle - side / 2, side, side, 'bar') +
    beyondMarks(interval, middle, scale)
  )
}

/** The diamond from one end of the interval to the other. */
export function summaryMarks(
  { estimate, interval }: MetaForestSummary,
  middle: number,
  scale: ForestAxis,
): string {
  const ends = interval ?? { lower: estimate, upper: estimate }
  const corners = [
    [scale.at(ends.lower), middle],
    [scale.at(estimate), middle - 7],
    [scale.at(ends.upper), middle],
    [scale.at(estimate), middle + 7],
  ] as const
  return polygon(corners, 'mean') + beyondMarks(ends, middle, scale)
}

/** The dashed bar of what a new study may show. */
export function predictionMarks(prediction: Bounds, middle: number, scale: ForestAxis): string {
  return (
    line(scale.at(prediction.lower), middle, scale.at(prediction.upper), middle, 'margin') +
    beyondMarks(prediction, middle, scale)
  )
}

/** Arrows where an interval goes on beyond the axis; its numbers stand beside it. */
function beyondMarks({ lower, upper }: Bounds, y: number, scale: ForestAxis): string {
  return [lower, upper]
    .map((limit, end) =>
      scale.beyond(limit)
        ? text(scale.at(limit) + (end === 0 ? -4 : 4), y + 4, end === 0 ? '‹' : '›', 'middle')
        : '',
    )
    .join('')
}
