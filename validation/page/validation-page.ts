import type { Validation } from '../result.ts'
import type { Study } from '../study.ts'
import { studySection } from './study-section.ts'
import { summary } from './summary.ts'

const introduction = `# Validation by simulation

Do the default intervals hold the truth as often as they say, and do the default tests reject a true hypothesis no more
often than they say? This page answers by simulation, in the designs that they are meant for and in harder ones. It is
written by \`npm run validate\` from [validation.json](validation.json), which holds the counts.

* **Covers** is the percentage of simulated trials whose interval held the truth. **p < 0.05** is the percentage of trials
  that rejected although nothing was to be found. Both come from the same trials, so for an interval of estimate and
  t quantile they tell the same.
* **At the margin** the true difference equals the margin, so every "equivalent" or "non-inferior" is an error.
* **MC SE** is the Monte Carlo standard error of the first rate of the row, in points. *Exact* rates are sums of probabilities
  and have none.
* **Verdict**, with the rate of errors as a share of what was promised: \`holds\` from 0.7 to 1.2 (3.5% to 6% where 5% was
  promised), \`conservative\` below (safe, but wider than needed), \`too many\` above, when chance in the simulation
  cannot explain it (one-sided 5%).
* **Low, mid and high** are sizes of variance components: how much the difference of two systems varies from question to
  question and from reviewer to reviewer. Low and mid are what reader studies report; high is pessimistic.`

const closing = `## Running it again

\`\`\`
npm run validate                          # all of it, about a quarter of an hour on two cores
npm run validate -- --only crossed        # studies whose name holds "crossed"
npm run validate -- --trials 200          # a short look, printed and not written
\`\`\`

Finished designs are kept in \`.cache/validation\`, so an interrupted run goes on where it stopped; a design is computed
again when any source that it uses has changed. Trial i of a design has a random stream of its own: the numbers are
the same for any number of workers. The tests run the first trials of the main designs again and compare the counts
with the file.

## Limits

* A simulation tells of the worlds that were simulated: normal effects of questions and reviewers, marks missing at random,
  reviewers who do not change over time. Real reviewers may share opinions in ways that no cluster code knows.
* Each bootstrap interval uses fewer resamples here (stated in its section) than the 10,000 of an analysis. That adds noise
  to single intervals and changes their coverage by less than the Monte Carlo error.
* A rate of 5% with 4,000 trials has a Monte Carlo standard error of 0.34 points. Among many designs that hold exactly, a few
  will show 5.7%.
* Calibration error has 250 to 500 trials, because each is slow and the errors are far beyond any doubt.
* Not simulated: position bias, a judge against the other physicians, what a published win rate proves, coverage of practice,
  agreement by Cohen, Fleiss and the intraclass correlation, and the models that are optional or descriptive.
* Coverage says nothing of bias by design: unblinded reviewers, questions that nobody asks, a margin chosen afterwards.`

/** The page \`docs/reference/validation.md\`. */
export function validationPage(studies: readonly Study[], results: Validation): string {
  const sections = studies.flatMap((study) => {
    const result = results.studies.find(({ id }) => id === study.id)
    return result === undefined ? [] : [studySection(study, result)]
  })
  return `${[introduction, '## In short', summary(studies, results), '## Study by study', ...sections, closing].join('\n\n')}\n`
}
