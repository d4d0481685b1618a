import { selectAll } from 'css-select'
import { type CssNode, generate, parse, walk } from 'css-tree'
import type { AnyNode, Document, Element } from 'domhandler'
import { problem } from '../../../problem.ts'

/** Properties with their values, in small letters, the last of each. */
export type Declarations = ReadonlyMap<string, string>

/** Properties that can hide a text. Others are not kept. */
const canHide =
  /^(?:display|visibility|content-visibility|opacity|filter|font|font-size|color|-webkit-text-fill-color|background|background-color|background-image|position|left|top|right|bottom|text-indent|margin-left|margin-top|clip|clip-path|width|height|max-width|max-height|overflow|overflow-x|overflow-y|transform|scale|text-decoration|text-decoration-line)$/

/** Of a `style` attribute. */
export function inlineDeclarations(style: string): Declarations {
  return declarationsOf(parse(style, { context: 'declarationList', onParseError: ignore }))
}

/** More work than this to find which elements the rules of a page mean is refused. */
const mostMatches = 50_000_000

/**
 * What the style sheets within a page say of each of its elements that can hide it. Sheets outside are not fetched. Rules
 * for print, and those with selectors that cannot be told without a browser (`:hover`), are passed over.
 */
export function sheetDeclarations(
  page: Document,
  sheets: readonly string[],
  elements: number,
  file: string,
): ReadonlyMap<Element, readonly Declarations[]> {
  const found = new Map<Element, Declarations[]>()
  const rules = sheets.flatMap(rulesOf)
  if (rules.length * elements > mostMatches)
    throw problem(
      'SOURCE_TOO_LARGE',
      'The page has too many style rules to tell what they hide.',
      'Save the page without its style sheets.',
      { place: { file }, value: `${rules.length} rules for ${elements} elements` },
    )
  for (const { selector, declarations } of rules)
    for (const element of matched(selector, page)) {
      const before = found.get(element) ?? []
      found.set(element, before)
      before.push(declarations)
    }
  return found
}

interface Rule {
  readonly selector: string
  readonly declarations: Declarations
}

function rulesOf(sheet: string): readonly Rule[] {
  const rules: Rule[] = []
  walk(parse(sheet, { onParseError: ignore }), {
    visit: 'Rule',
    enter(rule) {
      const query = this.atrule?.prelude
      if (this.atrule?.name === 'media' && /\bprint\b/.test(query ? generate(query) : '')) return
      if (/keyframes$/.test(this.atrule?.name ?? '')) return
      const declarations = declarationsOf(rule.block)
      if (declarations.size === 0 || rule.prelude.type !== 'SelectorList') return
      for (const selector of rule.prelude.children) rules.push({ selector: generate(selector), declarations })
    },
  })
  return rules
}

function declarationsOf(node: CssNode): Declarations {
  const found = new Map<string, string>()
  walk(node, {
    visit: 'Declaration',
    enter({ property, value }) {
      const name = property.toLowerCase()
      if (canHide.test(name)) found.set(name, generate(value).toLowerCase().trim())
    },
  })
  return found
}

function matched(selector: string, page: Document): readonly Element[] {
  try {
    return selectAll<AnyNode, Element>(selector, page)
  } catch {
    return []
  }
}

/** css-tree goes on behind what it cannot read, as browsers do. */
function ignore(): void {}
