import names from 'color-name'

/** Red, green and blue from 0 to 255, and how much of it covers what is behind, from 0 to 1. */
export type Colour = readonly [red: number, green: number, blue: number, cover: number]

export const white: Colour = [255, 255, 255, 1]
export const black: Colour = [0, 0, 0, 1]

/** A colour as CSS and old HTML write it; null where it is none that is known. */
export function colourOf(written: string): Colour | null {
  const text = written.trim().toLowerCase()
  if (text === 'transparent') return [0, 0, 0, 0]
  const hex = /^#?([\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/.exec(text)?.[1]
  if (hex !== undefined) return hexColour(hex)
  const parts = /^(rgb|hsl)a?\(([^()]*)\)$/.exec(text)
  if (parts !== null)
    return functionColour(parts[1] === 'hsl', (parts[2] ?? '').split(/[\s,/]+/).filter(Boolean))
  const named = new Map(Object.entries(names)).get(text)
  return named === undefined ? null : [...named, 1]
}

/** Whether text of one colour cannot be seen on another. */
export function drowns(text: Colour, behind: Colour): boolean {
  if (text[3] < 0.1) return true
  const apart = [0, 1, 2].map((part) => Math.abs((text[part] ?? 0) - (behind[part] ?? 0)))
  return Math.max(...apart) <= leastApart
}

/** Steps of 255 below which two colours look the same on most screens. */
const leastApart = 16

function hexColour(hex: string): Colour {
  const wide = hex.length > 4
  const part = (index: number): number => {
    const digits = wide ? hex.slice(index * 2, index * 2 + 2) : (hex[index] ?? '').repeat(2)
    return digits === '' ? 255 : Number.parseInt(digits, 16)
  }
  return [part(0), part(1), part(2), part(3) / 255]
}

function functionColour(hsl: boolean, parts: readonly string[]): Colour | null {
  const [first, second, third, cover = '1'] = parts
  if (first === undefined || second === undefined || third === undefined) return null
  const numbers = [first, second, third].map(Number.parseFloat)
  const shown = Number.parseFloat(cover) / (cover.endsWith('%') ? 100 : 1)
  if (![...numbers, shown].every(Number.isFinite)) return null
  const [a = 0, b = 0, c = 0] = numbers
  if (hsl) return [...rgbOfHsl(a, b / 100, c / 100), shown]
  const scale = first.endsWith('%') ? 2.55 : 1
  return [a * scale, b * scale, c * scale, shown]
}

/** CSS Color 4, section 7.1. */
function rgbOfHsl(hue: number, saturation: number, lightness: number): readonly [number, number, number] {
  const part = (offset: number): number => {
    const place = (((offset + hue / 30) % 12) + 12) % 12
    const reach = saturation * Math.min(lightness, 1 - lightness)
    return 255 * (lightness - reach * Math.max(-1, Math.min(place - 3, 9 - place, 1)))
  }
  return [part(0), part(8), part(4)]
}
