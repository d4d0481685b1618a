/*
 * Colours of pages and figures. One accent; blue against ochre is told apart with every common colour
 * blindness. Text colours keep 4.5:1 and graphical ones 3:1 on the paper, in light and in dark.
 */

export interface Palette {
  readonly paper: string
  readonly ink: string
  readonly muted: string
  readonly rule: string
  readonly faint: string
  readonly accent: string
  readonly strongLoss: string
  readonly loss: string
  readonly tie: string
  readonly win: string
  readonly strongWin: string
}

export const lightPalette: Palette = {
  paper: '#fdfcf9',
  ink: '#1d1c1a',
  muted: '#5c5850',
  rule: '#d9d4c8',
  faint: '#f4f1ea',
  accent: '#1b4f82',
  strongLoss: '#8a4300',
  loss: '#c97f26',
  tie: '#e4e0d6',
  win: '#5b93c7',
  strongWin: '#174a7c',
}

export const darkPalette: Palette = {
  paper: '#15171a',
  ink: '#e9e6df',
  muted: '#aca89f',
  rule: '#3b3d41',
  faint: '#1e2125',
  accent: '#8dbbee',
  strongLoss: '#f0b566',
  loss: '#a8691c',
  tie: '#33363b',
  win: '#4a7fb8',
  strongWin: '#a5cdf7',
}

/** Custom properties of a palette, one declaration a line. */
export function paletteDeclarations(palette: Palette): string {
  return Object.entries(palette)
    .map(
      ([name, colour]) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}: ${colour};`,
    )
    .join('\n')
}
