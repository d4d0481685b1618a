import type { Citation } from '../../evidence/pages/citations.ts'
import type { OpenQuestion, TensionView, ThreadView } from '../../evidence/pages/thread-view.ts'
import { escapeText } from '../escape.ts'
import type { Layout } from '../figures/svg.ts'
import { dateWords, timeLine } from '../figures/time-line.ts'
import { counted, listed } from '../format.ts'
import { cited, citedParagraph, cites } from './cited.ts'
import { claimList } from './claim-list.ts'
import { sourceHtml, statusMark } from './claim-parts.ts'
import { independenceWords } from './fact-words.ts'
import type { EvidenceLinks } from './links.ts'

export function questionsPart({ openQuestions }: ThreadView): string {
  return section('questions', 'Open questions', [
    `<ol class="asked-list">${openQuestions.map(questionItem).join('')}</ol>`,
  ])
}

function questionItem({ question, citations, protocol, how }: OpenQuestion): string {
  return [
    `<li>${escapeText(question)}${cites(citations)}`,
    `<span class="answers">What would answer it: the protocol <code>${escapeText(protocol)}</code>. ${cited(how)} `,
    `Start it with <code>equipoise new ${escapeText(protocol)}</code>.</span></li>`,
  ].join('')
}

export function narrativePart({ narrative }: ThreadView): string {
  return section(
    'narrative',
    'Narrative',
    narrative.map(({ heading, sentences }) => {
      const head = heading === null ? '' : `<h3>${escapeText(heading)}</h3>`
      return head + citedParagraph(sentences)
    }),
  )
}

/** Sources on an axis of time, and what happened in sentences. */
export function timelinePart(view: ThreadView): string {
  const entries = view.timeline.map(
    (entry) => `<li><span class="when">${dateWords(entry.date)}</span>${cited(entry)}</li>`,
  )
  return section('timeline', 'Timeline', [sourcesInTime(view), `<ol class="steps">${entries.join('')}</ol>`])
}

/** The sources that the timeline rests on; all of a thread would be too many to see anything. */
function sourcesInTime({ sources, timeline, title }: ThreadView): string {
  const told = new Set(timeline.flatMap(({ citations }) => citations.map(({ claim }) => claim)))
  const dated = sources.flatMap(({ source, claims }) =>
    source.date === null || !claims.some(({ claim }) => told.has(claim)) ? [] : { source, date: source.date },
  )
  if (dated.length < 2) return ''
  const events = dated.map(({ source, date }) => ({
    label: source.title,
    date,
    mark: source.independence === 'academic' ? ('filled' as const) : ('hollow' as const),
  }))
  const description = dated
    .map(
      ({ source, date }) =>
        `${dateWords(date)}: ${source.title} (${independenceWords[source.independence]}).`,
    )
    .join(' ')
  const draw = (layout: Layout) =>
    timeLine(
      { events, legend: { filled: 'academic', hollow: 'vendor, linked to one, or a commentator' } },
      { id: `sources-${layout}`, title: `Sources of ${title} in time`, description, layout, sample: false },
    )
  return [
    '<figure class="drawing">',
    '<figcaption>When the sources behind the timeline were published</figcaption>',
    `<div class="wide">${draw('wide')}</div><div class="narrow">${draw('narrow')}</div>`,
    '</figure>',
  ].join('\n')
}

export function perspectivesPart({ perspectives }: ThreadView): string {
  const parts = perspectives.map(({ who, evolved }) => {
    const steps = evolved.map(
      (step) => `<li><span class="when">${dateWords(step.date)}</span>${cited(step)}</li>`,
    )
    return `<div class="perspective"><h3>${escapeText(who)}</h3><ol class="steps">${steps.join('')}</ol></div>`
  })
  return section('perspectives', 'Perspectives, and how each evolved', parts)
}

