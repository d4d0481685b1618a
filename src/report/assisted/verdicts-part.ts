import { escapeText, isolated } from '../escape.ts'
import { capitalised, counted, pSentence } from '../format.ts'
import { bulletList, paragraph } from '../page/parts.ts'
import type { TrialContext } from './trial-context.ts'

const withheldWords = {
  'trial-open': 'The trial is not closed',
  'coding-unfinished': 'The coders have not finished',
} as const

/** What the locked hypotheses say. */
export function trialVerdictsPart(context: TrialContext): string {
  const { verdicts, withheld, plan, remarks } = context.results
  const said = verdicts.map(({ verdict, headline, p, hypothesis }) =>
    [
      `<article class="verdict" id="${context.id('verdict')}">`,
      paragraph(isolated(`${capitalised(hypothesis.kind)} hypothesis ${hypothesis.id}`), 'kicker'),
      `<h3 class="headline">${isolated(headline)}</h3>`,
      paragraph(
        `<span class="verdict-name">${capitalised(verdict)}</span> <span class="plan-state">${isolated(plan.sentence)}</span>`,
        'standing',
      ),
      paragraph(
        escapeText(
          `${pSentence(p.adjusted)} after Holm over ${counted(p.familySize, 'hypothesis', 'hypotheses')} of the family ${hypothesis.family}, ${pSentence(p.raw)} before; alpha ${hypothesis.alpha}, ${hypothesis.sides === 2 ? 'two-sided' : 'one-sided'}.`,
        ),
      ),
      '</article>',
    ].join('\n'),
  )
  return [
    '<section id="verdicts">',
    `<h2>${verdicts.length === 1 ? 'Verdict' : 'Verdicts'}</h2>`,
    ...(withheld === null
      ? said.length > 0
        ? said
        : ['<p>No hypothesis was locked.</p>']
      : [`<p>${withheldWords[withheld]}: no outcome has been computed.</p>`]),
    ...(said.length > 0 ? [] : [`<p>${escapeText(plan.sentence)}</p>`]),
    ...(remarks.length === 0 ? [] : ['<h3>Limits that hold for every number</h3>', bulletList(remarks)]),
    '</section>',
  ].join('\n')
}
