import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ProblemError, problem, problemSentence } from '../../problem.ts'
import { counted } from '../../report/format.ts'
import { findWorkspace } from '../../store/find-workspace.ts'
import { examine } from '../doctor/examine.ts'
import type { Finding } from '../doctor/finding.ts'
import { type CommandResult, exitCodes } from '../run-command.ts'
import { shownPath } from '../study-folder.ts'
import type { Terminal } from '../terminal.ts'

export interface DoctorOptions {
  /** A folder of the workspace. */
  readonly workspace: string
  /** Mends what can be mended without guessing. */
  readonly repair?: boolean | undefined
  /** Also what replaces something. */
  readonly yes?: boolean | undefined
}

/** What became of a repair. */
interface Repaired {
  readonly code: string
  /** What it did; null where it was not done. */
  readonly did: string | null
  /** Why it was not done, or what it ran into. */
  readonly why: string | null
}

/** Says of a workspace what is whole, what is not and what to do, and mends what can be mended. */
export async function doctor(options: DoctorOptions, terminal: Terminal): Promise<CommandResult> {
  const workspace = await findWorkspace(options.workspace)
  if (!existsSync(join(workspace, '.equipoise')) && !process.env.DATABASE_URL)
    throw problem('WORKSPACE_NONE', 'There is no workspace here.', 'Name one of its folders.', {
      place: { file: shownPath(workspace), field: '--workspace' },
    })
  const before = await examine(workspace, terminal)
  const repaired = options.repair === true ? await repairAll(before, options.yes === true) : []
  const findings = repaired.some(({ did }) => did !== null) ? await examine(workspace, terminal) : before
  const bad = findings.filter(({ state }) => state === 'not-whole')
  return {
    json: { workspace, whole: bad.length === 0, findings: findings.map(asJson), repairs: repaired },
    exitCode: bad.length === 0 ? exitCodes.done : exitCodes.problem,
    lines: [
      ...repaired.map(({ did, why }) => (did === null ? `Not mended: ${why}` : `Mended: ${did}`)),
      ...findings.map(lineOf),
      bad.length === 0
        ? 'Everything that was looked at is whole.'
        : `${counted(bad.length, 'thing is', 'things are')} not whole.${wayOn(bad, options)}`,
    ],
  }
}

/** One after the other; the same repair of several findings is made once. */
async function repairAll(findings: readonly Finding[], yes: boolean): Promise<readonly Repaired[]> {
  const repaired: Repaired[] = []
  const done = new Set<string>()
  for (const finding of findings) {
    if (finding.state !== 'not-whole' || finding.repair === null) continue
    const { repair, problem: found } = finding
    if (done.has(repair.does)) continue
    done.add(repair.does)
    if (repair.asks && !yes) {
      const why = `--repair --yes ${repair.does}.`
      repaired.push({ code: found.code, did: null, why })
      continue
    }
    try {
      repaired.push({ code: found.code, did: await repair.run(), why: null })
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      repaired.push({ code: found.code, did: null, why: error.message })
    }
  }
  return repaired
}

function asJson(finding: Finding): Readonly<Record<string, unknown>> {
  if (finding.state !== 'not-whole') return { ...finding }
  const { check, state, problem: found, repair } = finding
  return {
    check,
    state,
    problem: found,
    repair: repair === null ? null : { does: repair.does, asks: repair.asks },
  }
}

function lineOf(finding: Finding): string {
  if (finding.state !== 'not-whole')
    return `${finding.state === 'whole' ? 'whole     ' : 'note      '} ${finding.check}: ${finding.what}`
  return `NOT WHOLE  ${finding.check}: ${problemSentence(finding.problem)}`
}

function wayOn(bad: readonly Finding[], { repair, yes }: DoctorOptions): string {
  const repairs = bad.flatMap((finding) =>
    finding.state === 'not-whole' && finding.repair !== null ? [finding.repair] : [],
  )
  if (repairs.length === 0) return ''
  const asked = repairs.some(({ asks }) => asks)
  if (repair !== true) return ' equipoise doctor --repair mends what needs no guessing.'
  return asked && yes !== true ? ' equipoise doctor --repair --yes restores the newest backup.' : ''
}
