import type { AssistedResults } from '../../analysis/assisted/results-schema.ts'
import { escapeText, isolated } from '../escape.ts'
import { capitalised, counted, listed, pSentence } from '../format.ts'
import { deviationLink, deviationList } from '../page/deviations.ts'
import { bulletList, paragraph } from '../page/parts.ts'
import { disagreement } from './allocation-words.ts'
import type { TrialContext } from './trial-context.ts'

const withheldWords = {
  'trial-open': 'The trial is not closed',
  'coding-unfinished': 'The coders have not finished',
} as const

/** Title of the part that answers the locked hypotheses. */
export function verdictsTitle({ lead, verdicts }: AssistedResults): string {
  if (lead !== null) return 'No verdict'
  return verdicts.length === 1 ? 'Verdict' : 'Verdicts'
}

/** What the locked hypotheses say; where no real participant decided anything, that first and no empty verdict. */
export function trialVerdictsPart(context: TrialContext): string {
  const { verdicts, withheld, plan, remarks, lead, deviations } = context.results
  const disagrees = disagreement(context.results.allocations)
  const said = verdicts.map(({ verdict, headline, p, hypothesis }) =>
    [
      `<article class="verdict" id="${context.id('verdict')}">`,
      paragraph(isolated(`${capitalised(hypothesis.kind)} hypothesis ${hypothesis.id}`), 'kicker'),
      `<h3 class="headline">${isolated(headline)}</h3>`,
      paragraph(
        `<span class="verdict-name">${capitalised(verdict)}</span> <span class="plan-state">${isolated(plan.sentence)}${deviationLink(deviations)}</span>`,
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
    `<h2>${verdictsTitle(context.results)}</h2>`,
    ...(disagrees === null
      ? []
      : [
          `<p class="sample" role="note"><strong>${escapeText(disagrees)}</strong> <a href="#allocations">What does not agree</a></p>`,
        ]),
    ...(lead === null ? [] : [`<p class="headline">${isolated(lead)}</p>`]),
    ...(withheld === null ? [] : [paragraph(`${withheldWords[withheld]}: no outcome has been computed.`)]),
    ...(lead === null ? said : unanswered(verdicts)),
    ...(withheld === null && verdicts.length === 0 ? [paragraph('No hypothesis was locked.')] : []),
    ...(lead === null && said.length > 0
      ? []
      : [paragraph(`${escapeText(plan.sentence)}${deviationLink(deviations)}`)]),
    ...(remarks.length === 0 ? [] : ['<h3>Limits that hold for every number</h3>', bulletList(remarks)]),
    deviationList(deviations),
    '</section>',
  ].join('\n')
}

function unanswered(verdicts: AssistedResults['verdicts']): readonly string[] {
  if (verdicts.length === 0) return []
  const ids = listed(verdicts.map(({ hypothesis }) => hypothesis.id))
  const locked = verdicts.length === 1 ? 'The locked hypothesis' : 'The locked hypotheses'
  return [paragraph(`${locked} ${isolated(ids)} ${verdicts.length === 1 ? 'is' : 'are'} not answered.`)]
}
