import type { EstimateResult, Verdict } from '../../analysis/results-schema.ts'
import { escapeText, isolated } from '../escape.ts'
import { forestPlot } from '../figures/forest.ts'
import { capitalised, count, counted, decimal, pSentence, pValue } from '../format.ts'
import {
  bounds,
  difference,
  type Measure,
  magnitude,
  marginInUnits,
  measureOf,
  rangeNote,
  undefinedReason,
} from '../measure.ts'
import { byRuleWords, marginWords, opponents, sectionName } from '../words.ts'
import type { PageContext } from './context.ts'
import { deviationLink, deviationList } from './deviations.ts'
import { looksPart } from './looks-part.ts'
import { bulletList, paragraph, renderFigure } from './parts.ts'
import { intervalCell, missing, number, numberOr, renderTable } from './table.ts'

/** Every locked hypothesis: its answer in large type, the state of the plan beside it, its numbers, its remarks. */
export function verdictPart(context: PageContext): string {
  const { results } = context
  const limits =
    results.remarks.length === 0
      ? ''
      : `<h3>Limits that hold for every number</h3>\n${bulletList(results.remarks)}`
  const verdicts =
    results.verdicts.length === 0
      ? [paragraph('The results hold no hypothesis, so there is no verdict.')]
      : results.verdicts.map((verdict) => renderVerdict(context, verdict))
  return [
    '<section id="verdicts">',
    `<h2>${results.verdicts.length === 1 ? 'Verdict' : 'Verdicts'}</h2>`,
    ...verdicts,
    looksPart(context),
    limits,
    deviationList(results.deviations),
    '</section>',
  ].join('\n')
}

function renderVerdict(context: PageContext, verdict: Verdict): string {
  const { results, names } = context
  const { hypothesis } = verdict
  const margin = marginWords(hypothesis)
  const name = `${capitalised(hypothesis.kind)} hypothesis ${hypothesis.id}: ${sectionName(results, names, hypothesis)}`
  return [
    `<article class="verdict" id="${context.id('verdict')}">`,
    paragraph(isolated(name), 'kicker'),
    `<h3 class="headline">${isolated(verdict.headline)}</h3>`,
    paragraph(
      `<span class="verdict-name">${capitalised(verdict.verdict)}</span> <span class="plan-state">${isolated(results.plan.sentence)}${deviationLink(results.deviations)}</span>`,
      'standing',
    ),
    verdictFigure(context, verdict),
    verdictTable(context, verdict),
    margin === null ? '' : paragraph(`Margin: ${escapeText(margin)}.${context.note('parity')}`),
    parityWords(context, verdict),
    bulletList(verdict.remarks),
    '</article>',
  ].join('\n')
}

function verdictFigure(context: PageContext, verdict: Verdict): string {
  const { results, names } = context
  const { hypothesis, estimate } = verdict
  const measure = measureOf(results, hypothesis.axis)
  const section = sectionOf(context, verdict)
  const label = `${names.arm(hypothesis.candidate)} against ${opponents(names, section, hypothesis.against)}`
  const limit = hypothesis.margin === null ? null : hypothesis.margin.onEstimate * measure.factor
  const margins = limit === null ? [] : hypothesis.kind === 'equivalence' ? [-limit, limit] : [-limit]
  const scaled = (value: number) => value * measure.factor
  const level = levelWords(verdict)
  const title = `${measure.name}, ${label}`
  return renderFigure(context, {
    title,
    description: `${label}: ${difference(measure, estimate.estimate)} ${measure.unit}, ${level} interval ${bounds(measure, verdict.interval)}.${margins.length === 0 ? '' : ` Margin ${margins.map((one) => decimal(one, measure.digits)).join(' and ')}.`}`,
    caption: `${measure.name} in ${measure.unit} with its ${level} interval`,
    draw: (frame) =>
      forestPlot(
        {
          rows: [
            {
              label,
              estimate: estimate.estimate === null ? null : scaled(estimate.estimate),
              interval:
                verdict.interval === null
                  ? null
                  : { lower: scaled(verdict.interval.lower), upper: scaled(verdict.interval.upper) },
              reason: undefinedReason({ ...estimate, ci95: verdict.interval }),
              published: [],
              margins,
            },
          ],
          axisTitle: `${measure.name}, ${measure.unit}`,
          favours: {
            negative: `favours ${opponents(names, section, hypothesis.against)}`,
            positive: `favours ${names.arm(hypothesis.candidate)}`,
          },
          digits: measure.digits,
        },
        frame,
      ),
  })
}

