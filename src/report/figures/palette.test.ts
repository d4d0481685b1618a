import { describe, expect, it } from 'vitest'
import { darkPalette, lightPalette, type Palette } from './palette.ts'

/** Relative luminance and contrast ratio as WCAG 2.2 defines them. */
function luminance(colour: readonly number[]): number {
  const [r = 0, g = 0, b = 0] = colour.map((value) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: readonly number[], b: readonly number[]): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}

const rgb = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))

/** A colour at some opacity on another. */
const over = (top: string, bottom: string, opacity: number) =>
  rgb(top).map((value, index) => value * opacity + (rgb(bottom)[index] ?? 0) * (1 - opacity))

describe.each([
  ['light', lightPalette],
  ['dark', darkPalette],
] satisfies [string, Palette][])('the %s palette', (_name, palette) => {
  it('measures black on white as 21', () => {
    expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 10)
  })

  it('keeps text at 4.5:1 on the paper and on marked rows', () => {
    for (const colour of [palette.ink, palette.muted, palette.accent, palette.strongLoss]) {
      expect(contrast(rgb(colour), rgb(palette.paper))).toBeGreaterThanOrEqual(4.5)
      expect(contrast(rgb(colour), rgb(palette.faint))).toBeGreaterThanOrEqual(4.5)
    }
  })

  it('keeps the numbers of the pairwise matrix at 4.5:1 on its strongest cells', () => {
    for (const side of [palette.strongWin, palette.strongLoss]) {
      expect(contrast(rgb(palette.ink), over(side, palette.paper, 0.34))).toBeGreaterThanOrEqual(4.5)
    }
  })

  it('keeps bars at 3:1 on the paper; ties have an outline of the muted colour', () => {
    for (const colour of [palette.strongLoss, palette.loss, palette.win, palette.strongWin, palette.muted]) {
      expect(contrast(rgb(colour), rgb(palette.paper))).toBeGreaterThanOrEqual(3)
    }
  })
})