export function tensionsPart({ tensions, claims }: ThreadView, links: EvidenceLinks): string {
  return section(
    'tensions',
    'Tensions',
    tensions.map((tension) => tensionItem(tension, claims, links)),
  )
}

function tensionItem(
  { between, factors, sentences, contradicting }: TensionView,
  claims: ThreadView['claims'],
  links: EvidenceLinks,
): string {
  const sides = between.map(
    ({ citation, statement, source }) =>
      `<li>${escapeText(statement)}${cites([citation])} <span class="quiet">${escapeText(source)}</span></li>`,
  )
  const ids = between.map(({ citation }) => claims[citation.number - 1]?.claim.id ?? citation.claim)
  return [
    `<div class="tension"><ul>${sides.join('')}</ul>`,
    citedParagraph(sentences),
    factors.length === 0
      ? ''
      : `<p class="of">${contradicting ? 'What may explain it' : 'They differ in'}: ${escapeText(listed(factors.map((one) => one.charAt(0).toLowerCase() + one.slice(1))))}.</p>`,
    `<p class="go screen-only"><a href="${links.compare(ids)}">${contradicting ? 'Why do these two disagree? Side by side, factor by factor' : 'Side by side, factor by factor'}</a></p></div>`,
  ].join('')
}

export function sourcesPart(view: ThreadView, links: EvidenceLinks): string {
  const rows = view.sources.map(
    ({ source, claims }) =>
      `<li>${sourceHtml({ source })}. <span class="quiet">${escapeText(independenceWords[source.independence])}, ${source.kind.replaceAll('-', ' ')}; ${claims.length === 1 ? 'claim' : 'claims'} </span>${plainCites(claims)}</li>`,
  )
  return section('sources', 'Sources', [
    `<p>${counted(view.claims.length, 'claim')} from ${counted(view.sources.length, 'source')}. The numbers are those in the text above.</p>`,
    '<h3>Claims, by number</h3>',
    claimList(view.claims, links),
    '<h3>Where they were read</h3>',
    `<ul class="read">${rows.join('')}</ul>`,
  ])
}

export function statusPart({ statuses }: ThreadView): string {
  const meaning: Readonly<Record<string, string>> = {
    'independently supported': 'Others without a stake in its systems found the same on other data.',
    'reproduced from its own data': 'Others without a stake computed it again from the same data.',
    contradicted: 'A result on overlapping systems and the same outcome says otherwise.',
    'self-reported': 'Who says it sells a system of the claim, or is paid or supplied by who does.',
    'not reproducible from public data': 'A result whose data nobody else can get.',
    untested: 'Nothing in this ledger that measures it again is said to bear on it.',
  }
  const rows = statuses.map(
    ({ name, claims }) =>
      `<tr><th scope="row">${statusMark({ name })}</th><td>${claims.length}</td><td class="words">${escapeText(meaning[name] ?? '')}</td><td class="words">${plainCites(claims)}</td></tr>`,
  )
  return section('status', 'Status', [
    '<figure class="table"><figcaption id="status-caption">How the claims of this thread stand today</figcaption>',
    '<div class="scroll" role="group" aria-labelledby="status-caption" tabindex="0"><table aria-labelledby="status-caption">',
    '<thead><tr><th scope="col" class="words">Status</th><th scope="col">Claims</th><th scope="col" class="words">Meaning</th><th scope="col" class="words">Which</th></tr></thead>',
    `<tbody>${rows.join('')}</tbody></table></div></figure>`,
  ])
}

/** Numbers in a line of text. HTML. */
function plainCites(citations: readonly Citation[]): string {
  return citations
    .map(({ number }) => `<a href="#claim-${number}" aria-label="Claim ${number}">${number}</a>`)
    .join(', ')
}

/** A section of the page; empty where it has nothing to say. */
export function section(id: string, title: string, parts: readonly string[]): string {
  const body = parts.filter((part) => part !== '')
  return `<section id="${id}"><h2>${escapeText(title)}</h2>\n${body.join('\n')}\n</section>`
}
