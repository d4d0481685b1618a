import type { IdentityFinding, IdentityLevel } from '../finding.ts'
import { identityLevels } from '../finding.ts'
import type { IdentityScreen } from '../screen-answer.ts'

/** A sentence of the labelled files with what a person marked in it. */
export interface LabelledAnswer {
  readonly text: string
  readonly labels: readonly { readonly start: number; readonly end: number; readonly level: IdentityLevel }[]
}

/** Reads `{self:text}` and `{name:text}`; lines that begin with `#` are remarks. A label may hold one pair of braces. */
export function labelledAnswers(file: string): readonly LabelledAnswer[] {
  return file
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const labels: LabelledAnswer['labels'][number][] = []
      let text = ''
      let read = 0
      for (const mark of line.matchAll(/\{(self|name):((?:[^{}]|\{[^{}]*\})*)\}/g)) {
        const level = identityLevels.find((name) => name === mark[1])
        if (level === undefined) continue
        text += line.slice(read, mark.index)
        const start = text.length
        text += mark[2]
        labels.push({ start, end: text.length, level })
        read = mark.index + mark[0].length
      }
      return { text: text + line.slice(read), labels }
    })
}

export interface IdentityMeasure {
  readonly sentences: number
  /** By level: labels, those that any finding touches, those that one of the same level touches. */
  readonly levels: Readonly<Record<IdentityLevel, { labels: number; found: number; named: number }>>
  /** Sentences without a label, and those of them in which something was found. */
  readonly clean: number
  readonly falselyFound: number
  /** What was missed or found for nothing, to be read. */
  readonly mistakes: readonly string[]
}

export function measureIdentity(answers: readonly LabelledAnswer[], screen: IdentityScreen): IdentityMeasure {
  const read = answers.map((answer) => ({
    ...answer,
    findings: screen({ text: answer.text, citations: [] }),
  }))
  const count = (level: IdentityLevel) => {
    const found = read.flatMap(({ labels, findings }) =>
      labels
        .filter((label) => label.level === level)
        .map((label) => findings.filter((one) => touches(one, label))),
    )
    return {
      labels: found.length,
      found: found.filter((one) => one.length > 0).length,
      named: found.filter((one) => one.some((finding) => finding.level === level)).length,
    }
  }
  const clean = read.filter(({ labels }) => labels.length === 0)
  return {
    sentences: read.length,
    levels: { self: count('self'), name: count('name') },
    clean: clean.length,
    falselyFound: clean.filter(({ findings }) => findings.length > 0).length,
    mistakes: read.flatMap(({ text, labels, findings }) => [
      ...labels
        .filter((label) => !findings.some((one) => touches(one, label) && one.level === label.level))
        .map((label) => `missed as ${label.level}: ${text.slice(label.start, label.end)} | ${text}`),
      ...findings
        .filter((one) => !labels.some((label) => touches(one, label)))
        .map((one) => `found for nothing (${one.rule}): ${one.phrase} | ${text}`),
    ]),
  }
}

function touches(
  left: Pick<IdentityFinding, 'start' | 'end'>,
  right: Pick<IdentityFinding, 'start' | 'end'>,
): boolean {
  return left.start < right.end && right.start < left.end
}
