import type { ThreadView } from '../../evidence/pages/thread-view.ts'
import { escapeText } from '../escape.ts'
import { counted, listed } from '../format.ts'
import { citedParagraph } from './cited.ts'
import { statusMark } from './claim-parts.ts'
import { effectsPart } from './effects-part.ts'
import { shortAccess } from './fact-words.ts'
import type { EvidenceLinks } from './links.ts'
import { evidencePage } from './shell.ts'
import {
  narrativePart,
  perspectivesPart,
  questionsPart,
  section,
  sourcesPart,
  statusPart,
  tensionsPart,
  timelinePart,
} from './thread-parts.ts'

/** The page of a thread. The same ledger gives the same bytes. */
export function renderThread(view: ThreadView, links: EvidenceLinks): string {
  const parts: readonly (readonly [string, string, string])[] = [
    ['what', 'What', section('what', 'What', [citedParagraph(view.what, 'lead')])],
    ['why', 'Why it matters', section('why', 'Why it matters', [citedParagraph(view.whyItMatters)])],
    ['questions', 'Open questions', view.openQuestions.length === 0 ? '' : questionsPart(view)],
    ['narrative', 'Narrative', narrativePart(view)],
    ['timeline', 'Timeline', timelinePart(view)],
    ['perspectives', 'Perspectives', view.perspectives.length === 0 ? '' : perspectivesPart(view)],
    ['tensions', 'Tensions', view.tensions.length === 0 ? '' : tensionsPart(view, links)],
    ['effects', 'Effects', effectsPart(view)],
    ['sources', 'Sources', sourcesPart(view, links)],
    ['status', 'Status', statusPart(view)],
  ]
  const shown = parts.filter(([, , html]) => html !== '')
  return evidencePage({
    title: view.title,
    header: head(view, links),
    contents: shown.map(([id, name]) => [id, name] as const),
    sections: shown.map(([, , html]) => html),
  })
}

function head(view: ThreadView, links: EvidenceLinks): string {
  const statuses = view.statuses.map(({ name, claims }) => statusMark({ name }, claims.length))
  return [
    `<p class="crumbs"><a href="${links.index}">Evidence</a></p>`,
    `<h1>${escapeText(view.title)}</h1>`,
    `<p class="counts">${counted(view.claims.length, 'claim')} from ${counted(view.sources.length, 'source')}. How they stand:<br>${statuses.join(' ')}</p>`,
    `<p class="counts">How they are known: ${marksOf(view)}.</p>`,
    '<p class="how">Every sentence here rests on claims that somebody made. The small number after it opens the claim: who says it, of which systems, how it was measured, how we know, and where it stands. The letter beside it says how the claim is known: P read in the primary text, code or data, A in an abstract or a registry, C computed, S second-hand and not checked.</p>',
  ].join('\n')
}

/** How many claims bear each mark. Plain text. */
function marksOf({ claims }: ThreadView): string {
  const marks = (['P', 'A', 'C', 'S'] as const).flatMap((mark) => {
    const found = claims.filter(({ claim }) => claim.access === mark).length
    return found === 0 ? [] : `${found} ${shortAccess[mark]} (${mark})`
  })
  return listed(marks)
}
