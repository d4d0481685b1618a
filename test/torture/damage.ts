import { open, readdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { sql } from 'kysely'
import { z } from 'zod'
import { createGenerator, type Generator } from '../../src/statistics/random/generator.ts'
import { existingCluster } from '../../src/store/embedded/place.ts'
import { readPostmaster } from '../../src/store/embedded/postmaster.ts'
import { until } from '../../src/store/testing/temporary-workspace.ts'
import { targets } from './commands.ts'
import { commandUnder, doctorOf, inWords } from './processes.ts'
import { lookInto, SeenRows } from './seen-rows.ts'
import type { Fault } from './trial.ts'
import { makeWorld, type World } from './world.ts'

const prepared = ['import', 'index', 'learn', 'promote', 'lock', 'backup'] as const

/** A workspace with one of everything on record, and a backup of it. */
async function filledWorld(): Promise<World> {
  const world = await makeWorld({ items: 20, reviewers: 1, unitsEach: 4 })
  for (const name of prepared) {
    const words = (await targets.find((one) => one.name === name)?.words(world, 1)) ?? []
    const { exitCode, notes } = await commandUnder(words, { cwd: world.path })
    if (exitCode !== 0) throw new Error(`${words.join(' ')}: ${notes}`)
  }
  return world
}

const pagesSchema = z.array(z.object({ name: z.string(), file: z.string(), bytes: z.int() }))

/** Bytes of a page of a table or an index are changed while the database is stopped. */
export const damagedPages: Fault = {
  name: 'pages',
  missing: async () => null,
  run: async ({ seed, each, say }, report) => {
    await using world = await filledWorld()
    const random = createGenerator(seed, 'pages')
    for (let number = 1; number <= 3 * each; number += 1) {
      const seen = new SeenRows()
      await lookInto(world.path, (store) => seen.look(store))
      await commandUnder(['backup', '--workspace', world.path, '--keep', '2'])
      const relation = await somePage(world, random)
      const at = random.integerBelow(relation.bytes)
      await flipped(join((await stoppedCluster(world)) ?? '', relation.file), at)
      const before = await doctorOf(world.path)
      const broke = before.exitCode === 1 ? [] : [`a changed byte ${at} of ${relation.name} was not found`]
      const mended = await doctorOf(world.path, '--repair', '--yes')
      if (mended.exitCode !== 0) broke.push(`not restored: ${inWords(mended)}`)
      broke.push(...(await lookInto(world.path, (store) => seen.look(store))))
      report({
        fault: 'pages',
        target: 'a page of the database',
        number,
        moment: `byte ${at} of ${relation.name}`,
        found: inWords(before),
        broke,
      })
    }
    say(`${3 * each} pages`)
  },
}

async function somePage(world: World, random: Generator): Promise<z.infer<typeof pagesSchema>[number]> {
  const pages = await lookInto(world.path, async (store) => {
    const { rows } = await sql`
      select relname as name, pg_relation_filepath(oid) as file, pg_relation_size(oid)::int as bytes
      from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'i') and pg_relation_size(oid) > 0
      order by relname`.execute(store.database)
    return pagesSchema.parse(rows)
  })
  const page = pages[random.integerBelow(pages.length)]
  if (page === undefined) throw new Error('no table holds anything')
  return page
}

async function stoppedCluster(world: World): Promise<string | null> {
  const cluster = await existingCluster(world.path)
  const data = join(cluster ?? '', 'data')
  await until(async () => (await readPostmaster(data)) === null, 30_000)
  return data
}

async function flipped(file: string, at: number): Promise<void> {
  const handle = await open(file, 'r+')
  try {
    const byte = Buffer.alloc(1)
    await handle.read(byte, 0, 1, at)
    byte[0] = (byte[0] ?? 0) ^ 0x55
    await handle.write(byte, 0, 1, at)
  } finally {
    await handle.close()
  }
}

/** Files of record are cut off in their midst, as a machine that lost its power may leave them. */
export const halfWritten: Fault = {
  name: 'half-written',
  missing: async () => null,
  run: async ({ seed, say }, report) => {
    await using world = await filledWorld()
    const random = createGenerator(seed, 'half-written')
    const files = (await recordFiles(world.path)).toSorted()
    for (const [number, file] of files.entries()) {
      const path = join(world.path, file)
      const whole = await readFile(path)
      const length = random.integerBelow(Math.max(1, whole.length - 1))
      await truncate(path, length)
      const before = await doctorOf(world.path)
      const broke =
        before.exitCode === 1 ? [] : [`${file} of ${length} bytes instead of ${whole.length} was not found`]
      const mended = await doctorOf(world.path, '--repair')
      const byItself = mended.exitCode === 0
      if (!byItself) await writeFile(path, whole)
      const after = await doctorOf(world.path)
      if (after.exitCode !== 0) broke.push(`still: ${inWords(after)}`)
      const how = byItself ? 'mended by --repair' : 'put back from a copy, as doctor asked'
      report({
        fault: 'half-written',
        target: nameOf(file),
        number: number + 1,
        moment: `${length} of ${whole.length} bytes; ${how}`,
        found: inWords(before),
        broke,
      })
    }
    say(`${files.length} files`)
  },
}

/** Every file of record with a meaning that `doctor` knows. */
async function recordFiles(workspace: string): Promise<readonly string[]> {
  const entries = await readdir(workspace, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(workspace, join(entry.parentPath, entry.name)))
    .filter((file) =>
      /protocol\.lock\.json$|desk\/protocol\.yaml$|\.parts$|\.passages$|corpus\.json$|models\/[^/]+\/model\.json$|releases\/[^/]+\.jsonl$|backups\/[^/]+\/(manifest\.json|manifest\.sha256|database\/answer\.jsonl)$/.test(
        file,
      ),
    )
    .filter((file) => !/cluster/.test(file) && !/backups\/[^/]+\/files\//.test(file))
}

function nameOf(file: string): string {
  return file.replace(/^.*\//, '').replace(/\d{5}/, 'N')
}
