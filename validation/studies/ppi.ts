import { symmetricInterval } from '../../src/statistics/equivalence/tost.ts'
import { mean, variance } from '../../src/statistics/moments.ts'
import { ppiCluster } from '../../src/statistics/ppi/cluster.ts'
import { ppiMean } from '../../src/statistics/ppi/mean.ts'
import type { Generator } from '../../src/statistics/random/generator.ts'
import { covers } from '../outcome.ts'
import {
  contrast,
  defaultTrials,
  eachTrial,
  interval,
  type Outcome,
  type SimulatedDesign,
  type Study,
} from '../study.ts'

/** One answer: what clinicians would say, and what the judge says. */
interface Answer {
  readonly clinician: number
  readonly judge: number
}

/** The judge is kinder by 0.3 standard deviations and agrees with clinicians by the correlation `rho`. */
function drawScore(rho: number, generator: Generator): Answer {
  const clinician = generator.normal()
  return { clinician, judge: 0.3 + rho * clinician + Math.sqrt(1 - rho * rho) * generator.normal() }
}

/** A harm on a tenth of the answers; the judge sees eight in ten and raises a false alarm on 5%. */
function drawFlag(generator: Generator): Answer {
  const clinician = generator.uniform() < 0.1 ? 1 : 0
  return { clinician, judge: generator.uniform() < (clinician === 1 ? 0.8 : 0.05) ? 1 : 0 }
}

const measures = [
  interval('95% interval'),
  interval('90% interval', 0.1),
  contrast(interval('judge alone')),
  contrast(interval('clinicians alone')),
]

/** The mean of all the judge's marks with its own standard error. */
function judgeAlone(marks: readonly number[], truth: number): Outcome {
  const se = Math.sqrt((variance(marks, 1) ?? 0) / marks.length)
  return se === 0 ? 'undefined' : covers(symmetricInterval(mean(marks) ?? 0, se, null, 0.025), truth)
}

function fromSe(estimate: number | null, se: number | null, df: number | null, truth: number): Outcome {
  if (estimate === null || se === null || se === 0) return 'undefined'
  return covers(symmetricInterval(estimate, se, df, 0.025), truth)
}

function meanDesign(words: string, n: number, others: number, rho: number | null): SimulatedDesign {
  const truth = rho === null ? 0.1 : 0
  return {
    id: words,
    words,
    trials: defaultTrials,
    tested: n === 100 && others === 400 && rho === 0.7 ? 300 : 0,
    prepare: eachTrial((generator) => {
      const draw = () => (rho === null ? drawFlag(generator) : drawScore(rho, generator))
      const labelled = Array.from({ length: n }, draw)
      const unlabelled = Array.from({ length: others }, draw)
      const marks = {
        y: labelled.map(({ clinician }) => clinician),
        f: labelled.map(({ judge }) => judge),
        fUnlabeled: unlabelled.map(({ judge }) => judge),
      }
      const at95 = ppiMean(marks)
      return [
        covers(at95.ci, truth),
        covers(ppiMean(marks, { level: 0.9 }).ci, truth),
        judgeAlone([...marks.f, ...marks.fUnlabeled], truth),
        fromSe(at95.classical.estimate, at95.classical.se, null, truth),
      ]
    }),
  }
}

export const ppiMeanStudy: Study = {
  id: 'ppi-mean',
  source: import.meta.url,
  method: 'ppi.mean',
  title: 'Clinician and judge marks combined',
  setting:
    'n answers have a mark by clinicians and by a judge, N more by the judge alone. Scores: the judge is 0.3 standard deviations too kind and ' +
    'correlates with clinicians by rho. Harm flag: 10% of the answers, judge with 80% sensitivity and 5% false alarms. Normal interval ' +
    'with tuned weight. For contrast: the judge taken for a clinician, and the normal interval of the clinicians alone.',
  remark:
    'The normal interval and the tuned weight both take n for large. The interval of the clinicians alone errs nearly as much at the same n: ' +
    'what is missing is t and, for a rare flag, the Wilson shape, not the judge.',
  advice:
    'Use t with n - 1 degrees of freedom instead of the normal quantile (as `ppi.cluster` has it); of a flag that fewer than 20 of the ' +
    'labelled answers carry call the interval approximate.',
  measures,
  designs: [
    ...[20, 30, 50, 100, 200].map((n) => meanDesign(`scores, n = ${n}, N = 400, rho 0.7`, n, 400, 0.7)),
    meanDesign('scores, n = 100, N = 1,900, rho 0.3', 100, 1900, 0.3),
    meanDesign('scores, n = 100, N = 1,900, rho 0.9', 100, 1900, 0.9),
    meanDesign('harm flag, n = 100, N = 400', 100, 400, null),
    meanDesign('harm flag, n = 300, N = 1,900', 300, 1900, null),
  ],
}

/** Rows of questions that share an effect, of clinicians and of the judge. */
function drawQuestions(questions: number, rows: number, generator: Generator) {
  const answers: (Answer & { readonly question: number })[] = []
  for (let question = 0; question < questions; question++) {
    const effect = generator.normal()
    const judgesEffect = 0.7 * effect + 0.5 * generator.normal()
    for (let row = 0; row < rows; row++) {
      const own = drawScore(0.7, generator)
      answers.push({ question, clinician: effect + own.clinician, judge: judgesEffect + own.judge })
    }
  }
  return answers
}

function clusterDesign(questions: number, others: number): SimulatedDesign {
  return {
    id: `${questions} ${others}`,
    words: `${questions} labelled questions and ${others} others, 3 answers each`,
    trials: defaultTrials,
    tested: questions === 50 ? 200 : 0,
    prepare: eachTrial((generator) => {
      const labelled = drawQuestions(questions, 3, generator)
      const unlabelled = drawQuestions(others, 3, generator)
      const marks = {
        y: labelled.map(({ clinician }) => clinician),
        f: labelled.map(({ judge }) => judge),
        fUnlabeled: unlabelled.map(({ judge }) => judge),
        clusters: labelled.map(({ question }) => question),
        clustersUnlabeled: unlabelled.map(({ question }) => question),
      }
      const at95 = ppiCluster(marks)
      return [
        covers(at95.ci, 0),
        covers(ppiCluster(marks, { level: 0.9 }).ci, 0),
        judgeAlone([...marks.f, ...marks.fUnlabeled], 0),
        covers(ppiMean(marks).ci, 0),
      ]
    }),
  }
}

export const ppiClusterStudy: Study = {
  id: 'ppi-cluster',
  source: import.meta.url,
  method: 'ppi.cluster',
  title: 'Clinician and judge marks combined, several answers per question',
  setting:
    'Answers of a question share an effect with half of the variance; the judge is too kind by 0.3. For contrast: the judge taken for a ' +
    'clinician, and `ppi.mean`, which takes rows as independent.',
  measures: [...measures.slice(0, 3), contrast(interval('rows independent'))],
  designs: [clusterDesign(10, 100), clusterDesign(20, 100), clusterDesign(50, 200), clusterDesign(100, 400)],
}
