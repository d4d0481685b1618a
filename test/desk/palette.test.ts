import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { darkPalette, lightPalette, paletteDeclarations } from '../../src/report/figures/palette.ts'

const sheet = readFileSync(new URL('../../web/house/palette.css', import.meta.url), 'utf8')

it.each([
  ['light', lightPalette],
  ['dark', darkPalette],
] as const)('the pages wear the %s colours of the report', (_, palette) => {
  for (const declaration of paletteDeclarations(palette).split('\n')) expect(sheet).toContain(declaration)
})
