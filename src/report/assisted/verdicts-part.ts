import { escapeText } from '../escape.ts'
import { counted, pSentence } from '../format.ts'
import type { TrialContext } from './trial-context.ts'

/** What the locked hypotheses say. */
export function trialVerdictsPart(context: TrialContext): string {
  const { verdicts, closed, plan } = context.results
  const said = verdicts.map(({ verdict, headline, p, hypothesis }) =>
    [
      '<article class="verdict">',
      `<p class="word">${escapeText(verdict)}</p>`,
      `<p class="headline">${escapeText(headline)}</p>`,
      `<p class="small">${escapeText(`${pSentence(p.adjusted)} after Holm over ${counted(p.familySize, 'hypothesis', 'hypotheses')} of the family ${hypothesis.family}, ${pSentence(p.raw)} before; alpha ${hypothesis.alpha}, ${hypothesis.sides === 2 ? 'two-sided' : 'one-sided'}`)}.</p>`,
      '</article>',
    ].join('\n'),
  )
  return [
    '<section id="verdicts">',
    `<h2>${verdicts.length === 1 ? 'Verdict' : 'Verdicts'}</h2>`,
    ...(closed
      ? said.length > 0
        ? said
        : ['<p>No hypothesis was locked.</p>']
      : ['<p>The trial is not closed: no outcome has been computed.</p>']),
    `<p>${escapeText(plan.sentence)}</p>`,
    '</section>',
  ].join('\n')
}
