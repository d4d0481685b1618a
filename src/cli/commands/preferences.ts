import { rankerOfModel } from '../../learning/model/model-ranker.ts'
import { askableQuestions } from '../../learning/preferences/asking/askable-questions.ts'
import { choosePairs } from '../../learning/preferences/asking/choose-pairs.ts'
import type { JudgedStudy } from '../../learning/preferences/judged-study.ts'
import type { Preference } from '../../learning/preferences/preference.ts'
import { answerName } from '../../learning/preferences/votes.ts'
import { problem } from '../../problem.ts'
import { counted } from '../../report/format.ts'
import { checkedReason } from '../../review/people/words-of-people.ts'
import { labelFreePrior } from '../../search/rank/prior.ts'
import { noteGatePreferences } from '../../store/people/note-export.ts'
import { readMembers } from '../../store/people/people.ts'
import { countPreferences } from '../learning/preference-counts.ts'
import { countLines, findingLines, nextLines } from '../learning/preference-lines.ts'
import { readJudgedStudy } from '../learning/read-judged-study.ts'
import { readRankerModel } from '../learning/read-model-file.ts'
import { leavingPreference, type UsableOptions, usablePreferences } from '../learning/usable-preferences.ts'
import { type OpenStudy, withStudy } from '../open-study.ts'
import { namedOwner } from '../review/named-owner.ts'
import type { CommandResult } from '../run-command.ts'
import { shownPath, studyFolder } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'
import { writeWhole } from '../whole-files.ts'

export interface PreferencesOptions extends UsableOptions {
  readonly study: string
  /** File of the preferences that can be used. */
  readonly out?: string
  /** How many pairs to name that are worth asking next. */
  readonly next?: number
  /** File of the ranker whose doubts decide what to ask; the label-free prior where left out. */
  readonly model?: string
  readonly by?: string
  readonly reason?: string
}

/** Tells what a study's marks are as training data, checks who gave them, writes them, and says what to ask next. */
export function studyPreferences(options: PreferencesOptions, terminal: Terminal): Promise<CommandResult> {
  return withStudy(studyFolder(options.study), terminal, async (open) => {
    const read = await readJudgedStudy(open)
    const { study, aside, seed } = read
    const ranker = options.model === undefined ? null : rankerOfModel(await readRankerModel(options.model))
    const usable = usablePreferences(read, options)
    const { preferences, none, findings, excluded, use } = usable
    const counts = countPreferences(preferences, use, none, aside)
    const written = options.out === undefined ? null : await write(open, usable.used, options.out, options)
    const next =
      options.next === undefined
        ? null
        : choosePairs(askableQuestions(study, preferences, options.split, ranker ?? labelFreePrior), {
            n: options.next,
            seed,
            top: 1,
          })
    return {
      json: { study: study.id, split: options.split, ...counts, excluded, findings, written, next },
      lines: [
        ...countLines(counts, options.split),
        ...findingLines(findings),
        ...(next === null ? [] : nextLines(next, systemsIn(study))),
        ...(written === null
          ? []
          : [`${counted(written.preferences, 'preference')} written to ${shownPath(written.file)}.`]),
      ],
    }
  })
}

function systemsIn({ answers }: JudgedStudy) {
  const systems = new Map<string, string[]>()
  for (const answer of answers) {
    const key = JSON.stringify([answer.item, answerName(answer)])
    const list = systems.get(key)
    if (list === undefined) systems.set(key, [answer.arm])
    else list.push(answer.arm)
  }
  return (question: string, name: string): readonly string[] =>
    [...(systems.get(JSON.stringify([question, name])) ?? [])].sort()
}

/**
 * Writes preferences, one a line. What is kept for the gate goes out with a name and a reason in the audit log, before a byte is
 * written.
 */
async function write(
  open: OpenStudy,
  preferences: readonly Preference[],
  file: string,
  options: Pick<PreferencesOptions, 'split' | 'by' | 'reason'>,
) {
  if (options.split === 'gate') await noteGate(open, preferences.length, options)
  const lines = preferences.map((one) => JSON.stringify(leavingPreference(one)))
  await writeWhole(file, lines.map((line) => `${line}\n`).join(''))
  return { file, preferences: lines.length }
}

async function noteGate(
  open: OpenStudy,
  n: number,
  { by, reason, split }: Pick<PreferencesOptions, 'split' | 'by' | 'reason'>,
): Promise<void> {
  const { store, record } = open
  const hasOwner = (await readMembers(store, record)).some(({ role }) => role === 'owner')
  if (reason === undefined || (hasOwner && by === undefined)) {
    throw problem(
      'PREFERENCES_GATE',
      'Preferences on questions of the gate measure models; who trains on them can measure nothing any more.',
      'Write them with --reason, and in a study that has owners with --by; both go into the audit log.',
      { place: { field: '--split' }, value: split },
    )
  }
  const why = checkedReason(reason, '--reason')
  const actor = by === undefined ? null : await namedOwner(open, by, 'write out preferences of the gate')
  await noteGatePreferences(store, record, actor, { reason: why, split, preferences: n })
}
