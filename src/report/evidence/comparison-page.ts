import type { ClaimView } from '../../evidence/pages/claim-view.ts'
import type { Comparison, FactorRow } from '../../evidence/pages/comparison.ts'
import { escapeText } from '../escape.ts'
import { counted } from '../format.ts'
import { claimFacts, effectLine, factHtml, sourceHtml, statusMark } from './claim-parts.ts'
import { comparisonWords, type FactorWords, type KnownWords, letterOf, rangeOf } from './comparison-words.ts'
import type { EvidenceLinks } from './links.ts'
import { evidencePage } from './shell.ts'
import { section } from './thread-parts.ts'

/** Claims side by side, factor by factor, with what is known of each factor's influence. */
export function renderComparison(comparison: Comparison, links: EvidenceLinks): string {
  const words = comparisonWords(comparison)
  const title = comparison.contradicting ? 'Why do these disagree?' : 'Side by side'
  const parts: readonly (readonly [string, string, string])[] = [
    ['claims', 'The claims', section('claims', 'The claims', [claimsPart(comparison.claims, links)])],
    [
      'short',
      'In short',
      section('short', 'In short', [shortPart(words.summary), writtenPart(comparison, links)]),
    ],
    [
      'measured',
      'What was measured',
      factorsPart('measured', 'Factors whose influence was measured', measuredIntro, words.measured, links),
    ],
    [
      'others',
      'Other influences',
      factorsPart('others', 'Other influences that were measured', othersIntro, words.others, links),
    ],
    [
      'known',
      'Known of the rest',
      factorsPart(
        'known',
        'Known of other factors that differ, or may',
        knownIntro,
        words.unmeasured.filter(({ said }) => said.length > 0),
        links,
      ),
    ],
    ['table', 'Factor by factor', section('table', 'Factor by factor', [factorTable(comparison)])],
    ['settle', 'What would settle it', settlePart(comparison, links)],
  ]
  const shown = parts.filter(([, , html]) => html !== '')
  return evidencePage({
    title,
    header: [
      `<p class="crumbs"><a href="${links.index}">Evidence</a></p>`,
      `<h1>${title}</h1>`,
      `<p class="how">Everything on this page comes from the ledger. ${comparison.contradicting ? 'Where two studies differ in design, the design may be why they disagree. Only a measurement can say how much it does.' : 'No relation in it says that one of these contradicts the other; what differs in their design bounds what each can say.'}</p>`,
    ].join('\n'),
    contents: shown.map(([id, name]) => [id, name] as const),
    sections: shown.map(([, , html]) => html),
  })
}

const measuredIntro =
  'The claims differ here, or may, and somebody has measured what such a difference does. Most of it was measured on other answers by other people: it shows how much a factor can move, not how much it moved here. A lead under one condition is a level; the influence is its difference from the lead under the other.'
const knownIntro =
  'The claims differ here, or may, and nobody has measured what such a difference does. This is what the compared studies, and those who answer them, say of it.'
const othersIntro = 'These act on every comparison of answers, whatever the design says of them.'

function claimsPart(claims: readonly ClaimView[], links: EvidenceLinks): string {
  const items = claims.map((view, place) => {
    const effect = effectLine(view)
    return [
      `<li><span class="number">${letterOf(place)}</span><p class="lead"><a href="${links.claim(view.claim.id)}">${escapeText(view.claim.statement)}</a></p>`,
      `<p class="of">${statusMark(view.status)} · ${sourceHtml(view)}</p>`,
      effect === '' ? '' : `<p class="of">${escapeText(effect)}</p>`,
      '</li>',
    ].join('')
  })
  return `<ol class="claims">${items.join('')}</ol>`
}

function shortPart(summary: readonly string[]): string {
  return summary.map((sentence) => `<p>${escapeText(sentence)}</p>`).join('')
}

/** What people wrote in a thread about this very pair, each sentence with its claims: by their letter, others by a number. */
function writtenPart({ tensions, claims }: Comparison, links: EvidenceLinks): string {
  const names = new Map(claims.map(({ claim }, place) => [claim.id, letterOf(place)]))
  const nameOf = (id: string): string => {
    const name = names.get(id) ?? String(names.size - claims.length + 1)
    names.set(id, name)
    return name
  }
  return tensions
    .map(({ thread, title: threadTitle, sentences }) => {
      const text = sentences.map(({ text: words, claims: cited }) => {
        const to = cited.map((claim) => {
          const name = nameOf(claim)
          return `<a href="${links.claim(claim)}" aria-label="Claim ${name}">${name}</a>`
        })
        return `${escapeText(words.trim())}<span class="cites">${to.join(',')}</span>`
      })
      return `<p>${text.join(' ')}</p><p class="of quiet">From the thread <a href="${links.thread(thread)}">${escapeText(threadTitle)}</a>.</p>`
    })
    .join('')
}

