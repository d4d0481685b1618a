import type { Passage } from '../corpus/passage.ts'

/**
 * The passage of an answer of MEDIQA-2019, task 3. Its retrieving system writes the title of the page before the text, with
 * the section in brackets: `Asthma (Symptoms): Wheezing ...`. What stands before the first colon is taken as the title where
 * it is no longer than a title; a name in brackets that belongs to the title (`GERD`) does no harm as a heading.
 */
export function mediqaPassage(id: string, written: string, url: string | null): Passage {
  const text = written.trim()
  const { title, headings, body } = parted(text)
  const host = url === null ? null : hostOf(url)
  return {
    id,
    document: url ?? id,
    source: host ?? 'mediqa2019',
    title: title ?? id,
    focus: title,
    synonyms: [],
    type: 'page',
    question: null,
    headings,
    date: null,
    url,
    doi: null,
    pmid: null,
    licence: null,
    text: body,
  }
}

const longestTitle = 150
// One pair of brackets may stand inside: `Shingles (Outlook (Prognosis))`.
const sectionInBrackets = /^(.*?\S)\s*\(((?:[^()]|\([^()]*\))+)\)$/s

function parted(text: string): { title: string | null; headings: readonly string[]; body: string } {
  const colon = /:\s/.exec(text)
  if (colon === null || colon.index === 0 || colon.index > longestTitle)
    return { title: null, headings: [], body: text }
  const heading = text.slice(0, colon.index).trim()
  const body = text.slice(colon.index + 1).trim()
  // A sentence that happens to hold a colon is no title.
  if (heading === '' || body === '' || /[.!]\s/.test(heading))
    return { title: null, headings: [], body: text }
  const section = sectionInBrackets.exec(heading)
  if (section?.[1] === undefined || section[2] === undefined) return { title: heading, headings: [], body }
  return { title: section[1], headings: [section[2]], body }
}

function hostOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') || null : null
}
