const entityText: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  nbsp: ' ',
  amp: '&',
}
const voidTags = new Set(['meta', 'br', 'link', 'input', 'img', 'hr'])

/**
 * What is wrong with the nesting and quoting of a text of markup; empty when it is well formed. Small and
 * strict: every attribute is quoted, every tag but the void ones of HTML is closed in order, every ampersand
 * begins an entity.
 */
export function markupProblems(markup: string): string[] {
  const problems: string[] = []
  const open: string[] = []
  const body = markup.replace(/<!doctype html>/, '').replace(/<style>[\s\S]*?<\/style>/g, '')
  const tag = /<(\/?)([a-zA-Z][\w:-]*)((?:\s+[\w:-]+="[^"<>]*")*)\s*(\/?)>/g
  const rest = body.replace(tag, (_, closing: string, name: string, _attributes: string, self: string) => {
    if (closing === '/') {
      const last = open.pop()
      if (last !== name) problems.push(`</${name}> closes <${last ?? 'nothing'}>`)
    } else if (self !== '/' && !voidTags.has(name)) {
      open.push(name)
    }
    return ''
  })
  if (open.length > 0) problems.push(`never closed: ${open.join(', ')}`)
  const stray = rest.match(/.{0,20}[<>].{0,20}/)
  if (stray !== null) problems.push(`stray bracket: ${stray[0]}`)
  const entity = body.match(/&(?!(?:amp|lt|gt|quot|#39|nbsp);).{0,20}/)
  if (entity !== null) problems.push(`stray ampersand: ${entity[0]}`)
  return problems
}

/** Values of one attribute, in order of appearance. */
export function attributeValues(markup: string, name: string): string[] {
  return [...markup.matchAll(new RegExp(`\\s${name}="([^"]*)"`, 'g'))].map((match) => match[1] ?? '')
}

/** What a reader sees, without tags and the style sheet; titles and labels of attributes included. */
export function readableText(markup: string): string {
  const labels = [...attributeValues(markup, 'title'), ...attributeValues(markup, 'aria-label')]
  const visible = markup.replace(/<style>[\s\S]*?<\/style>/g, '').replace(/<[^>]*>/g, ' ')
  return [visible, ...labels]
    .join(' ')
    .replace(/&(lt|gt|quot|#39|nbsp|amp);/g, (_, name: string) => entityText[name] ?? '')
    .replace(/[^\S\u202f]+/g, ' ')
}
