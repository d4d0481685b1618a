import type { Results } from '../analysis/results-schema.ts'
import { counted } from './format.ts'
import type { ReferenceKey } from './references.ts'
import { refusalsRecorded } from './words.ts'

/** How one kind of number on the page is made; tables point to these notes by number. */
export interface MethodNote {
  readonly key: NoteKey
  readonly title: string
  readonly text: string
  readonly cites: readonly ReferenceKey[]
}

export type NoteKey =
  | 'win-difference'
  | 'mean-difference'
  | 'standard-error'
  | 'holm'
  | 'look'
  | 'benjamini-hochberg'
  | 'design-effect'
  | 'bootstrap'
  | 'sign-flip'
  | 'parity'
  | 'fragility'
  | 'answer-sets'
  | 'davidson'
  | 'ranks'
  | 'position'
  | 'agreement'
  | 'sensitivity'

/** The notes that the numbers of these results need, in the order they are numbered. */
export function methodNotes(results: Results): MethodNote[] {
  const { plan, data, looks } = results
  const forms = new Set(results.plan.axes.map((axis) => axis.form))
  const identified = data.reviewers !== null
  const notes: (MethodNote | false)[] = [
    forms.has('pairwise') && {
      key: 'win-difference',
      title: 'Win difference',
      text: 'Share of comparisons won minus share lost, ties in the denominator, in points from −100 to 100. It is twice the distance of the win rate (ties as half) from 50%.',
      cites: [],
    },
    forms.has('absolute') && {
      key: 'mean-difference',
      title: 'Difference of mean marks',
      text: 'Mean over cells of question and reviewer of the mark of one arm minus that of the other, only cells marked for both. Positive favours the arm named first, also where a lower mark is better.',
      cites: [],
    },
    {
      key: 'standard-error',
      title: 'Standard error, interval and p-value',
      text: identified
        ? 'Two-way cluster-robust over questions and reviewers: the largest of V(question) + V(reviewer) − V(question × reviewer), V(question) and V(reviewer); t distribution on min(number of questions, number of reviewers) − 1 degrees of freedom. The other standard errors are printed to compare.'
        : 'Cluster-robust over questions, t distribution on the number of questions minus 1. Reviewers are not identified in the data, so their variation is not in it.',
      cites: identified ? ['judd2012', 'cameron2011', 'cameron2015'] : ['cameron2015'],
    },
    results.verdicts.length > 0 && {
      key: 'holm',
      title: 'Adjusted p-value of a hypothesis',
      text: 'Holm over the hypotheses of the same family; compared with the alpha of the hypothesis. Where the alphas of a family differ, Holm’s steps run through p divided by alpha, which holds the family at its largest alpha. The opposite of a claim, which nobody planned, gets Bonferroni’s correction. The interval beside it is not adjusted.',
      cites: ['holm1979'],
    },
    plan.look.of > 1 && {
      key: 'look',
      title: 'Planned looks',
      text: `Look ${plan.look.number} of ${plan.look.of}; each look spends its part of alpha, so that looking early does not raise the error rate.${looks === null ? '' : ' Alpha is spent by the share of the marks that a look really had; the last look spends what is left, however many marks there are. A look that was not taken spends nothing.'}`,
      cites: ['lan1983'],
    },
    {
      key: 'benjamini-hochberg',
      title: 'Exploratory p-values',
      text: 'Adjusted by Benjamini and Hochberg in three kinds of families: all contrasts of one arm with the others in these results, all pairs in these results, and each table of strata by itself. They generate hypotheses and give no verdict. P-values of sensitivity analyses, sign flips, order of presentation and assay sensitivity are not adjusted.',
      cites: ['benjamini1995'],
    },
    {
      key: 'design-effect',
      title: 'Design effect and effective n',
      text: 'Variance used over the variance of independent marks; effective n is n over the design effect.',
      cites: ['cameron2015'],
    },
    {
      key: 'bootstrap',
      title: 'Bootstrap',
      text: `Whole questions${identified ? ', or whole reviewers,' : ''} drawn with replacement; ${counted(plan.resamples, 'resample')}, seed ${plan.seed}; percentile interval, t-based under fifty clusters. Sensitivity only${identified ? ': each direction leaves the other one out' : ''}.`,
      cites: ['field2007'],
    },
    {
      key: 'sign-flip',
      title: 'Sign flips',
      text: `Signs of whole clusters are turned, never of single marks: every pattern where at most 20 clusters have a sum other than 0, otherwise ${counted(plan.resamples, 'pattern')} drawn at random (seed ${plan.seed}). ${identified ? 'By questions and by reviewers in turn, and the larger p-value counts' : 'By questions'}. A p-value is never 0, and it is not adjusted.`,
      cites: ['canay2017', 'phipson2010'],
    },
    results.verdicts.some(({ hypothesis }) => hypothesis.kind !== 'superiority') && {
      key: 'parity',
      title: 'Parity',
      text: `${provableWords(results)} Assay sensitivity: an arm known to be worse has to lose, otherwise inattentive reviewers would show parity of anything; its p-value is two-sided at 0.05 and not adjusted.`,
      cites: ['schuirmann1987', 'iche10'],
    },
    results.verdicts.some(({ fragility }) => fragility !== null) && {
      key: 'fragility',
      title: 'Fragility',
      text: `Given marks (cells on axes of single marks) reversed one after another in random orders (seed ${plan.seed}) until the verdict is another: median, lowest and highest number over the orders tried. Another order could need fewer or more. Refusals are never reversed.`,
      cites: ['walsh2014'],
    },
    refusalsRecorded(results) && {
      key: 'answer-sets',
      title: 'Refused answers',
      text: 'The same estimate three ways: refusals counted as losses (as worst marks of a scale), only questions that every arm answered, and refusals left out. The protocol’s rule names one; the others show what hangs on the choice.',
      cites: [],
    },
    forms.has('pairwise') && {
      key: 'davidson',
      title: 'Log worth',
      text: 'Maximum likelihood ability on the log-odds scale, mean zero over arms, with a parameter for ties and, where the order shown is known, one for position.',
      cites: ['davidson1970'],
    },
    results.sections.some(({ arms }) => arms.some(({ ranks }) => ranks !== null)) && {
      key: 'ranks',
      title: 'Ranks',
      text: 'Every rank that the pairwise tests of one axis and rendering leave possible, adjusted by Holm among themselves to a family-wise 5%.',
      cites: ['mogstad2024', 'holm1979'],
    },
    results.sections.some(({ position }) => position !== null) && {
      key: 'position',
      title: 'Position',
      text: 'Decisive marks for the answer shown first, with Wilson’s interval and an exact test as if marks were independent; the difference has ties in the denominator and the clustered standard error.',
      cites: ['wilson1927'],
    },
    results.sections.some(({ agreement }) => agreement !== null) && {
      key: 'agreement',
      title: 'Agreement',
      text: `Answers or pairs with two or more marks. Intervals of alpha by bootstrap over them (seed ${plan.seed}). AC1 and AC2 stand beside alpha because alpha falls when one category is rare. Landmarks such as 0.8 are conventions.`,
      cites: ['hayes2007', 'gwet2008'],
    },
    {
      key: 'sensitivity',
      title: 'Sensitivity analyses',
      text: 'The same contrast scored or weighted in another way. They do not change the verdict, and their p-values are not adjusted.',
      cites: [],
    },
  ]
  return notes.filter((note) => note !== false)
}

/** What the smallest provable margin is, for each kind of hypothesis that has one. */
function provableWords(results: Results): string {
  const has = (kind: string) => results.verdicts.some(({ hypothesis }) => hypothesis.kind === kind)
  return [
    'The smallest margin that these marks can prove, before adjustment for family and look:',
    [
      ...(has('non-inferiority')
        ? [
            'for non-inferiority the lower limit of the interval without its minus sign, or 0 where that limit is above 0',
          ]
        : []),
      ...(has('equivalence')
        ? ['for equivalence the narrowest symmetric margin inside which the interval lies']
        : []),
    ].join('; '),
  ]
    .join(' ')
    .concat('.')
}
