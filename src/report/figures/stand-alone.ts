import { figureStyle } from './figure-style.ts'
import { darkPalette, lightPalette, paletteDeclarations } from './palette.ts'

/** The figure as a file that needs no page: with its style, and colours that follow light and dark. */
export function standAlone(svg: string): string {
  return svg.replace('<title', `<style>${style}</style><title`)
}

const style = `.figure-svg {
${paletteDeclarations(lightPalette)}
}
@media (prefers-color-scheme: dark) { .figure-svg {
${paletteDeclarations(darkPalette)}
} }
.figure-svg { background: var(--paper); }
${figureStyle}`
