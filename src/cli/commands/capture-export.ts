import { existsSync } from 'node:fs'
import { problem } from '../../problem.ts'
import type { Plan } from '../../protocol/plan.ts'
import { counted } from '../../report/format.ts'
import { capturableArms, filledInAdvance, termsOf } from '../../server/capture/planned-capture.ts'
import { captureQueue, slotName } from '../../server/capture/queue.ts'
import { readAnsweredSlots } from '../../store/reading/read-captures.ts'
import { captured } from '../capture/captured.ts'
import { type QueueFormat, queueText } from '../capture/queue-file.ts'
import { withStudy } from '../open-study.ts'
import type { CommandResult } from '../run-command.ts'
import { shellPath } from '../shell-word.ts'
import { shownPath, studyFolder } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'
import { writeWhole } from '../whole-files.ts'

export interface CaptureExportOptions {
  readonly study: string
  readonly arm?: string | undefined
  readonly to?: string | undefined
}

/** Writes the questions that arms without an API still lack as a file for people to fill in. */
export async function exportCaptures(
  options: CaptureExportOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  const { to } = options
  if (to === undefined)
    throw problem(
      'CAPTURE_NO_FILE',
      'No file to write is named.',
      'Add --to queue.csv or --to queue.jsonl.',
      {
        place: { field: '--to' },
      },
    )
  const format = formatOf(to)
  if (existsSync(to))
    throw problem(
      'CAPTURE_FILE_EXISTS',
      'There is something of that name already; it was left as it is.',
      'Choose another name: the file may hold answers.',
      { place: { file: shownPath(to) } },
    )
  return withStudy(studyFolder(options.study), terminal, async (study) => {
    const { plan } = study.protocol
    const wanted = wantedArms(plan, options.arm)
    const queue = await captureQueue(captured(study))
    const answered = new Set((await readAnsweredSlots(study.store, study.record, wanted)).map(slotName))
    const open = queue.slots.filter((slot) => wanted.includes(slot.arm) && !answered.has(slotName(slot)))
    await writeWhole(to, queueText(open, filledInAdvance(plan), format))
    const arms = wanted.map((arm) => {
      const own = open.filter((slot) => slot.arm === arm)
      return { arm, open: own.length, toCheck: own.filter(({ toCheck }) => toCheck).length }
    })
    return {
      json: { file: to, arms, terms: termsOf(plan, wanted) },
      lines: [
        `Wrote ${counted(open.length, 'question')} to ${shownPath(to)}:`,
        ...arms.map(
          ({ arm, open: n, toCheck }) => `  ${arm}: ${n} open, ${toCheck} of them for a second check`,
        ),
        ...termsOf(plan, wanted).map(({ arm, terms }) => `Terms of use of ${arm}: ${terms}`),
        'Put each question by hand, in the order of the file, and paste the answer word for word.',
        `Next: equipoise capture import ${shellPath(to)} --study ${shellPath(options.study)}`,
      ],
    }
  })
}

function formatOf(file: string): QueueFormat {
  if (/\.csv$/i.test(file)) return 'csv'
  if (/\.jsonl$/i.test(file)) return 'jsonl'
  throw problem('CAPTURE_FORMAT', 'The ending of the file names no format of a capture file.', 'Change it.', {
    place: { file: shownPath(file) },
    expected: '.csv or .jsonl',
  })
}

/** The arm asked for; without one every arm with a page only, and vendors where there is no such arm. */
function wantedArms(plan: Plan, arm: string | undefined): readonly string[] {
  const arms = capturableArms(plan)
  if (arm !== undefined && arms.has(arm)) return [arm]
  const pages = [...arms].filter(([, { provenance }]) => provenance === 'captured').map(([id]) => id)
  if (arm === undefined && pages.length > 0) return pages
  throw problem(
    'CAPTURE_ARM',
    arm === undefined
      ? 'No arm of the protocol is captured by hand.'
      : 'This arm is not captured by hand, and its answers do not come from its maker.',
    'Write source: {via: capture, product: ...} or a preset of a page for such an arm, or name a vendor’s arm with --arm.',
    {
      place: { field: '--arm' },
      value: arm ?? null,
      expected: arms.size === 0 ? 'an arm with a page only' : [...arms.keys()].join(', '),
    },
  )
}
