import type { Finding } from '../finding.ts'
import { type IdentifierKind, identifierKindNames } from '../identifier-kinds.ts'
import { screenText } from '../screen-text.ts'
import type { LabelledSentence } from './labelled-sentences.ts'

/** How well the screen does on one kind. */
export interface KindMeasure {
  readonly kind: IdentifierKind
  /** Labelled identifiers of the kind. */
  readonly labels: number
  /** Those that any finding touches: the item is stopped, whatever the kind is called. */
  readonly stopped: number
  /** Those that a finding of the same kind touches. */
  readonly named: number
  /** Findings of the kind, and those of them that touch a label of the kind. */
  readonly findings: number
  readonly right: number
}

export interface ScreenMeasure {
  readonly kinds: readonly KindMeasure[]
  readonly sentences: number
  /** Sentences without a label, and those of them in which something was found. */
  readonly clean: number
  readonly falselyStopped: number
}

export function measureScreen(sentences: readonly LabelledSentence[]): ScreenMeasure {
  const counted = sentences.map((sentence) => ({ ...sentence, found: screenText(sentence.text) }))
  const clean = counted.filter(({ labels }) => labels.length === 0)
  return {
    kinds: identifierKindNames.map((kind) => measureKind(kind, counted)),
    sentences: counted.length,
    clean: clean.length,
    falselyStopped: clean.filter(({ found }) => found.length > 0).length,
  }
}

function measureKind(
  kind: IdentifierKind,
  sentences: readonly (LabelledSentence & { readonly found: readonly Finding[] })[],
): KindMeasure {
  const labels = sentences.flatMap(({ labels, found }) =>
    labels.filter((label) => label.kind === kind).map((label) => found.filter((one) => touches(one, label))),
  )
  const findings = sentences.flatMap(({ labels, found }) =>
    found
      .filter((one) => one.kind === kind)
      .map((one) => labels.some((label) => label.kind === kind && touches(one, label))),
  )
  return {
    kind,
    labels: labels.length,
    stopped: labels.filter((found) => found.length > 0).length,
    named: labels.filter((found) => found.some((one) => one.kind === kind)).length,
    findings: findings.length,
    right: findings.filter((right) => right).length,
  }
}

function touches(left: { readonly start: number; readonly end: number }, right: typeof left): boolean {
  return left.start < right.end && right.start < left.end
}
