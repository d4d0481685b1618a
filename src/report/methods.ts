import type { Results } from '../analysis/results-schema.ts'
import { counted, decimal, listed, secondsWords } from './format.ts'
import { methodNotes } from './method-notes.ts'
import { type Reference, type ReferenceKey, references } from './references.ts'
import { marginWords, namesOf, refusalRuleWords, refusalsRecorded, timeFloorApplied } from './words.ts'

/** A sentence with the literature it rests on. */
export interface CitedSentence {
  readonly text: string
  readonly cites: readonly ReferenceKey[]
}

export interface Methods {
  readonly paragraphs: readonly (readonly CitedSentence[])[]
  /** Numbered from 1 in this order: by first citation in the paragraphs, then in the notes on methods. */
  readonly references: readonly { readonly key: ReferenceKey; readonly reference: Reference }[]
}

const plain = (text: string): CitedSentence => ({ text, cites: [] })
const cited = (text: string, ...cites: readonly ReferenceKey[]): CitedSentence => ({ text, cites })

/** The methods of a study in words, from its results alone. */
export function methods(results: Results): Methods {
  const paragraphs = [design(results), estimation(results), inference(results), sensitivity(results)].filter(
    (paragraph) => paragraph.length > 0,
  )
  const keys = [
    ...paragraphs.flat().flatMap((sentence) => sentence.cites),
    ...methodNotes(results).flatMap((note) => note.cites),
  ]
  return {
    paragraphs,
    references: [...new Set(keys)].map((key) => ({ key, reference: references[key] })),
  }
}

/** The same as plain text, ready to paste into a manuscript, with numbered citations and their list. */
export function methodsText(results: Results): string {
  const { paragraphs, references: list } = methods(results)
  const numbers = (cites: readonly ReferenceKey[]) =>
    cites.map((key) => list.findIndex((entry) => entry.key === key) + 1).sort((a, b) => a - b)
  const sentence = ({ text, cites }: CitedSentence) =>
    cites.length === 0 ? text : `${text.replace(/\.$/, '')} [${numbers(cites).join(', ')}].`
  const cites = new Set(paragraphs.flat().flatMap((one) => one.cites))
  const bibliography = list
    .filter((entry) => cites.has(entry.key))
    .map(({ reference }, index) => {
      return `${index + 1}. ${reference.text}${reference.doi === null ? '' : ` doi:${reference.doi}`}`
    })
  return `${[...paragraphs.map((one) => one.map(sentence).join(' ')), bibliography.join('\n')].join('\n\n')}\n`
}

function design(results: Results): CitedSentence[] {
  const { plan, data, study } = results
  const names = namesOf(results)
  const pairwise = plan.axes.filter((axis) => axis.form === 'pairwise')
  const absolute = plan.axes.filter((axis) => axis.form === 'absolute')
  const shown = plan.renderings.filter((rendering) => !rendering.excluded)
  const reviewers =
    data.reviewers === null
      ? 'by reviewers whom the data do not identify'
      : `by ${counted(data.reviewers, 'reviewer')}`
  return [
    ...(study.sample
      ? [plain('The marks of this study are simulated; nothing here is evidence about any product.')]
      : []),
    plain(
      `${counted(plan.arms.length, 'arm')} (${listed(plan.arms.map((arm) => arm.label))}) were compared on ${counted(data.items, 'question')} with ${counted(data.marks, 'mark')} ${reviewers}.`,
    ),
    ...(pairwise.length > 0
      ? [plain(`Two answers side by side were compared on ${listed(pairwise.map((axis) => axis.label))}.`)]
      : []),
    ...(absolute.length > 0
      ? [plain(`Single answers were marked on ${listed(absolute.map((axis) => axis.label))}.`)]
      : []),
    ...(shown.length > 0 ? [plain(`Answers were shown as ${listed(shown.map((one) => one.label))}.`)] : []),
    plain(`${plan.sentence.replace(/\.$/, '')}.`),
    ...results.verdicts.flatMap(({ hypothesis }) => {
      const margin = marginWords(hypothesis)
      if (margin === null) return []
      return [
        plain(
          `The margin of the ${hypothesis.kind} hypothesis on ${names.axis(hypothesis.axis)} (${names.arm(hypothesis.candidate)} against ${listed(hypothesis.against.map(names.arm))}) was ${margin}.`,
        ),
      ]
    }),
    plain(
      `For refused answers the rule was that ${refusalRuleWords[plan.refusalRule]}; ${refusalsRecorded(results) ? 'coverage and the results under the other rules are reported beside it' : 'no refusal is recorded'}.`,
    ),
    ...timeFloor(results),
  ]
}

function timeFloor(results: Results): CitedSentence[] {
  const { minimumActiveSeconds } = results.plan
  if (minimumActiveSeconds === null) return []
  const floor = secondsWords(minimumActiveSeconds)
  if (!timeFloorApplied(results)) {
    return [
      plain(
        `The time floor of ${floor} of active time could not be applied, because the data hold no times.`,
      ),
    ]
  }
  const fast = results.data.underTimeFloor
  if (fast === 0) {
    return [plain(`No mark whose active time is recorded fell under the time floor of ${floor}.`)]
  }
  const withThem = results.sections.some(({ oneAgainstRest, pairs }) =>
    [...oneAgainstRest, ...pairs].some(({ sensitivity: rows }) =>
      rows.some((row) => row.kind === 'without-time-floor'),
    ),
  )
  return [
    plain(
      `${counted(fast, 'mark')} made in under ${floor} of active time ${fast === 1 ? 'was' : 'were'} left out${withThem ? `; the analysis with ${fast === 1 ? 'it' : 'them'} is reported as sensitivity` : ''}.`,
    ),
  ]
}

