import type { Share } from '../../assisted/scoring/calibration.ts'
import { counted, decimal, interval } from '../../report/format.ts'
import type { CodingStatus, KindStatus } from '../../store/coding/coding-status.ts'
import { tableLines } from '../table-lines.ts'

const titles = {
  real: { condition: 'Typed conditions', reply: 'Answers of models' },
  simulated: {
    condition: 'SIMULATED participants, typed conditions',
    reply: 'SIMULATED participants, answers to them',
  },
} as const

/**
 * How far the coding is, and what coders and proposers are worth, as lines of a terminal: real participants' texts and those of models
 * alone, and then, never pooled with them, those of SIMULATED participants.
 */
export function statusLines({ real, simulated, deleted }: CodingStatus, coders: number): readonly string[] {
  const present = (kinds: readonly KindStatus[]) => kinds.filter(({ texts }) => texts > 0)
  const isSimulated = present(simulated).length > 0
  const parts = [
    ...(isSimulated && !real.some(({ kind, texts }) => kind === 'condition' && texts > 0)
      ? [[`${titles.real.condition}: no real participant has typed one.`]]
      : []),
    ...present(real).map((status) => kindLines(titles.real[status.kind], status, coders)),
    ...present(simulated).map((status) => kindLines(titles.simulated[status.kind], status, coders)),
    ...(isSimulated
      ? [['A text that a real participant typed or was answered too is counted among the real ones alone.']]
      : []),
    ...(deleted === 0
      ? []
      : [[`${counted(deleted, 'text')} deleted with their participants' words, and in no count above.`]]),
  ]
  if (parts.length === 0) return ['No text is with the coders. `equipoise coding open` brings them.']
  return parts.flatMap((lines, index) => [...(index === 0 ? [] : ['']), ...lines])
}

function kindLines(title: string, status: KindStatus, coders: number): readonly string[] {
  return [
    `${title}: ${counted(status.texts, 'distinct text')}, each for ${counted(coders, 'coder')}.`,
    `  ${status.final} with a final code, ${status.adjudicated} of them by adjudication; ${status.open} to code, ${status.disagreed} to adjudicate.`,
    ...(status.gone === 0
      ? []
      : [`  ${counted(status.gone, 'text')} without a final code and without words in this store: missing.`]),
    ...agreementLines(status),
    ...status.proposers.flatMap((one) => proposerLines(one)),
  ]
}

function agreementLines({ agreement }: KindStatus): readonly string[] {
  const { texts, same, alpha, kappa, unsure } = agreement
  if (same === null) return ['  Agreement: no text has two codes yet.']
  return [
    `  Agreement of coders on ${counted(texts, 'text')}: the same code ${shareWords(same.n, texts, same.share, same.ci)}.`,
    `  Named or none: Krippendorff's alpha ${decimal(alpha.value, 2)} ${interval(alpha.ci, 2)}${
      kappa === null ? '' : `; Cohen's kappa ${decimal(kappa.value, 2)} ${interval(kappa.ci, 2)}`
    }. ${counted(unsure, 'text')} with an unsure coder.`,
  ]
}

function proposerLines({ kind, proposer, calibration }: KindStatus['proposers'][number]): readonly string[] {
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
