import type { Share } from '../../assisted/scoring/calibration.ts'
import { counted, decimal, interval } from '../../report/format.ts'
import type { CodingStatus } from '../../store/coding/coding-status.ts'
import { tableLines } from '../table-lines.ts'

const titles = { condition: 'Typed conditions', reply: 'Answers of models' } as const

/** How far the coding is, and what coders and proposers are worth, as lines of a terminal. */
export function statusLines(kinds: readonly CodingStatus[], coders: number): readonly string[] {
  const present = kinds.filter(({ texts }) => texts > 0)
  if (present.length === 0) return ['No text is with the coders. `equipoise coding open` brings them.']
  return present.flatMap((status, index) => [
    ...(index === 0 ? [] : ['']),
    `${titles[status.kind]}: ${counted(status.texts, 'distinct text')}, each for ${counted(coders, 'coder')}.`,
    `  ${status.final} with a final code, ${status.adjudicated} of them by adjudication; ${status.open} to code, ${status.disagreed} to adjudicate.`,
    ...(status.gone === 0
      ? []
      : [`  ${counted(status.gone, 'text')} deleted by participants before a final code: missing.`]),
    ...agreementLines(status),
    ...status.proposers.flatMap((one) => proposerLines(one)),
  ])
}

function agreementLines({ agreement }: CodingStatus): readonly string[] {
  const { texts, same, alpha, kappa, unsure } = agreement
  if (same === null) return ['  Agreement: no text has two codes yet.']
  return [
    `  Agreement of coders on ${counted(texts, 'text')}: the same code ${shareWords(same.n, texts, same.share, same.ci)}.`,
    `  Named or none: Krippendorff's alpha ${decimal(alpha.value, 2)} ${interval(alpha.ci, 2)}${
      kappa === null ? '' : `; Cohen's kappa ${decimal(kappa.value, 2)} ${interval(kappa.ci, 2)}`
    }. ${counted(unsure, 'text')} with an unsure coder.`,
  ]
}

function proposerLines({
  kind,
  proposer,
  calibration,
}: CodingStatus['proposers'][number]): readonly string[] {
  const { texts, failed, sensitivity, specificity, sameCondition, kappa, bands } = calibration
  const name = kind === 'matcher' ? `The matcher (${proposer})` : `The judge (${proposer})`
  if (texts === 0) return [`  ${name}: no final code to hold it against yet.`]
  return [
    `  ${name} against the final codes of ${counted(texts, 'text')}${failed === 0 ? '' : `, ${failed} more without a proposal`}:`,
    `    sensitivity ${partWords(sensitivity)}, specificity ${partWords(specificity)}, same condition ${partWords(sameCondition)},`,
    `    Cohen's kappa ${decimal(kappa.value, 2)} ${interval(kappa.ci, 2)}.`,
    ...tableLines(
      ['score', 'texts', 'right', '95 %'],
      bands.map(({ from, to, n, of, ci }) => [
        `${decimal(from, 1)} to ${decimal(to, 1)}`,
        String(of),
        String(n),
        interval(ci, 2),
      ]),
      ['left', 'right', 'right', 'left'],
    ),
  ]
}

function partWords(part: Share | null): string {
  return part === null ? 'unknown' : shareWords(part.n, part.of, part.share, part.ci)
}

function shareWords(n: number, of: number, share: number, ci: Share['ci']): string {
  return `${n} of ${of} (${decimal(share, 2)} ${interval(ci, 2)})`
}
