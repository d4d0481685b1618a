import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, rmdir, statfs, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createGenerator } from '../../src/statistics/random/generator.ts'
import type { CommandOutcome } from '../support/command-line.ts'
import { type Target, targets } from './commands.ts'
import { commandUnder, doctorOf, type Hardship, inWords, killAll } from './processes.ts'
import { lookInto, SeenRows } from './seen-rows.ts'
import type { Fault, TortureOptions, Trial } from './trial.ts'
import { mendable } from './whole-product.ts'
import { makeWorld, type World } from './world.ts'

const ownFault = 'This is a fault of equipoise itself'
const size = { items: 20, reviewers: 1, unitsEach: 4 } as const

/** Commands that are run under a hardship. */
const hit = targets.filter(({ name }) => ['import', 'index', 'export', 'learn', 'backup'].includes(name))

interface Strain {
  readonly fault: string
  /** What holds while the command runs; what it says is put right before anything is looked at. */
  readonly during: (
    world: World,
    number: number,
    run: (hardship: Hardship) => Promise<CommandOutcome>,
  ) => Promise<{ readonly outcome: CommandOutcome; readonly moment: string }>
  /** Whether a command may end by an abort of Node, which no program can turn into a sentence. */
  readonly mayAbort?: boolean
}

/** Runs commands under a strain; afterwards nothing that was on record may be lost, and all goes on without it. */
async function underStrain(
  world: World,
  { each }: TortureOptions,
  { fault, during, mayAbort = false }: Strain,
  report: (trial: Trial) => void,
): Promise<void> {
  const seen = new SeenRows()
  await lookInto(world.path, (store) => seen.look(store))
  for (const target of hit) {
    for (let number = 1; number <= each; number += 1) {
      const words = await target.words(world, 100 + number)
      const { outcome, moment } = await during(world, number, (hardship) =>
        commandUnder(words, { cwd: world.path, ...hardship }),
      )
      const broke = [...(await lookInto(world.path, (store) => seen.look(store)))]
      if (!mayAbort && outcome.notes.includes(ownFault)) broke.push(outcome.notes.trim().slice(0, 400))
      const before = await doctorOf(world.path)
      broke.push(...before.codes.filter((code) => !mendable.has(code)).map((code) => `doctor: ${code}`))
      const mended = await doctorOf(world.path, '--repair')
      if (mended.exitCode !== 0) broke.push(`not mended: ${inWords(mended)}`)
      broke.push(...(await again(target, words, world)))
      report({
        fault,
        target: target.name,
        number,
        moment: `${moment}; exit code ${outcome.exitCode}`,
        found: inWords(before),
        broke,
      })
    }
  }
}

async function again(
  { done = [] }: Target,
  words: readonly string[],
  world: World,
): Promise<readonly string[]> {
  const { exitCode, notes } = await commandUnder(words, { cwd: world.path })
  if (exitCode === 0 || done.some((code) => notes.includes(`[${code}]`))) return []
  return [`without it, it ends with ${exitCode}: ${notes.trim().split('\n').at(-1)}`]
}

