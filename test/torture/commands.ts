import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createGenerator } from '../../src/statistics/random/generator.ts'
import { bedsideProtocol } from '../support/bedside-study.ts'
import { equipoise } from '../support/command-line.ts'
import { gradedCandidates, gradedQuestions } from '../support/graded-questions.ts'
import { commandUnder, doctorOf, inWords } from './processes.ts'
import { lookInto, SeenRows } from './seen-rows.ts'
import type { Fault } from './trial.ts'
import { mendable } from './whole-product.ts'
import { makeWorld, type World } from './world.ts'

/** A command that writes, and what may be said of it when it is killed and run again. */
export interface Target {
  readonly name: string
  /** The words of its command line, for the first, second, ... time. */
  readonly words: (world: World, number: number) => Promise<readonly string[]>
  /** Codes of refusals that say that the killed one had done its work. */
  readonly done?: readonly string[]
  /** Codes of `doctor` that are right after this command was killed, and that running it again mends. */
  readonly leaves?: readonly string[]
}

const graded = ['--grades', 'four', '--gate', '0'] as const
const publication = ['--independence', 'academic', '--by', 'Grace Hopper', '--date', '2026-11-26'] as const

/** Commands that write into a workspace or beside it, in an order in which each finds what it needs. */
export const targets: readonly Target[] = [
  {
    name: 'new',
    words: async ({ path }, n) => ['new', 'heidi-side-by-side', join(path, `new-${n}`)],
    done: ['STUDY_EXISTS'],
  },
  { name: 'import', words: async (world) => (await world.nextImport()).words, done: ['IMPORT_DUPLICATE'] },
  {
    name: 'lock',
    words: async ({ path }, n) => ['lock', '--study', await freshStudy(path, n)],
    done: ['LOCK_EXISTS'],
  },
  { name: 'run', words: async ({ collecting }) => ['run', '--study', collecting] },
  { name: 'analyse', words: async ({ marks }) => ['analyse', '--study', marks] },
  {
    name: 'export',
    words: async ({ marks, path }, n) => ['export', join(path, `bundle-${n}`), '--study', marks],
    done: ['EXPORT_EXISTS'],
  },
  {
    name: 'invite',
    words: async ({ desk }, n) => ['invite', `Person ${n}`, '--role', 'reviewer', '--study', desk],
    done: ['PERSON_OTHER_ROLE'],
  },
  { name: 'people --delete', words: deletedPerson, done: ['PERSON_UNKNOWN'] },
  { name: 'index', words: async (world) => ['index', await world.nextSource()] },
  { name: 'learn', words: learnt },
  {
    name: 'promote',
    words: async ({ path }, n) => [
      'promote',
      n % 2 === 1 ? join(path, 'model-1.json') : 'none',
      '--without-gate',
      'torture',
    ],
    done: ['PROMOTE_SERVED'],
  },
  {
    name: 'token create',
    words: async (_, n) => ['token', 'create', `program-${n}`, '--scope', 'answers'],
    done: ['TOKEN_NAME_TAKEN'],
  },
  {
    name: 'evidence add',
    words: async ({ path, marks }) => [
      'evidence',
      'add',
      marks,
      '--ledger',
      join(path, 'ledger'),
      ...publication,
    ],
  },
  {
    name: 'preferences',
    words: async ({ marks, path }, n) => [
      'preferences',
      '--study',
      marks,
      '--out',
      join(path, `preferences-${n}`),
    ],
  },
  { name: 'backup', words: async ({ path }) => ['backup', '--workspace', path, '--keep', '2'] },
  { name: 'doctor', words: async ({ path }) => ['doctor', '--workspace', path, '--repair'] },
  {
    name: 'restore',
    words: async ({ path }) => [
      'restore',
      join(path, '.equipoise', 'backups'),
      '--workspace',
      path,
      '--replace',
    ],
    leaves: ['DOCTOR_RESTORE_BEGUN'],
  },
]

async function freshStudy(path: string, number: number): Promise<string> {
  const study = join(path, `fresh-${number}`)
  await mkdir(study, { recursive: true })
  await writeFile(join(study, 'protocol.yaml'), bedsideProtocol)
  return study
}