function estimation(results: Results): CitedSentence[] {
  const forms = new Set(results.plan.axes.map((axis) => axis.form))
  return [
    ...(forms.has('pairwise')
      ? [
          plain(
            'The estimate for pairwise axes is the win difference: wins minus losses over all comparisons, ties in the denominator.',
          ),
        ]
      : []),
    ...(forms.has('absolute')
      ? [
          plain(
            'The estimate for single marks is the mean paired difference over the cells of question and reviewer that have a mark for both sides, turned so that positive favours the candidate.',
          ),
        ]
      : []),
    results.data.reviewers === null
      ? cited(
          'Because reviewers are not identified, standard errors are clustered by question alone, with the t distribution on the number of questions minus one; variation between reviewers is not in them.',
          'cameron2015',
          'judd2012',
        )
      : cited(
          'Questions and reviewers are both random: the variance is two-way cluster-robust, the largest of V(question) + V(reviewer) − V(question × reviewer), V(question) and V(reviewer), with the t distribution on min(G) − 1 degrees of freedom, where G counts the questions or the reviewers.',
          'judd2012',
          'cameron2011',
          'cameron2015',
        ),
  ]
}

function inference(results: Results): CitedSentence[] {
  const { look } = results.plan
  const parity = results.verdicts.filter(({ hypothesis }) => hypothesis.kind !== 'superiority')
  return [
    ...(parity.some(({ hypothesis }) => hypothesis.kind === 'equivalence')
      ? [cited('Equivalence is tested by two one-sided tests.', 'schuirmann1987')]
      : []),
    ...(parity.some(({ hypothesis }) => hypothesis.kind === 'non-inferiority')
      ? [plain('Non-inferiority is tested one-sided against the margin.')]
      : []),
    ...(parity.some(({ assaySensitivity }) => assaySensitivity !== null)
      ? [cited('A claim of parity also requires that an arm known to be worse is shown to lose.', 'iche10')]
      : []),
    ...(results.verdicts.length > 0
      ? [
          cited(
            'The p-values of hypotheses are adjusted inside their family by Holm’s procedure; where alphas of a family differ, its steps run through p divided by alpha and hold the family at its largest alpha.',
            'holm1979',
          ),
        ]
      : []),
    ...(look.of > 1
      ? [
          cited(
            `This is look ${look.number} of ${look.of} at ${decimal(look.information * 100, 0)}% of the planned information, with ${spendingWords[look.spending] ?? look.spending} alpha spending.`,
            'lan1983',
          ),
        ]
      : []),
    ...exploratory(results),
  ]
}

/** Which p-values share an adjustment, and which have none. */
function exploratory(results: Results): CitedSentence[] {
  const { sections, verdicts } = results
  const across = [
    ...(sections.some(({ oneAgainstRest }) => oneAgainstRest.length > 0)
      ? ['all contrasts of one arm with the others']
      : []),
    ...(sections.some(({ pairs }) => pairs.length > 0) ? ['all pairs of arms'] : []),
  ]
  const strata = sections.some((section) => section.strata.length > 0)
  const unadjusted = [
    'sensitivity analyses',
    'sign flips',
    ...(sections.some(({ position }) => position !== null) ? ['the order of presentation'] : []),
    ...(verdicts.some(({ assaySensitivity }) => assaySensitivity !== null) ? ['assay sensitivity'] : []),
  ]
  return [
    ...(across.length === 0
      ? []
      : [
          cited(
            `Exploratory p-values are adjusted by Benjamini and Hochberg: ${listed(across)} form ${across.length === 1 ? 'one family' : 'two families'} over all axes and renderings${strata ? ', and each table of strata is a family of its own' : ''}.`,
            'benjamini1995',
          ),
        ]),
    plain(`The p-values of ${listed(unadjusted)} are not adjusted.`),
  ]
}

const spendingWords: Readonly<Record<string, string>> = {
  'obrien-fleming': 'O’Brien-Fleming type',
  pocock: 'Pocock type',
  linear: 'linear',
}

function sensitivity(results: Results): CitedSentence[] {
  const { plan, software } = results
  const pairwise = results.sections.some((section) => section.form === 'pairwise')
  return [
    cited(
      `Sensitivity analyses are a bootstrap of whole clusters (${counted(plan.resamples, 'resample')}, seed ${plan.seed}) and sign flips of whole clusters.`,
      'field2007',
      'canay2017',
      'phipson2010',
    ),
    ...(pairwise
      ? [
          cited(
            'Arms are placed on one scale by Davidson’s model for paired comparisons with ties.',
            'davidson1970',
          ),
        ]
      : []),
    ...(results.sections.some(({ arms }) => arms.some(({ ranks }) => ranks !== null))
      ? [
          cited(
            'Ranks are given as the sets that the pairwise tests of one axis and rendering, adjusted by Holm to a family-wise 5%, leave possible.',
            'mogstad2024',
          ),
        ]
      : []),
    ...(results.sections.some(({ agreement }) => agreement !== null)
      ? [
          cited(
            'Agreement between reviewers is described by percent agreement, Krippendorff’s alpha and Gwet’s AC1 and AC2.',
            'hayes2007',
            'gwet2008',
          ),
        ]
      : []),
    ...(results.verdicts.some(({ fragility }) => fragility !== null)
      ? [
          cited(
            'Fragility is the number of marks reversed, in random orders, until a verdict becomes another.',
            'walsh2014',
          ),
        ]
      : []),
    plain(`The analysis was made with ${software.name} ${software.version}.`),
  ]
}
