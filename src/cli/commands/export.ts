import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { problem } from '../../problem.ts'
import { checkedReason } from '../../review/people/words-of-people.ts'
import { writeBundle } from '../../store/bundle/write-bundle.ts'
import { noteBlindExport } from '../../store/people/note-export.ts'
import { readBlindness } from '../../store/review/unblind.ts'
import { type OpenStudy, withStudy } from '../open-study.ts'
import { namedOwner } from '../review/named-owner.ts'
import type { CommandResult } from '../run-command.ts'
import { shellPath } from '../shell-word.ts'
import { shownPath, studyFolder } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'
import { readTrialBlindness } from '../trial/trial-blindness.ts'

export interface ExportOptions {
  readonly study: string
  readonly by?: string
  readonly reason?: string
}

/** Writes a study as JSONL with a manifest of hashes; people only by their pseudonyms. */
export async function exportStudy(
  folder: string,
  options: ExportOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  if (existsSync(folder)) {
    throw problem(
      'EXPORT_EXISTS',
      'There is something of that name already; it was left as it is.',
      'Choose another name, or remove it first.',
      {
        place: { file: shownPath(folder) },
      },
    )
  }
  return withStudy(studyFolder(options.study), terminal, async (study) => {
    const lifted = await liftedBlind(study)
    const blind = lifted !== null
    if (lifted !== null) await noteExport(study, lifted, options)
    const documents = new Map([
      [basename(study.folder.protocol), await readFile(study.folder.protocol, 'utf8')],
    ])
    const manifest = await writeBundle(study.store, study.record, folder, documents)
    return {
      json: { bundle: folder, blind, manifest },
      lines: [
        `Exported to ${shownPath(folder)}, people by their pseudonyms only.`,
        ...(lifted === null
          ? []
          : [
              `The bundle is not blind: it holds ${lifted.holds}. Who exported it, and why, is in the audit log.`,
            ]),
        `Next: equipoise import ${shellPath(folder)} --study <another folder> reads it back.`,
      ],
    }
  })
}

/** A blind that a copy lifts. */
interface LiftedBlind {
  readonly code: string
  readonly because: string
  /** What the copy holds. */
  readonly holds: string
  /** Until when to wait instead. */
  readonly wait: string
}

const ofReview: LiftedBlind = {
  code: 'EXPORT_BLIND',
  because: 'The review is blind',
  holds: 'every mark under the name of its arm',
  wait: 'Wait until the study is unblinded',
}
const ofTrial: LiftedBlind = {
  code: 'EXPORT_TRIAL_BLIND',
  because: 'Not every decision of the trial has its final code, and until then coders and analysts are blind',
  holds: 'every decision under the name of its arm',
  wait: 'Wait until the coding is finished (`equipoise coding status`)',
}

/**
 * The blind that an export lifts; null: none.
 *
 * @throws ProblemError EXPORT_TRIAL_OPEN
 */
async function liftedBlind({ store, record }: OpenStudy): Promise<LiftedBlind | null> {
  const trial = await readTrialBlindness(store, record)
  if (trial === 'open') throw trialOpen()
  if (trial === 'coding') return ofTrial
  return (await readBlindness(store, record)).state === 'blind' ? ofReview : null
}

/** A copy of a blind study lifts the blind for whoever reads it, so it is nobody's to make in passing. */
async function noteExport(
  study: OpenStudy,
  { code, because, holds, wait }: LiftedBlind,
  { by, reason }: ExportOptions,
): Promise<void> {
  if (by === undefined || reason === undefined) {
    throw problem(
      code,
      `${because}, and an export holds ${holds}; nothing was exported.`,
      `${wait}; or let an owner export it with --by and --reason, which go into the audit log.`,
    )
  }
  const why = checkedReason(reason, '--reason')
  await noteBlindExport(
    study.store,
    study.record,
    await namedOwner(study, by, 'export it while it is blind'),
    why,
  )
}

/** A copy of a trial holds the secret of its randomisation: who reads it knows every allocation to come. */
function trialOpen() {
  return problem(
    'EXPORT_TRIAL_OPEN',
    'The trial is open, and an export holds the secret of its randomisation; nothing was exported.',
    'Close the trial with `equipoise trial close` first, or save it with `equipoise backup`.',
  )
}
