import { type ProblemError, problem } from '../../problem.ts'
import { lookSections } from '../../protocol/looks/look-sections.ts'
import { type NextLook, nextLook } from '../../protocol/looks/next-look.ts'
import type { Plan } from '../../protocol/plan.ts'
import { count } from '../../report/format.ts'
import { readMembers } from '../../store/people/people.ts'
import { readLookMarks } from '../../store/review/look-marks.ts'
import { readLooks } from '../../store/review/looks.ts'
import { readBlindness } from '../../store/review/unblind.ts'
import { planInForce } from '../analysis/locked-plan.ts'
import { lookJson, lookLines } from '../looks/look-words.ts'
import { takeLook } from '../looks/take-look.ts'
import { type OpenStudy, withStudy } from '../open-study.ts'
import type { CommandResult } from '../run-command.ts'
import { shownPath, studyFolder } from '../study-folder.ts'
import { verifiedLocks } from '../study-locks.ts'
import type { Terminal } from '../terminal.ts'

export interface LookOptions {
  readonly study: string
  readonly by?: string
  readonly reason?: string
  readonly show?: boolean
}

const takers = ['owner', 'analyst']

/** Takes the planned look that is due at a blind review, or shows those that were taken. */
export function lookAtStudy(options: LookOptions, terminal: Terminal): Promise<CommandResult> {
  return withStudy(studyFolder(options.study), terminal, async (study) => {
    const locks = await verifiedLocks(study)
    const plan = planInForce(study, locks)
    if (options.show === true) return shown(study, plan)
    const { by, reason } = options
    if (by === undefined || reason === undefined || reason.trim() === '') {
      throw problem(
        'LOOK_INCOMPLETE',
        'A look has somebody who takes it, and a reason.',
        'Write --by and --reason, or --show for the looks that were taken.',
      )
    }
    const person = await takerOf(study, by)
    const lock = locks.at(-1)
    if (lock === undefined) {
      throw problem(
        'LOOK_NO_PLAN',
        'Nothing was locked, so no look was planned.',
        'Lock the plan with `equipoise lock` before the review is opened.',
        { place: { file: shownPath(study.folder.protocol), field: 'looks' } },
      )
    }
    await takeLook(study, plan, lock, { person, reason: reason.trim() }, terminal)
    const look = (await readLooks(study.store, study.record)).at(-1)
    if (look === undefined) throw new Error('A look that was taken is on record.')
    return {
      json: lookJson(plan, look),
      lines: [
        ...lookLines(plan, look),
        'The look, who took it and why are in the audit log. It is taken once; the plan binds nobody to stop.',
      ],
    }
  })
}

/** Pseudonym of an owner or analyst of the study. */
async function takerOf({ store, record }: OpenStudy, by: string): Promise<string> {
  const members = (await readMembers(store, record)).filter(({ role }) => takers.includes(role))
  const taker = members.find(({ name, person }) => name === by || person === by)
  if (taker === undefined)
    throw otherRole(
      members.map(({ name }) => name ?? '(deleted)'),
      by,
    )
  return taker.person
}

function otherRole(members: readonly string[], by: string): ProblemError {
  return problem(
    'ROLE_OTHER',
    'Only an owner or an analyst of the study may take a look.',
    'Name one of them.',
    {
      place: { field: '--by' },
      value: by,
      expected: members.join(', ') || 'somebody invited as owner or analyst',
    },
  )
}

async function shown({ store, record }: OpenStudy, plan: Plan): Promise<CommandResult> {
  const looks = await readLooks(store, record)
  const marks = await readLookMarks(store, record, lookSections(plan), plan.minimumActiveSeconds)
  const { state } = await readBlindness(store, record)
  const next: NextLook = state === 'blind' ? nextLook(plan.looks, looks, marks) : { state: 'none' }
  return {
    json: { taken: looks.map((look) => lookJson(plan, look)), ...marks, next },
    lines: [
      ...(looks.length === 0
        ? ['No look was taken while the study was blind.']
        : looks.flatMap((look) => lookLines(plan, look))),
      ...nextLines(next, marks.marks, marks.due),
    ],
  }
}

function nextLines(next: NextLook, marks: number, due: number): string[] {
  switch (next.state) {
    case 'none':
      return []
    case 'complete':
      return ['All marks are there: what is left is the last look, after unblinding.']
    case 'due':
      return [`Look ${next.number} is due: ${count(marks)} of ${count(due)} marks are there.`]
    case 'waiting':
      return [
        `Look ${next.number} is due at ${count(next.needed)} of ${count(due)} marks; there are ${count(marks)}.`,
      ]
  }
}