function verdictTable(context: PageContext, verdict: Verdict): string {
  const { results, names } = context
  const { hypothesis, estimate, p, outcomes } = verdict
  const measure = measureOf(results, hypothesis.axis)
  const pairwise = measure.form === 'pairwise'
  const reason = undefinedReason({ ...estimate, ci95: verdict.interval })
  const looks = results.plan.look.of > 1
  const sides =
    hypothesis.kind === 'equivalence'
      ? 'two one-sided tests'
      : hypothesis.sides === 1
        ? 'one-sided'
        : 'two-sided'
  const record =
    outcomes === null
      ? []
      : [
          `${counted(outcomes.wins, 'win')}, ${counted(outcomes.ties, 'tie')}, ${counted(outcomes.losses, 'loss', 'losses')}`,
        ]
  const byRule = byRuleWords(outcomes)
  const note = [
    ...record,
    ...(byRule === null
      ? []
      : [`${byRule} wins, ties and losses come from the refusal rule, nobody marked them`]),
    `${sides}, alpha ${hypothesis.alpha}`,
    p.familySize === 1 ? 'the only hypothesis of its family' : `family of ${p.familySize} hypotheses`,
    'the interval is not adjusted for family or look',
    ...precisionWords(estimate, measure),
    ...rangeNote(measure, [verdict.interval]),
  ]
  return renderTable(context, {
    caption: `${measure.name} in ${measure.unit}${context.note(pairwise ? 'win-difference' : 'mean-difference')}`,
    columns: [
      'Contrast',
      { head: 'Estimate' },
      { head: `${levelWords(verdict)} interval${context.note('standard-error')}` },
      { head: 'p, raw' },
      ...(looks ? [{ head: `p, look${context.note('look')}` }] : []),
      { head: `p, adjusted${context.note('holm')}` },
      { head: pairwise ? 'n' : 'cells' },
      { head: 'questions' },
      { head: 'reviewers' },
    ],
    rows: [
      {
        head: `${isolated(names.arm(hypothesis.candidate))} against ${isolated(opponents(names, sectionOf(context, verdict), hypothesis.against))}`,
        cells: [
          numberOr(difference(measure, estimate.estimate), reason),
          intervalCell(bounds(measure, verdict.interval), reason),
          numberOr(pValue(p.raw), reason),
          ...(looks ? [numberOr(pValue(p.lookAdjusted), reason)] : []),
          numberOr(pValue(p.adjusted), reason),
          number(count(estimate.n)),
          number(count(estimate.nQuestions)),
          estimate.nReviewers === null
            ? missing('reviewers are not identified')
            : number(count(estimate.nReviewers)),
        ],
      },
    ],
    note: note.map(escapeText).join('; '),
  })
}

function precisionWords(estimate: EstimateResult, measure: Measure): string[] {
  const { df, designEffect } = estimate
  const { used } = estimate.standardErrors
  return [
    ...(used === null ? [] : [`standard error ${magnitude(measure, used)}`]),
    ...(df === null ? [] : [`df ${decimal(df, Number.isInteger(df) ? 0 : 1)}`]),
    ...(designEffect === null ? [] : [`design effect ${decimal(designEffect, 2)}`]),
  ]
}

function parityWords(context: PageContext, verdict: Verdict): string {
  const { results, names } = context
  const { hypothesis, assaySensitivity, smallestProvableMargin } = verdict
  if (hypothesis.kind === 'superiority') return ''
  const measure = measureOf(results, hypothesis.axis)
  const margin =
    smallestProvableMargin === null
      ? 'No margin can be proved from these marks.'
      : `Smallest margin these marks can prove: ${marginInUnits(measure, smallestProvableMargin)}.`
  const assay =
    assaySensitivity === null
      ? 'Assay sensitivity was not part of this hypothesis.'
      : assaySensitivity.arm === null
        ? 'Assay sensitivity not shown: the study has no arm known to be worse.'
        : `Assay sensitivity ${assaySensitivity.shown ? 'shown' : 'not shown'}: ${names.arm(assaySensitivity.arm)}, known to be worse, ${difference(measure, assaySensitivity.estimate)} ${measure.unit} (${pSentence(assaySensitivity.p)}, not adjusted).`
  return paragraph(`${escapeText(margin)} ${isolated(assay)}`, 'parity')
}

/** `95%`; the level of the locked alpha where there is no interval to ask. */
function levelWords(verdict: Verdict): string {
  const { alpha, kind, sides } = verdict.hypothesis
  const level = verdict.interval?.level ?? (kind === 'superiority' && sides === 2 ? 1 - alpha : 1 - 2 * alpha)
  return `${Number((level * 100).toPrecision(6))}%`
}

function sectionOf(context: PageContext, { hypothesis }: Verdict) {
  return (
    context.results.sections.find(
      (section) => section.axis === hypothesis.axis && section.rendering === hypothesis.rendering,
    ) ?? null
  )
}
