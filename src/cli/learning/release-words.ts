import type { ReleasedVersion, ReleaseEntry } from '../../learning/serving/release.ts'

/** A version in words: its model, and the corpus whose index it reads. */
export function versionWords({ model, index }: ReleasedVersion): string {
  return `${model?.id ?? 'the label-free prior'} on ${index.corpus} ${index.sha256.slice(0, 12)}`
}

/** An entry of the record as a person reads it. */
export function entryWords(entry: ReleaseEntry): string {
  switch (entry.action) {
    case 'promote':
      return `promoted ${versionWords(entry.version)}; ${reasonWords(entry.reason)}`
    case 'try':
      return `${entry.trial.stage === 'shadow' ? 'shadow' : `canary of ${Math.round(entry.trial.share * 1000) / 10} %`}: ${versionWords(entry.version)}; ${reasonWords(entry.reason)}`
    case 'stop':
      return `trial ended: ${entry.words}`
    case 'roll-back':
      return `rolled back: ${entry.words}`
    case 'reopen-gate':
      return `gate reopened: ${entry.findings.join('; ')}`
  }
}

function reasonWords(reason: Extract<ReleaseEntry, { action: 'promote' }>['reason']): string {
  return reason.by === 'gate' ? `by gate ${reason.sha256.slice(0, 12)}` : `without a gate: ${reason.words}`
}
