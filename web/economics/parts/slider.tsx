import { useId } from 'react'
import type { Figure } from '../../../src/economics/assumptions/figure.ts'
import {
  type FigureId,
  type FigureKind,
  figureNames,
} from '../../../src/economics/assumptions/figure-names.ts'
import { accessWords, valueWords } from '../../../src/report/figures/economics/economics-words.ts'

interface Props {
  readonly id: FigureId
  readonly figure: Figure
  readonly value: number
  readonly move: (value: number) => void
}

/** One figure: its value, a slider over its range, and where the default comes from. */
export function Slider({ id, figure, value, move }: Props) {
  const field = useId()
  const { label, unit, kind } = figureNames[id]
  const words = valueWords(kind, value)
  const step = stepOf(kind, figure)
  return (
    <div className="slider">
      <label htmlFor={field}>{label}</label>
      <output htmlFor={field}>
        {words} <span className="unit">{unit}</span>
      </output>
      <input
        id={field}
        type="range"
        min={figure.low}
        max={figure.high}
        step="any"
        value={value}
        aria-valuetext={`${words} ${unit}`}
        aria-describedby={`${field}-source`}
        onChange={(event) => move(rounded(Number(event.target.value), step, figure))}
        onKeyDown={(event) => {
          const way = directions[event.key]
          if (way === undefined) return
          event.preventDefault()
          move(rounded(value + way * step, step, figure))
        }}
      />
      <p id={`${field}-source`} className="source">
        <span className={figure.access === 'assumption' ? 'mark assumed' : 'mark'}>
          {accessWords[figure.access]}
        </span>{' '}
        {value === figure.value ? '' : `moved from ${valueWords(kind, figure.value)}; `}
        {figure.source.replace(/^Assumption: /, '')}
        {figure.access === 'assumption' ? '' : ` (${figure.date})`}
      </p>
    </div>
  )
}

const directions: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: 10,
  PageDown: -10,
}

const steps = [1, 2, 5, 10]

/** About two hundred steps over the range, each of them round. */
function stepOf(kind: FigureKind, { low, high }: Figure): number {
  if (kind === 'share') return 0.01
  const wanted = Math.max(high - low, 1e-9) / 200
  const size = Number(`1e${Math.floor(Math.log10(wanted))}`)
  const step = size * (steps.find((one) => one * size >= wanted) ?? 10)
  if (kind === 'minutes') return Math.max(0.5, step)
  return kind === 'usd' ? step : Math.max(1, Math.round(step))
}

/** The nearest multiple of the step inside the range; the ends are reached. */
function rounded(value: number, step: number, { low, high }: Figure): number {
  if (value >= high - step / 2) return high
  if (value <= low + step / 2) return low
  return Number((Math.round(value / step) * step).toPrecision(12))
}