async function deletedPerson({ desk }: World, number: number): Promise<readonly string[]> {
  const name = `Leaver ${number}`
  await equipoise('invite', name, '--role', 'reviewer', '--study', desk)
  return ['people', name, '--delete', '--study', desk]
}

async function learnt({ path }: World, number: number): Promise<readonly string[]> {
  const lines = (rows: readonly object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('')
  await writeFile(join(path, 'q.jsonl'), lines(gradedQuestions))
  await writeFile(join(path, 'c.jsonl'), lines(gradedCandidates(true)))
  return [
    'learn',
    join(path, 'q.jsonl'),
    join(path, 'c.jsonl'),
    ...graded,
    '--out',
    join(path, `model-${number}.json`),
  ]
}

/** Each command is killed at random moments of its run, alone or with all that works on the workspace. */
export const commands: Fault = {
  name: 'commands',
  missing: async () => (process.platform === 'linux' ? null : 'processes are found through /proc'),
  run: async ({ seed, each, targets: names, say }, report) => {
    await using world = await makeWorld({ items: 40, reviewers: 1, unitsEach: 4 })
    const seen = new SeenRows()
    for (const target of targets.filter(({ name }) => names === null || names.includes(name))) {
      const random = createGenerator(seed, 'commands', target.name)
      const full = await untroubled(target, world)
      for (let number = 2; number < each + 2; number += 1) {
        const words = await target.words(world, number)
        const milliseconds = Math.round(random.uniform() * 1.1 * full)
        const alone = random.uniform() < 0.5
        const killed = await commandUnder(words, {
          cwd: world.path,
          killAfter: milliseconds,
          ...(alone ? {} : { killAllOf: world.path }),
        })
        const broke: string[] = []
        // A restore that was not finished is told of until it is run again; rows are then those of the backup.
        const restoring = target.name === 'restore'
        if (!restoring) broke.push(...(await lookInto(world.path, (store) => seen.look(store))))
        const before = await doctorOf(world.path)
        const leaves = new Set([...mendable, ...(target.leaves ?? [])])
        broke.push(...before.codes.filter((code) => !leaves.has(code)).map((code) => `doctor: ${code}`))
        const mended = await doctorOf(world.path, '--repair')
        broke.push(
          ...mended.codes
            .filter((code) => target.leaves?.includes(code) !== true)
            .map((code) => `not mended: ${code}`),
        )
        broke.push(...(await runAgain(target, words, world)))
        const after = await doctorOf(world.path)
        if (after.exitCode !== 0) broke.push(`after running it again: ${inWords(after)}`)
        if (!restoring) broke.push(...(await lookInto(world.path, (store) => seen.look(store))))
        const moment = `+${milliseconds} of ${Math.round(full)} ms, ${alone ? 'the command alone' : 'everything'}${killed.exitCode === -1 ? '' : ', ended before'}`
        report({
          fault: 'commands',
          target: target.name,
          number: number - 1,
          moment,
          found: inWords(before),
          broke,
        })
      }
      say(`${target.name}: ${each} kills of ${Math.round(full)} ms`)
    }
  },
}

/** How long it takes when nobody kills it. */
async function untroubled(target: Target, world: World): Promise<number> {
  const words = await target.words(world, 1)
  const start = performance.now()
  const { exitCode, notes, out } = await commandUnder(words, { cwd: world.path })
  if (exitCode !== 0) throw new Error(`${words.join(' ')} ends with ${exitCode}: ${notes}${out}`)
  return performance.now() - start
}

/** A command that was killed can be run again: it does its work, or says that it was done. */
async function runAgain(
  { done = [] }: Target,
  words: readonly string[],
  world: World,
): Promise<readonly string[]> {
  const { exitCode, notes } = await commandUnder(words, { cwd: world.path })
  if (exitCode === 0 || done.some((code) => notes.includes(`[${code}]`))) return []
  return [`run again it ends with ${exitCode}: ${notes.trim().split('\n').at(-1)}`]
}