/** Runs `use` with temporary folders on a small file system of its own. */
async function onSmallDisk(megabytes: number, use: (mount: string) => Promise<void>): Promise<void> {
  const mount = await mkdtemp(join(tmpdir(), 'equipoise-disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0755`, 'tmpfs', mount])
  const before = process.env.TMPDIR
  process.env.TMPDIR = mount
  try {
    await use(mount)
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
    await killAll(mount)
    execFileSync('umount', ['-l', mount])
    await rmdir(mount)
  }
}

async function mountsMissing(): Promise<string | null> {
  try {
    await onSmallDisk(1, async () => {})
    return null
  } catch {
    return 'this user may not mount a small file system'
  }
}

export const diskFull: Fault = {
  name: 'disk-full',
  missing: mountsMissing,
  run: (options, report) =>
    onSmallDisk(700, async (mount) => {
      await using world = await makeWorld(size)
      const random = createGenerator(options.seed, 'disk full')
      const during: Strain['during'] = async (_, __, run) => {
        const left = Math.round(random.uniform() * 4e6)
        const ballast = join(mount, 'ballast')
        const { bavail, bsize } = await statfs(mount)
        await writeFile(ballast, Buffer.alloc(Math.max(0, bavail * bsize - left)))
        const outcome = await run({})
        await rm(ballast)
        return { outcome, moment: `${Math.round(left / 1000)} kB left` }
      }
      await underStrain(world, options, { fault: 'disk-full', during }, report)
    }),
}

export const readOnly: Fault = {
  name: 'read-only',
  missing: mountsMissing,
  run: (options, report) =>
    onSmallDisk(700, async (mount) => {
      await using world = await makeWorld(size)
      const during: Strain['during'] = async (_, __, run) => {
        // A file system that somebody writes to cannot be made read-only; the database stops by itself, or is killed.
        await killAll(world.path)
        execFileSync('mount', ['-o', 'remount,ro', mount])
        const outcome = await run({})
        const doctor = await doctorOf(world.path)
        execFileSync('mount', ['-o', 'remount,rw', mount])
        const said = doctor.exitCode === 1 ? inWords(doctor) : 'nothing of it'
        return { outcome, moment: `doctor says ${said} meanwhile` }
      }
      await underStrain(world, { ...options, each: 1 }, { fault: 'read-only', during }, report)
    }),
}

const preload = [
  '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1',
  '/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1',
]

export const clockJumps: Fault = {
  name: 'clock',
  missing: async () => (preload.some(existsSync) ? null : 'libfaketime is not installed'),
  run: async (options, report) => {
    await using world = await makeWorld(size)
    const random = createGenerator(options.seed, 'clock')
    const during: Strain['during'] = async (_, __, run) => {
      const days = Math.round((random.uniform() - 0.5) * 2000)
      const env = {
        LD_PRELOAD: preload.find(existsSync),
        FAKETIME: `${days < 0 ? '' : '+'}${days}d`,
        FAKETIME_DONT_RESET: '1',
      }
      return { outcome: await run({ env }), moment: `${days} days` }
    }
    await underStrain(world, options, { fault: 'clock', during }, report)
  },
}

export const littleMemory: Fault = {
  name: 'memory',
  missing: async () => null,
  run: async (options, report) => {
    await using world = await makeWorld(size)
    const random = createGenerator(options.seed, 'memory')
    const during: Strain['during'] = async (_, __, run) => {
      const megabytes = 12 + random.integerBelow(40)
      const outcome = await run({ nodeOptions: [`--max-old-space-size=${megabytes}`] })
      return { outcome, moment: `${megabytes} MB` }
    }
    await underStrain(world, options, { fault: 'memory', during, mayAbort: true }, report)
  },
}

export const fileLimit: Fault = {
  name: 'file-limit',
  missing: async () => (process.platform === 'win32' ? 'there is no ulimit' : null),
  run: async (options, report) => {
    await using world = await makeWorld(size)
    const random = createGenerator(options.seed, 'file limit')
    const during: Strain['during'] = async (_, __, run) => {
      const kilobytes = 1 + random.integerBelow(64)
      // The database is held open here, so that it is not started under the limit.
      const outcome = await lookInto(world.path, () =>
        run({ before: ['bash', '-c', `ulimit -f ${kilobytes}; exec "$@"`, 'limited'] }),
      )
      return { outcome, moment: `files of ${kilobytes} kB` }
    }
    await underStrain(world, options, { fault: 'file-limit', during }, report)
  },
}

export const databaseGone: Fault = {
  name: 'database-gone',
  missing: async () => (process.platform === 'linux' ? null : 'processes are found through /proc'),
  run: async (options, report) => {
    await using world = await makeWorld(size)
    const random = createGenerator(options.seed, 'database gone')
    const during: Strain['during'] = async (_, __, run) => {
      const milliseconds = Math.round(400 + random.uniform() * 2000)
      const running = run({})
      await new Promise((resolve) => setTimeout(resolve, milliseconds))
      await killAll(join(world.path, '.equipoise', 'cluster'))
      return { outcome: await running, moment: `+${milliseconds} ms` }
    }
    await underStrain(world, options, { fault: 'database-gone', during }, report)
  },
}
