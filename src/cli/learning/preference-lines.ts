import type { PairsToAsk } from '../../learning/preferences/asking/choose-pairs.ts'
import {
  type CheckName,
  consequenceOf,
  meaningOf,
  type ReviewerFinding,
} from '../../learning/preferences/checks/finding.ts'
import type { Split } from '../../learning/preferences/preference.ts'
import { count, counted, decimal, interval, pValue } from '../../report/format.ts'
import { tableLines } from '../table-lines.ts'
import type { AllReasons, PreferenceCounts } from './preference-counts.ts'

const reasons: Readonly<Record<keyof AllReasons, string>> = {
  gold: 'gold item',
  repeat: 'pair marked again',
  'missing-mark': 'mark is missing',
  'refused-or-failed': 'an answer was refused or failed',
  'no-text': 'text of an answer is not on record',
  'no-consent': 'no consent to training',
  'identifier-screen': 'identifier screen found something that nobody cleared',
  'excluded-reviewer': 'reviewer is excluded',
  'gate-split': 'question is kept for the gate',
  'calibration-split': 'question is kept for calibration',
  'train-split': 'question is for training',
  'held-out-reviewer': 'reviewer is kept for the gate',
  'not-held-out': 'reviewer is not one of the gate',
  practice: 'practice item',
  'no-question': 'text of the question is not on record',
  'unknown-axis': 'the protocol has no such axis',
  superseded: 'mark was superseded by a later one',
  machine: 'mark of a machine',
}

const uses: Readonly<Record<Split, string>> = {
  train: 'training',
  calibration: 'calibration',
  gate: 'the gate',
}

export function countLines(counts: PreferenceCounts, split: Split): readonly string[] {
  const { preferences, used, bySplit, byReviewer, leftOut } = counts
  const left = Object.entries(leftOut)
  return [
    `${counted(preferences, 'preference')}, of which ${count(used)} can be used for ${uses[split]}.`,
    ...tableLines(
      ['split', 'questions', 'pairwise', 'graded'],
      bySplit.map((one) => [one.split, count(one.questions), count(one.pairwise), count(one.graded)]),
      ['left', 'right', 'right', 'right'],
    ),
    ...tableLines(
      ['reviewer', 'preferences', 'used', 'kept for the gate'],
      byReviewer.map(({ reviewer, preferences: n, used: own, heldOut }) => [
        reviewer ?? '(nobody)',
        count(n),
        count(own),
        heldOut ? 'yes' : '',
      ]),
      ['left', 'right', 'right', 'left'],
    ),
    ...(left.length === 0
      ? ['Nothing is left out.']
      : tableLines(
          ['left out because', 'marks'],
          left.map(([reason, n]) => [wordsOf(reason), count(n)]),
          ['left', 'right'],
        )),
  ]
}

function wordsOf(reason: string): string {
  return Object.entries(reasons).find(([name]) => name === reason)?.[1] ?? reason
}

/** What the checks came to, then whoever was flagged; `--json` has every finding. Below, what each check estimates. */
export function findingLines(findings: readonly ReviewerFinding[]): readonly string[] {
  const checks = [...new Set(findings.map(({ check }) => check))]
  const flagged = findings.filter(({ verdict }) => verdict === 'flagged')
  return [
    ...tableLines(
      ['check', 'reviewers', 'flagged', 'too few marks', 'all together', '95% interval'],
      checks.map((check) => {
        const own = findings.filter((one) => one.check === check)
        const each = own.filter(({ reviewer }) => reviewer !== null)
        const all = own.find(({ reviewer }) => reviewer === null)
        return [
          check,
          count(each.length),
          count(each.filter(({ verdict }) => verdict === 'flagged').length),
          count(each.filter(({ verdict }) => verdict === 'too few marks').length),
          decimal(all?.estimate ?? null, 2),
          interval(all?.ci ?? null, 2),
        ]
      }),
      ['left', 'right', 'right', 'right', 'right', 'right'],
    ),
    ...(flagged.length === 0
      ? ['No reviewer is flagged.']
      : tableLines(
          ['flagged by', 'reviewer', 'marks', 'estimate', '95% interval', 'p, adjusted', 'in training'],
          flagged.map((one) => [
            one.check,
            one.reviewer ?? '(all)',
            count(one.n),
            decimal(one.estimate, 2),
            interval(one.ci, 2),
            pValue(one.adjustedP),
            effectOf(one.check, one.reviewer),
          ]),
          ['left', 'left', 'right', 'right', 'right', 'right', 'left'],
        )),
    ...checks.map((check) => `${check}: ${meaningOf(check)}.`),
  ]
}

function effectOf(check: CheckName, reviewer: string | null): string {
  return reviewer === null ? 'flag only' : consequenceOf(check)
}

export function nextLines({ chosen, identical }: PairsToAsk, systemsOf: SystemsOf): readonly string[] {
  return [
    ...(chosen.length === 0
      ? ['No pair is left to ask.']
      : tableLines(
          ['next', 'question', 'one answer of', 'the other of', 'chance of the one'],
          chosen.map(({ question, names, chance }, at) => [
            count(at + 1),
            question,
            systemsOf(question, names[0]).join(', '),
            systemsOf(question, names[1]).join(', '),
            decimal(chance, 2),
          ]),
          ['right', 'left', 'left', 'left', 'right'],
        )),
    ...(identical.length === 0
      ? []
      : [
          `Of ${counted(identical.length, 'question')} answers of several systems read the same: ties that nobody has to mark.`,
        ]),
  ]
}

/** Systems that gave an answer to a question. */
export type SystemsOf = (question: string, name: string) => readonly string[]
