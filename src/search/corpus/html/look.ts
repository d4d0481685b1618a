import type { Element } from 'domhandler'
import { black, type Colour, colourOf, drowns, white } from './colour.ts'
import { type Declarations, inlineDeclarations } from './style-sheet.ts'

/** How the text of an element looks, as far as it decides whether a person can see it. */
export interface Look {
  readonly hidden: boolean
  readonly colour: Colour
  /** Null where a picture is behind. */
  readonly behind: Colour | null
}

export const plainLook: Look = { hidden: false, colour: black, behind: white }

/** The look of an element in one of a given look. What hides an element hides all within it. */
export function lookOf(element: Element, around: Look, fromSheets: readonly Declarations[]): Look {
  if (around.hidden) return around
  const style = element.attribs.style
  const own = style === undefined ? [] : [inlineDeclarations(style)]
  const all = [...fromSheets, ...own]
  if (hiddenByAttribute(element) || all.some(hides)) return { ...around, hidden: true }
  const said = (...names: readonly string[]): string | null =>
    all.flatMap((one) => names.map((name) => one.get(name))).findLast((value) => value !== undefined) ?? null
  const ink = said('color', '-webkit-text-fill-color') ?? inkAttribute(element)
  const colour = (ink === null ? null : colourOf(ink)) ?? around.colour
  const behind = backdrop(
    said('background', 'background-color', 'background-image') ?? element.attribs.bgcolor,
    around,
  )
  return { colour, behind, hidden: behind !== null && drowns(colour, behind) }
}

function hiddenByAttribute({ name, attribs }: Element): boolean {
  return (
    ('hidden' in attribs && attribs.hidden !== 'until-found') ||
    attribs['aria-hidden']?.trim().toLowerCase() === 'true' ||
    (name === 'dialog' && !('open' in attribs)) ||
    (name === 'font' && attribs.size?.trim() === '0')
  )
}

function inkAttribute({ name, attribs }: Element): string | null {
  return (name === 'font' ? attribs.color : name === 'body' ? attribs.text : undefined) ?? null
}

function backdrop(written: string | undefined | null, around: Look): Colour | null {
  if (written === undefined || written === null) return around.behind
  if (/url\(|gradient\(/.test(written)) return null
  // `background` may hold more than the colour.
  const colours = (written.match(/[a-z-]+\([^()]*\)|[^\s()]+/g) ?? [])
    .map(colourOf)
    .filter((colour) => colour !== null)
  const [colour] = colours
  return colour === undefined || colour[3] < 0.5 ? around.behind : colour
}

/** Whether one list of declarations takes an element out of sight by itself. */
function hides(style: Declarations): boolean {
  const is = (name: string, pattern: RegExp): boolean => {
    const value = style.get(name)
    return value !== undefined && pattern.test(value)
  }
  return (
    is('display', /^none\b/) ||
    is('visibility', /^(?:hidden|collapse)\b/) ||
    is('content-visibility', /^hidden\b/) ||
    is('opacity', /^(?:0*\.0\d*|0+|0*(?:\.\d+)?%)(?:!|\s|$)/) ||
    is('filter', /opacity\(0*(?:\.0\d*)?%?\)/) ||
    is('font-size', tiny) ||
    is('font', new RegExp(`(?:^|\\s)${tiny.source.slice(1)}`)) ||
    is('transform', /scale[xy]?\(0*(?:\.0\d*)?[,)]/) ||
    is('scale', /^0+(?:\.0\d*)?(?:!|\s|$)/) ||
    struckOut(style) ||
    farOff(style) ||
    cutAway(style)
  )
}

/** What is struck out is withdrawn. */
function struckOut(style: Declarations): boolean {
  return ['text-decoration', 'text-decoration-line'].some((name) =>
    /(?:^|\s)line-through\b/.test(style.get(name) ?? ''),
  )
}

/** Up to 2 px, and parts of an em that come to the same. */
const tiny = /^(?:0*(?:\.\d+)?|[01](?:\.\d+)?(?:px|pt)|0*\.[01]\d*(?:r?em)|0*\d?%)(?:!|\s|\/|$)/

const farAway =
  /^-(?:\d{4,}|[5-9]\d\d)(?:\.\d+)?(?:px|pt)|^-\d{2,}(?:\.\d+)?r?em|^-\d{3,}(?:\.\d+)?(?:%|v[wh])/

function farOff(style: Declarations): boolean {
  const moved = ['left', 'top', 'right', 'bottom', 'margin-left', 'margin-top', 'text-indent']
  return (
    moved.some((name) => farAway.test(style.get(name) ?? '')) ||
    /translate[xy3d]*\(-(?:\d{4,}|[5-9]\d\d)/.test(style.get('transform') ?? '')
  )
}

/** Cut to nothing, or to a box of a point whose text overflows unseen. */
function cutAway(style: Declarations): boolean {
  const clip = style.get('clip') ?? ''
  if (/^rect\((?:[01](?:px)?[\s,]*){4}\)/.test(clip)) return true
  if (/inset\((?:50|[6-9]\d|100)%|circle\(0/.test(style.get('clip-path') ?? '')) return true
  const unseen = ['overflow', 'overflow-x', 'overflow-y'].some((name) =>
    /^(?:hidden|clip)/.test(style.get(name) ?? ''),
  )
  const nothing = ['width', 'height', 'max-width', 'max-height'].some((name) =>
    /^[01](?:px|em|%)?(?:!|$)/.test(style.get(name) ?? ''),
  )
  return unseen && nothing
}
