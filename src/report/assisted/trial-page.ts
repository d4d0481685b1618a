import { createHash } from 'node:crypto'
import type { AssistedResults } from '../../analysis/assisted/results-schema.ts'
import { escapeText, isolated } from '../escape.ts'
import { count, counted } from '../format.ts'
import { type RunFacts, resultsHashName } from '../page/provenance-part.ts'
import { pageStyle } from '../page/style.ts'
import { trialFlowPart } from './flow-part.ts'
import { outcomePart } from './outcome-part.ts'
import { simulatedPart } from './simulated-part.ts'
import { stagesPart } from './stages-part.ts'
import { triagePart } from './triage-part.ts'
import { type TrialContext, trialContext } from './trial-context.ts'
import { assistedResultsText } from './trial-json.ts'
import { trialMethods } from './trial-methods.ts'
import { trialVerdictsPart, verdictsTitle } from './verdicts-part.ts'

/**
 * The report of an assisted-use trial as one HTML file that needs nothing else: no network, no script.
 *
 * @param run When and with what the page was made; null leaves it out, so that the same results give the same bytes.
 */
export function renderTrialReport(results: AssistedResults, run: RunFacts | null): string {
  const context = trialContext(results)
  // Of nobody's decisions there are no tables: those would be empty, and hide the simulated ones.
  const told = results.lead === null ? results : { ...results, outcomes: [], stages: null, triage: [] }
  const ofPeople = { ...context, results: told }
  const parts: readonly (readonly [string, string, string])[] = [
    ['verdicts', verdictsTitle(results), trialVerdictsPart(context)],
    ...told.outcomes.map(
      (outcome) =>
        [`outcome-${outcome.outcome}`, isolated(outcome.label), outcomePart(context, outcome)] as const,
    ),
    ['stages', 'Where it breaks', stagesPart(ofPeople)],
    ['triage', 'Triage', triagePart(ofPeople)],
    ['simulated', 'SIMULATED participants', simulatedPart(context)],
    ['flow', 'Participants', trialFlowPart(context)],
    ['methods', 'Methods', methodsPart(context)],
    ['provenance', 'Provenance', provenancePart(results, run)],
  ]
  const shown = parts.filter(([, , part]) => part !== '')
  const items = shown.map(([id, name]) => `<li><a href="#${id}">${name}</a></li>`)
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeText(`${results.study.sample ? 'SAMPLE: ' : ''}${results.study.title}`)}</title>`,
    `<style>${pageStyle}</style>`,
    '</head>',
    '<body>',
    head(results),
    '<div class="columns">',
    `<nav aria-label="Contents"><ol>${items.join('')}</ol></nav>`,
    '<main>',
    ...shown.map(([, , part]) => part),
    '</main>',
    '</div>',
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

function head({ study, plan, data, lead }: AssistedResults): string {
  const { analysed } = data

  const note = (what: string, so: string) =>
    `<p class="sample" role="note"><strong>${what}</strong> ${so}</p>`
  const banners = [
    ...(study.sample
      ? [note('SAMPLE: simulated decisions.', 'Nothing here is evidence about any product.')]
      : []),
    ...(lead !== null && data.simulatedParticipants > 0
      ? [note('SIMULATED participants alone.', 'No real participant decided anything here.')]
      : []),
  ]
  const facts = [
    `${counted(analysed.participants, lead === null ? 'participant' : 'real participant')}${analysed.participants === data.participants ? '' : ` (${count(data.participants)} randomised)`}`,
    ...(data.simulatedParticipants === 0
      ? []
      : [counted(data.simulatedParticipants, 'SIMULATED participant')]),
    // Where nobody real decided, the planned ones are those that SIMULATED participants had.
    lead !== null
      ? counted(plan.cases, 'case')
      : `${counted(analysed.cases, 'case')}${analysed.cases === plan.cases ? '' : ` (${count(plan.cases)} planned)`}`,
    counted(data.decisions, lead === null ? 'decision' : 'real decision'),
  ]
  return [
    '<header>',
    ...banners,
    `<h1>${isolated(study.title)}</h1>`,
    `<p class="question">${isolated(study.question)}</p>`,
    `<p class="counts">${plan.arms.map(({ id, label }) => `${isolated(label)}${id === plan.control ? ' (control)' : ''}`).join(', ')}</p>`,
    `<p class="counts">${facts.join(', ')}</p>`,
    '</header>',
  ].join('\n')
}

function methodsPart(context: TrialContext): string {
  return [
    '<section id="methods">',
    '<h2>Methods</h2>',
    ...trialMethods(context.results).map((text) => `<p>${escapeText(text)}</p>`),
    '</section>',
  ].join('\n')
}

function provenancePart(results: AssistedResults, run: RunFacts | null): string {
  const code = (text: string) => `<code class="hash">${escapeText(text)}</code>`
  const { plan, data, software, study, schemaVersion } = results
  const hash = createHash('sha256').update(assistedResultsText(results)).digest('hex')
  const facts: readonly (readonly [string, string])[] = [
    ['Study', code(study.id)],
    ['Protocol hash', code(plan.protocolHash)],
    ['Lock', plan.lockVersion === null ? 'not locked' : `version ${plan.lockVersion}`],
    ['Data hash', code(data.hash)],
    ['Seed', code(String(plan.seed))],
    [resultsHashName, code(hash)],
    [
      'Software',
      escapeText(`${software.name} ${software.version}, assisted results schema ${schemaVersion}`),
    ],
    ...(run === null
      ? []
      : ([
          ['This page made with', escapeText(run.software)],
          ['This page made at', escapeText(run.createdAt)],
          ['Node', escapeText(run.node)],
        ] as const)),
  ]
  return [
    '<section id="provenance">',
    '<h2>Provenance</h2>',
    `<dl class="facts">${facts.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`).join('\n')}</dl>`,
    '<p>The same decisions, protocol and software version give the same numbers, byte for byte.</p>',
    '</section>',
  ].join('\n')
}