function factorsPart(
  id: string,
  heading: string,
  intro: string,
  factors: readonly FactorWords[],
  links: EvidenceLinks,
): string {
  if (factors.length === 0) return ''
  const list = (title: string, known: readonly KnownWords[]) =>
    known.length === 0
      ? ''
      : `${title === '' ? '' : `<p class="of">${title}</p>`}<ul>${known.map((one) => `<li><a href="${links.claim(one.claim)}">${escapeText(one.statement)}</a> <span class="basis">${escapeText(one.basis)}</span></li>`).join('')}</ul>`
  const items = factors.map(({ label, values, range, measured, said, more }) => {
    const sides = values.map((value) => `<li>${escapeText(value)}</li>`).join('')
    const head = range === null ? 'Measured:' : `Measured, from ${escapeText(range)}:`
    return [
      `<div class="tension"><h3>${escapeText(label)}</h3>`,
      sides === '' ? '' : `<ul class="sides">${sides}</ul>`,
      list(head, measured),
      list(measured.length === 0 ? '' : 'Known of it besides:', said),
      more === 0 ? '' : `<p class="quiet">And ${counted(more, 'more claim')} of the ledger.</p>`,
      '</div>',
    ].join('')
  })
  return section(id, heading, [`<p>${intro}</p>`, ...items])
}

const stateWords: Readonly<Record<FactorRow['state'], string>> = {
  same: 'the same',
  differs: 'differs',
  unknown: 'too little known',
}

function factorTable({ claims, factors }: Comparison): string {
  const heads = claims.map(
    ({ source }, place) => `<th scope="col">${letterOf(place)}. ${escapeText(source.title)}</th>`,
  )
  const facts = claims.map((view) => new Map(claimFacts(view)))
  const more = ['Outcome', 'Effect', 'Standing of the source', 'How it is known'].map((label) => {
    const cells = facts.map(
      (known) => `<td>${known.get(label) ?? '<span class="quiet">None of its own</span>'}</td>`,
    )
    return `<tr><th scope="row">${label}</th>${cells.join('')}<td></td></tr>`
  })
  const rows = factors.map((row) => {
    const values = row.facts.map((fact) => `<td>${factHtml(fact)}</td>`)
    const style = row.state === 'differs' ? ' class="differs"' : ''
    return `<tr${style}><th scope="row">${escapeText(row.label)}<span class="mark">${stateWords[row.state]}</span></th>${values.join('')}<td>${influenceWords(row)}</td></tr>`
  })
  return [
    '<figure class="table long factors"><figcaption id="factors-caption">Factors that differ are shaded and say so. In brackets: how it is known.</figcaption>',
    '<div class="scroll" role="group" aria-labelledby="factors-caption" tabindex="0"><table aria-labelledby="factors-caption">',
    `<thead><tr><th scope="col">Factor</th>${heads.join('')}<th scope="col">What it does</th></tr></thead>`,
    `<tbody>${more.join('')}${rows.join('')}</tbody></table></div></figure>`,
  ].join('\n')
}

/** What is known of a factor's influence, for the last column. HTML. */
function influenceWords({ state, known }: FactorRow): string {
  if (state === 'same') return ''
  if (known.measured.length === 0) return '<span class="quiet">Nobody measured it</span>'
  const range = rangeOf(known)
  const results = counted(known.measured.length, 'result')
  return `<a href="#measured">${range === null ? '' : `${escapeText(range)}, `}${results}</a>`
}

function settlePart({ questions }: Comparison, links: EvidenceLinks): string {
  if (questions.length === 0) return ''
  const items = questions.map(
    ({ thread, question, protocol }) =>
      `<li><a href="${links.thread(thread)}#questions">${escapeText(question)}</a> <span class="answers">Protocol <code>${escapeText(protocol)}</code>: <code>equipoise new ${escapeText(protocol)}</code></span></li>`,
  )
  return section('settle', 'What would settle it', [`<ul>${items.join('')}</ul>`])
}
