import type { Results } from '../analysis/results-schema.ts'
import { count } from './format.ts'
import type { ReferenceKey } from './references.ts'

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
  const { plan, data } = results
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
      text: 'Holm over the hypotheses of the same family; compared with alpha. The interval beside it is not adjusted.',
      cites: ['holm1979'],
    },
    plan.look.of > 1 && {
      key: 'look',
      title: 'Planned looks',
      text: `Look ${plan.look.number} of ${plan.look.of}; each look spends its part of alpha, so that looking early does not raise the error rate.`,
      cites: ['lan1983'],
    },
    {
      key: 'benjamini-hochberg',
      title: 'Exploratory p-values',
      text: 'Adjusted by Benjamini and Hochberg over all contrasts of the same kind in these results, or inside one table of strata. They generate hypotheses and give no verdict.',
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
      text: `Whole questions${identified ? ', or whole reviewers,' : ''} drawn with replacement; ${count(plan.resamples)} resamples, seed ${plan.seed}; percentile interval, t-based under ten clusters. Sensitivity only${identified ? ': each direction leaves the other one out' : ''}.`,
      cites: ['field2007'],
    },
    {
      key: 'sign-flip',
      title: 'Sign flips',
      text: `Signs of whole clusters turned at random, never of single marks; ${identified ? 'questions and reviewers in turn' : 'by question'}; seed ${plan.seed}. ${identified ? 'The larger of the two p-values counts, and it is never 0' : 'The p-value is never 0'}.`,
      cites: ['canay2017', 'phipson2010'],
    },
    results.verdicts.some(({ hypothesis }) => hypothesis.kind !== 'superiority') && {
      key: 'parity',
      title: 'Parity',
      text: 'The smallest provable margin is the narrowest symmetric margin inside which the interval lies. Assay sensitivity: an arm known to be worse has to lose, otherwise inattentive reviewers would show parity of anything.',
      cites: ['schuirmann1987', 'iche10'],
    },
    results.verdicts.some(({ fragility }) => fragility !== null) && {
      key: 'fragility',
      title: 'Fragility',
      text: `Marks reversed one after another in seeded random orders (seed ${plan.seed}) until the verdict is another: median, lowest and highest number.`,
      cites: ['walsh2014'],
    },
    results.verdicts.length > 0 && {
      key: 'answer-sets',
      title: 'Refused answers',
      text: 'The same estimate with the refusal rule on all questions, on the questions that every arm answered, and with refused answers left out. The protocol chose one before; the others show what hangs on the choice.',
      cites: [],
    },
    forms.has('pairwise') && {
      key: 'davidson',
      title: 'Log worth',
      text: 'Maximum likelihood ability on the log-odds scale, mean zero over arms, with a parameter for ties and, where the order shown is known, one for position.',
      cites: ['davidson1970'],
    },
    {
      key: 'ranks',
      title: 'Ranks',
      text: 'Every rank that Holm-adjusted pairwise tests leave possible at a family-wise 5%.',
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
      text: 'The same contrast scored or weighted in another way. They do not change the verdict.',
      cites: [],
    },
  ]
  return notes.filter((note) => note !== false)
}
