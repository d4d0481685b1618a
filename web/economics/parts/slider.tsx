import { useId } from 'react'
import type { Figure } from '../../../src/economics/assumptions/figure.ts'
import { type FigureId, figureNames } from '../../../src/economics/assumptions/figure-names.ts'
import {
  accessWords,
  quantityWords,
  unitWords,
} from '../../../src/report/figures/economics/economics-words.ts'
import type { FigureSource } from '../state/use-economics.ts'
import { NumberField } from './number-field.tsx'

interface Props {
  readonly id: FigureId
  readonly figure: Figure
  /** Where the value at hand comes from; null where it was moved. */
  readonly source: FigureSource
  readonly value: number
  /** Why moving it would change nothing; null where it does. */
  readonly idle: string | null
  readonly move: (value: number) => void
}

/** One figure: its value to type and a slider over its range, and where it comes from. The field takes any legal value. */
export function Slider({ id, figure, source, value, idle, move }: Props) {
  const field = useId()
  const { label, kind } = figureNames[id]
  const words = quantityWords(id, value)
  const step = stepOf(id, figure)
  const rounded = (wanted: number) => nearest(wanted, step, figure)
  return (
    <div className="slider">
      <label htmlFor={field}>{label}</label>
      <span className="typed">
        {kind === 'usd' && <span aria-hidden="true">$</span>}
        <NumberField
          id={id}
          value={value}
          disabled={idle !== null}
          describedBy={`${field}-source`}
          move={move}
        />
        <span className="unit">{`${kind === 'share' ? '% ' : ''}${unitWords(id, value)}`}</span>
      </span>
      <input
        id={field}
        type="range"
        min={Math.min(figure.low, value)}
        max={Math.max(figure.high, value)}
        step="any"
        value={value}
        disabled={idle !== null}
        aria-valuetext={words}
        aria-describedby={`${field}-source`}
        onChange={(event) => move(rounded(Number(event.target.value)))}
        onKeyDown={(event) => {
          const way = directions[event.key]
          if (way === undefined) return
          event.preventDefault()
          move(rounded(value + way * step))
        }}
      />
      <p id={`${field}-source`} className="source">
        {idle !== null && `${idle} `}
        {source === null ? (
          <>
            <span className="mark assumed">yours</span> moved here from {quantityWords(id, figure.value)},
            which is {accessWords[figure.access]} ({figure.date})
          </>
        ) : (
          <>
            <span className={source.access === 'assumption' ? 'mark assumed' : 'mark'}>
              {accessWords[source.access]}
            </span>{' '}
            {source.source.replace(/^Assumption: /, '')} ({source.date})
          </>
        )}
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

/** About two hundred steps over the range, each of them round; whole ones of what comes only whole. */
function stepOf(id: FigureId, { low, high }: Figure): number {
  const { kind } = figureNames[id]
  if (kind === 'share') return 0.01
  const wanted = Math.max(high - low, 1e-9) / 200
  const size = Number(`1e${Math.floor(Math.log10(wanted))}`)
  const step = size * (steps.find((one) => one * size >= wanted) ?? 10)
  if (kind === 'minutes') return Math.max(0.5, step)
  return kind === 'usd' ? step : Math.max(1, Math.round(step))
}

/** The nearest multiple of the step inside the range; the ends are reached. */
function nearest(value: number, step: number, { low, high }: Figure): number {
  if (value >= high - step / 2) return high
  if (value <= low + step / 2) return low
  return Number((Math.round(value / step) * step).toPrecision(12))
}
