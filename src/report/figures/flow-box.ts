import { count } from '../format.ts'
import { wrapLabel } from './label.ts'
import { line, lineHeight, polygon, rect, text, textLines } from './svg.ts'

/** A box of a flow diagram: a number, what it counts, and what it is made of. */
export interface FlowBox {
  readonly title: string
  /** Null where the box says words alone. */
  readonly n: number | null
  readonly parts: readonly { readonly words: string; readonly n: number }[]
  /** Sentences below the parts. */
  readonly words: readonly string[]
}

export interface DrawnBox {
  readonly body: string
  readonly height: number
}

const padding = 10
/** Bold letters are wider than those that widths are estimated for; small bold ones are about as wide. */
const boldShare = 0.9
/** Room that a number of six digits takes at the right of its line. */
const numberRoom = 62

/** Draws a box with its upper left corner at a place. @param kind `side` for what leaves the flow. */
export function flowBox(
  box: FlowBox,
  x: number,
  y: number,
  width: number,
  kind: 'main' | 'side' | 'arm',
): DrawnBox {
  const inner = width - 2 * padding
  const right = x + width - padding
  const body: string[] = []
  let baseline = y + padding + 12
  const room = (box.n === null ? inner : inner - numberRoom) * (kind === 'arm' ? 1 : boldShare)
  const lines = wrapLabel(box.title, room, 3)
  body.push(textLines(x + padding, baseline, lines, `start bold label${kind === 'arm' ? ' small' : ''}`))
  if (box.n !== null) body.push(text(right, baseline, count(box.n), 'end bold'))
  baseline += lines.length * lineHeight
  for (const { words, n } of box.parts) {
    // Names of sources and reasons; long ones lose their middle.
    const [short = ''] = wrapLabel(words, inner - (kind === 'arm' ? 28 : numberRoom), 1)
    const quiet = n === 0 ? ' muted' : ''
    body.push(text(x + padding, baseline, short, `small start label${quiet}`))
    body.push(text(right, baseline, count(n), `small end${quiet}`))
    baseline += lineHeight
  }
  for (const sentence of box.words) {
    const wrapped = wrapLabel(sentence, inner, 4)
    body.push(textLines(x + padding, baseline, wrapped, 'small start muted'))
    baseline += wrapped.length * lineHeight
  }
  const height = baseline - lineHeight + padding - y
  return { body: rect(x, y, width, height, `flow-${kind}`) + body.join(''), height }
}

/** An arrow down. */
export function arrowDown(x: number, from: number, to: number): string {
  return line(x, from, x, to - 5, 'flow-line') + head(x, to, 'down')
}

/** An arrow to the right. */
export function arrowRight(from: number, to: number, y: number): string {
  return line(from, y, to - 5, y, 'flow-line') + head(to, y, 'right')
}

function head(x: number, y: number, towards: 'down' | 'right'): string {
  return towards === 'down'
    ? polygon(
        [
          [x - 4, y - 7],
          [x + 4, y - 7],
          [x, y],
        ],
        'flow-head',
      )
    : polygon(
        [
          [x - 7, y - 4],
          [x - 7, y + 4],
          [x, y],
        ],
        'flow-head',
      )
}
