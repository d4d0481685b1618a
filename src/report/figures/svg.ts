import { escapeText } from '../escape.ts'

/** What every figure needs besides its data. */
export interface FigureFrame {
  /** Unique in the document; letters, digits and hyphens. */
  readonly id: string
  readonly title: string
  /** What the figure shows, numbers included, for those who cannot see it. */
  readonly description: string
  /** `wide` is laid out for a page, `narrow` for a phone or 400 % zoom. */
  readonly layout: Layout
  /** Writes SAMPLE into the figure, so that it stays there when the figure is cut out. */
  readonly sample: boolean
  /** What is written in place of SAMPLE, SIMULATED MARKS; also where there is no sample. */
  readonly stamp?: string
  /** Empty space around a figure that stands alone; 0 when left out. */
  readonly pad?: number
}

export type Layout = 'wide' | 'narrow'

/** Width in user units, one of which is a CSS pixel at the size a figure is drawn for. */
export const layoutWidth: Readonly<Record<Layout, number>> = { wide: 720, narrow: 320 }

/** Distance from one line of text to the next. */
export const lineHeight = 16

/** A complete SVG element around the body. @param height In user units, the SAMPLE line not included. */
export function figureSvg(frame: FigureFrame, height: number, body: readonly string[]): string {
  const width = layoutWidth[frame.layout]
  const stamp = frame.stamp ?? (frame.sample ? 'SAMPLE, SIMULATED MARKS' : '')
  const top = stamp === '' ? 0 : lineHeight
  const mark = stamp === '' ? [] : [text(width, 11, stamp, 'end small sample-mark')]
  const total = height + top
  const pad = frame.pad ?? 0
  const box = [-pad, -pad, width + 2 * pad, total + 2 * pad].map(round)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="figure-svg" viewBox="${box.join(' ')}"`,
    ` width="${box[2]}" height="${box[3]}" role="img" aria-labelledby="${frame.id}-title ${frame.id}-desc">`,
    `<title id="${frame.id}-title">${escapeText(frame.sample ? `Sample: ${frame.title}` : frame.title)}</title>`,
    `<desc id="${frame.id}-desc">${escapeText(frame.description)}</desc>`,
    ...mark,
    top === 0 ? body.join('') : `<g transform="translate(0 ${top})">${body.join('')}</g>`,
    '</svg>',
  ].join('')
}

export function text(x: number, y: number, content: string, classes: string): string {
  return `<text x="${round(x)}" y="${round(y)}" class="${classes}">${escapeText(content)}</text>`
}

/** Lines of text under one another, the first with its baseline at `y`. */
export function textLines(x: number, y: number, lines: readonly string[], classes: string): string {
  return lines.map((line, index) => text(x, y + index * lineHeight, line, classes)).join('')
}

export function line(x1: number, y1: number, x2: number, y2: number, classes: string): string {
  return `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" class="${classes}"/>`
}

/** @param title Shown when the pointer rests on it; empty for none. */
export function rect(
  x: number,
  y: number,
  width: number,
  height: number,
  classes: string,
  title = '',
  opacity = 1,
): string {
  const fade = opacity === 1 ? '' : ` fill-opacity="${round(opacity)}"`
  const shape = `<rect x="${round(x)}" y="${round(y)}" width="${round(Math.max(0, width))}" height="${round(height)}" class="${classes}"${fade}`
  return title === '' ? `${shape}/>` : `${shape}><title>${escapeText(title)}</title></rect>`
}

export function circle(x: number, y: number, radius: number, classes: string): string {
  return `<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}" class="${classes}"/>`
}

/** A line through points, which are `[x, y]`. */
export function polyline(points: readonly (readonly [number, number])[], classes: string): string {
  const path = points.map((point) => point.map(round).join(',')).join(' ')
  return `<polyline points="${path}" class="${classes}"/>`
}

/** A filled shape by its corners, which are `[x, y]`. */
export function polygon(corners: readonly (readonly [number, number])[], classes: string): string {
  const path = corners.map((corner) => corner.map(round).join(',')).join(' ')
  return `<polygon points="${path}" class="${classes}"/>`
}

/** A square on its corner. */
export function diamond(x: number, y: number, radius: number, classes: string, title: string): string {
  const points = [
    [x, y - radius],
    [x + radius, y],
    [x, y + radius],
    [x - radius, y],
  ]
  const path = points.map((point) => point.map(round).join(',')).join(' ')
  return `<polygon points="${path}" class="${classes}"><title>${escapeText(title)}</title></polygon>`
}

/** Two decimals are finer than any screen. */
function round(value: number): number {
  return Math.round(value * 100) / 100 + 0
}
