import { type Line, lineText, type PageLayout } from './layout.ts'

/** The share of a page's height, at its top and its foot, in which running heads stand. */
const edge = 0.12

/**
 * The lines of all pages without those that stand at the edge of many pages, whatever numbers they hold, and without page
 * numbers.
 */
export function withoutRunningHeads(pages: readonly PageLayout[]): readonly Line[] {
  const times = new Map<string, number>()
  for (const page of pages)
    for (const text of new Set(edgeLines(page).map(pattern))) times.set(text, (times.get(text) ?? 0) + 1)
  const many = Math.max(2, Math.min(3, Math.ceil(pages.length * 0.6)))
  return pages.flatMap((page) => {
    const atEdge = new Set(edgeLines(page))
    return page.lines.filter(
      (line) =>
        !atEdge.has(line) || !((times.get(pattern(line)) ?? 0) >= many || isPageNumber(lineText(line))),
    )
  })
}

function edgeLines({ height, lines }: PageLayout): readonly Line[] {
  return lines.filter(({ y }) => y > height * (1 - edge) || y < height * edge)
}

function pattern(line: Line): string {
  return lineText(line).replace(/\d+/g, '#').replace(/\s+/g, ' ').trim().toLowerCase()
}

function isPageNumber(text: string): boolean {
  return /^\W*(?:p(?:age|\.)?\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|\/)\s*\d{1,4})?\W*$/i.test(text)
}
