/** The pages of the reference and the methods on each, by the first part of a method's identifier. */
export const families = [
  { page: 'paired', title: 'Accuracy on the same questions', prefixes: ['proportion', 'paired', 'rank'] },
  { page: 'preference', title: 'Pairwise preference', prefixes: ['pref'] },
  { page: 'crossed', title: 'Crossed questions and reviewers', prefixes: ['crossed'] },
  { page: 'assisted', title: "Decisions taken with an arm's help", prefixes: ['assisted'] },
  { page: 'equivalence', title: 'Equivalence, non-inferiority, verdicts', prefixes: ['equiv', 'decision'] },
  { page: 'rubric', title: 'Rubric scores', prefixes: ['rubric'] },
  { page: 'judges', title: 'Judges against clinicians, and both together', prefixes: ['judge', 'ppi'] },
  { page: 'agreement', title: 'Agreement of reviewers', prefixes: ['agree'] },
  { page: 'blinding', title: 'Blinding: can the arms be recognised?', prefixes: ['blind'] },
  { page: 'bootstrap', title: 'Bootstrap', prefixes: ['boot'] },
  { page: 'multiplicity', title: 'Several tests and several looks', prefixes: ['mult', 'seq'] },
  { page: 'power', title: 'Power and sample size', prefixes: ['power'] },
  { page: 'meta-analysis', title: 'Meta-analysis of claims', prefixes: ['meta'] },
  { page: 'shift', title: 'From a benchmark to practice', prefixes: ['shift'] },
  { page: 'calibration', title: 'Calibration and abstention', prefixes: ['calib'] },
  { page: 'economics', title: 'Cost and benefit', prefixes: ['econ'] },
  { page: 'distributions', title: 'Distributions and quantiles', prefixes: ['dist', 'stat'] },
] as const

export type Family = (typeof families)[number]

export function familyOf(method: string): Family {
  const prefix = method.split('.')[0] ?? ''
  const family = families.find(({ prefixes }) => prefixes.some((own) => own === prefix))
  if (family === undefined) throw new Error(`No page of the reference takes methods named ${prefix}.*.`)
  return family
}
