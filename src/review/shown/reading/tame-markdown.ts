import { limits } from '../limits.ts'

/*
 * What is done to a text before markdown is read. Characters that would be read as markup, but must not be, change places
 * with noncharacters and come back when the text is taken from the tree: every place stays where it was.
 *
 * Two reasons. A bomb (100,000 brackets) would keep the server busy for minutes. And some signs of clinical text are
 * markup by accident: a list entry "> 65 years: half the dose" would lose its "more than", and 5*10*3 its factors.
 */

const plainSigns = '*_~[]!<>#-+.)`&|:=('
const firstStandIn = 0xfdd0

const standInOf = (sign: string): string => String.fromCharCode(firstStandIn + plainSigns.indexOf(sign))

/** Puts the plain characters back. */
export function untame(text: string): string {
  return text.replace(/[\ufdd0-\ufde2]/g, (sign) => plainSigns[sign.charCodeAt(0) - firstStandIn] ?? '')
}

/**
 * @param text Without noncharacters.
 * @returns A text of the same length whose markup is bounded: depth, brackets and marks of emphasis.
 */
export function tameMarkdown(text: string): string {
  const units = text.split('')
  const hide = (place: number): void => {
    units[place] = standInOf(units[place] ?? '')
  }
  hideDeepLineStarts(text, hide)
  hideManyMarks(text, hide)
  for (const { index } of text.matchAll(/(?<=\d)\*(?=\d)/g)) hide(index)
  // A title in round brackets would be sought to the end of the answer from each link that has none.
  for (const { index, 0: target } of text.matchAll(/\]\([^\s()<>]*[ \t\n]+\(/g))
    hide(index + target.length - 1)
  // Only a whole comment, declaration or tag begins with these; without an end each would be sought to the end.
  hideOpenAngles(text, hide)
  return units.join('')
}

/** Signs that open a list or quote, one after the other at the start of a line. */
const opener = /[ \t]*(?:(>)|([-+*])(?=[ \t]|$)|\d{1,9}([.)])(?=[ \t]|$))/dy

function hideDeepLineStarts(text: string, hide: (place: number) => void): void {
  for (const { index, 0: line } of text.matchAll(/[^\n]+/g)) {
    opener.lastIndex = 0
    for (let depth = 1; ; depth++) {
      const found = opener.exec(line)
      const sign = found?.indices?.[1] ?? found?.indices?.[2] ?? found?.indices?.[3]
      if (sign === undefined) break
      // "> 65 years", ">5 mg", ">= 3": more than, not a quote.
      const comparison =
        found?.[1] !== undefined && /^>?[ \t]?[=≥.]?\d|^[=]/.test(line.slice(sign[1], sign[1] + 4))
      if (depth > limits.blockDepth || comparison) hide(index + sign[0])
      if (comparison) break
    }
  }
}

function hideManyMarks(text: string, hide: (place: number) => void): void {
  let marks = 0
  let brackets = 0
  let angles = 0
  let pipes = 0
  const open: number[] = []
  const openUnmatched: number[] = []
  for (let place = 0; place < text.length; place++) {
    const unit = text[place]
    if (unit === '\\') place++
    else if (unit === '*' || unit === '_' || unit === '~') {
      const runs = text[place - 1] === unit ? 0 : 1
      marks += runs
      if (marks > limits.emphasisMarks) hide(place)
    } else if (unit === '<') {
      if (++angles > limits.angles) hide(place)
    } else if (unit === '|') {
      if (++pipes > limits.pipes) hide(place)
    } else if (unit === '\n' && text[place + 1] === '\n') {
      openUnmatched.push(...open)
      open.length = 0
    } else if (unit === '[') {
      brackets++
      if (open.length >= limits.bracketDepth || brackets > limits.brackets) hide(place)
      else open.push(place)
    } else if (unit === ']') {
      if (open.pop() === undefined) hide(place)
    }
  }
  for (const place of [...openUnmatched, ...open]) hide(place)
}

function hideOpenAngles(text: string, hide: (place: number) => void): void {
  for (const [start, end] of [
    ['<!--', '-->'],
    ['<?', '?>'],
    ['<![CDATA[', ']]>'],
  ] as const) {
    const last = text.lastIndexOf(end)
    for (let at = text.indexOf(start, last + 1); at !== -1; at = text.indexOf(start, at + 1)) hide(at)
  }
}
