import { problem } from '../../problem.ts'
import { decimal, interval, pValue } from '../../report/format.ts'
import { type BlindingAudit, blindingAudit } from '../../review/audit/blinding-audit.ts'
import { guessChoices } from '../../server/desk/guess-choices.ts'
import { readGuesses } from '../../store/review/read-guesses.ts'
import { readShown } from '../../store/review/read-shown.ts'
import { readBlindness } from '../../store/review/unblind.ts'
import { withStudy } from '../open-study.ts'
import { protocolOfReview } from '../review/protocol-of-review.ts'
import type { CommandResult } from '../run-command.ts'
import { studyFolder } from '../study-folder.ts'
import { tableLines } from '../table-lines.ts'
import type { Terminal } from '../terminal.ts'

/** Says whether the blind of a review has held. */
export function auditBlinding(
  options: { readonly study: string },
  terminal: Terminal,
): Promise<CommandResult> {
  return withStudy(studyFolder(options.study), terminal, async (study) => {
    const { store, record } = study
    const { plan } = await protocolOfReview(study)
    const blindness = await readBlindness(store, record)
    if (blindness.state === 'no-review') {
      throw problem(
        'REVIEW_NOT_OPEN',
        'The study has no review whose blind could be audited.',
        'Open it with `equipoise review open`.',
      )
    }
    const ids = plan.arms.map(({ id }) => id)
    const armOfChoice = new Map(guessChoices(plan).map(({ id, arm }) => [id, arm]))
    const guessed = (await readGuesses(store, record)).map(({ guesses, ...task }) => ({
      ...task,
      guesses: guesses.map((guess) => (guess === null ? null : (armOfChoice.get(guess) ?? null))),
    }))
    const audit = blindingAudit(ids, guessed, await readShown(store, record), plan.seed)
    const blind = blindness.state === 'blind'
    const name = (arm: string) => plan.arms.find(({ id }) => id === arm)?.label ?? arm
    const told = blind ? withoutGuessesByArm(audit) : audit
    return {
      json: { blind, ...named(told, name) },
      lines: [...guessLines(told, name, blind), '', ...styleLines(told, name)],
    }
  })
}

/**
 * What can be told while a study is blind: guesses of all systems together. By system they would tell its letter, since what was
 * guessed most is mostly right, and how many answers a system has is known. Style is a matter of answers, which the organiser has
 * by name, and says nothing of a mark.
 */
function withoutGuessesByArm(audit: BlindingAudit): BlindingAudit {
  const { guesses } = audit
  return guesses === null
    ? audit
    : { ...audit, guesses: { ...guesses, byArm: [], chance: { ...guesses.chance, byArm: [] } } }
}

function named(audit: BlindingAudit, name: (arm: string) => string): BlindingAudit {
  const rows = <Row extends { readonly arm: string }>(list: readonly Row[]) =>
    list.map((row) => ({ ...row, arm: name(row.arm) }))
  return {
    guesses: audit.guesses === null ? null : { ...audit.guesses, byArm: rows(audit.guesses.byArm) },
    style: audit.style.map((one) => ({ ...one, byArm: rows(one.byArm) })),
  }
}

function guessLines({ guesses }: BlindingAudit, name: (arm: string) => string, blind: boolean): string[] {
  if (guesses === null) return ['Nobody has guessed which system an answer came from.']
  const { byArm, james, chance } = guesses
  const bySystem = [
    `${guesses.n} guesses. Bang's index: 1 is all right, 0 is what chance or "cannot tell" gives, below 0 opposite guessing.`,
    ...tableLines(
      ['system', 'guesses', 'right', 'wrong', 'cannot tell', 'index', '95% interval'],
      byArm.map((one) => [
        name(one.arm),
        String(one.n),
        String(one.right),
        String(one.wrong),
        String(one.cannotTell),
        decimal(one.index, 2),
        interval(one.clustered === null ? one.ci : one.clustered.ci, 2),
      ]),
      ['left', 'right', 'right', 'right', 'right', 'right', 'right'],
    ),
  ]
  return [
    ...(blind ? [`${guesses.n} guesses. By system they are told when the study is unblinded.`] : bySystem),
    `James' index over all systems: ${decimal(james.index, 2)} ${interval(james.clustered === null ? james.ci : james.clustered.ci, 2)}; 1: nobody can tell, 0.5: chance, 0: all are right.`,
    `Better than chance? p ${pValue(chance.overall.p)} (labels dealt anew within each question).`,
  ]
}

function styleLines({ style }: BlindingAudit, name: (arm: string) => string): string[] {
  return style.flatMap(({ rendering, answers, byArm }) => [
    `By style alone${rendering === '' ? '' : `, rendering ${rendering}`} (${answers} answers): area under the curve of a classifier, 0.5 where style tells nothing.`,
    ...tableLines(
      ['system', 'area', '95% interval', 'p, all systems looked at'],
      byArm.map(({ arm, auc, ci, adjustedP }) => [
        name(arm),
        decimal(auc?.auc ?? null, 2),
        interval(ci, 2),
        pValue(adjustedP),
      ]),
      ['left', 'right', 'right', 'right'],
    ),
  ])
}
