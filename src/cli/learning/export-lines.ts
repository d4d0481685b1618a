import { fewestExamples, hostedProviders } from '../../learning/export/dpo.ts'
import { type Reason, reasons } from '../../learning/export/eligible.ts'
import type { LicenceCount, Manifest } from '../../learning/export/manifest-schema.ts'
import { count, counted } from '../../report/format.ts'

/** What a person reads of an export: each file with what is in it, what was left out and why, and the licences. */
export function exportLines(manifest: Manifest, path: string): string[] {
  const { read, files, restricted } = manifest
  const lines = [
    `Read ${counted(read.preferences, 'judgment')} of ${counted(read.questions, 'question')} by ${counted(read.reviewers, 'reviewer')}.`,
  ]
  for (const { name, examples, questions, judgments, licences } of files) {
    lines.push(
      `${name}: ${counted(examples, 'example')} of ${counted(questions, 'question')}, from ${counted(judgments.used, 'judgment')}.`,
      `  left out: ${leftOutText(judgments.leftOut)}`,
      `  ties ${count(judgments.ties)}, conflicting ${count(judgments.conflicting)}; licences: ${licencesText(licences)}`,
    )
  }
  if (restricted.length > 0)
    lines.push(`Kept out by licence: ${licencesText(restricted)}. --include-restricted lets them in.`)
  return [...lines, ...tooFew(manifest), `Written: ${path}`]
}

/** `gate-question 12, no-consent 3`, in the order in which reasons are looked at. */
export function leftOutText(leftOut: Readonly<Partial<Record<Reason, number>>>): string {
  const parts = reasons
    .filter((reason) => leftOut[reason] !== undefined)
    .map((reason) => `${reason} ${count(leftOut[reason] ?? 0)}`)
  return parts.length === 0 ? 'none' : parts.join(', ')
}

/** `CC-BY-4.0 12 answers, unknown 3 answers`. */
export function licencesText(licences: readonly LicenceCount[]): string {
  if (licences.length === 0) return 'none'
  return licences.map(({ licence, answers }) => `${licence} ${counted(answers, 'answer')}`).join(', ')
}

function tooFew({ provider, files }: Manifest): string[] {
  const known = hostedProviders.find((one) => one === provider)
  if (known === undefined) return []
  return files
    .filter(
      ({ format, examples }) => (format === 'dpo' || format === 'sft') && examples < fewestExamples[known],
    )
    .map(
      ({ name }) =>
        `${name}: ${known} takes no file of fewer than ${counted(fewestExamples[known], 'example')}.`,
    )
}
