import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { z } from 'zod'
import { createGenerator, type Generator } from '../../src/statistics/random/generator.ts'
import type { Store } from '../../src/store/store.ts'
import { equipoise } from '../support/command-line.ts'
import { marksNotHeld } from '../support/marks-held.ts'
import { servedProcess } from '../support/served-process.ts'
import { enter, type ReviewerRecord, simulatedReviewer } from '../support/simulated-reviewer.ts'
import { commandUnder, doctorOf, inWords, killAll } from './processes.ts'
import { lookInto, SeenRows } from './seen-rows.ts'
import type { Fault, TortureOptions, Trial } from './trial.ts'
import { axes, makeWorld, rowsOfTable, type World } from './world.ts'

const doctorEvery = 10
const reviewers = 4
const longestMs = 4000

/** Commands, servers, the database and its keeper, all at once and all killed, again and again. */
export const wholeProduct: Fault = {
  name: 'kills',
  missing: async () => (process.platform === 'linux' ? null : 'processes are found through /proc'),
  run: async ({ seed, kills, say }: TortureOptions, report) => {
    await using world = await makeWorld({ items: 30 * kills, reviewers, unitsEach: 2 * kills })
    const random = createGenerator(seed, 'whole product')
    const acknowledged: Acknowledged = { tables: new Set(), sources: 0, backups: [] }
    const seen = new SeenRows()
    const all = Promise.all(
      world.links.map(async (link, index) =>
        simulatedReviewer(await enter(link), createGenerator(seed, 'reviewer', index), {
          dropped: 0.1,
          twice: 0.1,
          thinking: 500,
        }),
      ),
    )
    for (let number = 1; number <= kills; number += 1) {
      const moment = await round(world, random, number, acknowledged)
      const broke = [...(await lookInto(world.path, (store) => lookAt(store, seen, acknowledged)))]
      let found = 'rows as they were'
      if (number % doctorEvery === 0 || number === kills) {
        const before = await doctorOf(world.path)
        found = inWords(before)
        broke.push(...before.codes.filter((code) => !mendable.has(code)).map((code) => `doctor: ${code}`))
        const after = await doctorOf(world.path, '--repair')
        if (after.exitCode !== 0) broke.push(`not mended: ${inWords(after)}`)
      }
      report({ fault: 'kills', target: 'everything', number, moment, found, broke })
      if (number % doctorEvery === 0) say(`${number} of ${kills} kills, ${seen.size} rows seen`)
    }
    report(await atTheEnd(world, all, seen, acknowledged, kills))
  },
}

/** What a kill may leave, because `doctor --repair` mends it without guessing. */
export const mendable: ReadonlySet<string> = new Set([
  'DOCTOR_LEFTOVER',
  'DOCTOR_FOLDER_ASIDE',
  'DOCTOR_LOCK_FILE',
  'DOCTOR_SCREENSHOT_WAITING',
])

/** What commands said they had done before they were killed. */
interface Acknowledged {
  readonly tables: Set<string>
  sources: number
  readonly backups: string[]
}

/** Everything is started, and killed at a random moment. Gives the moment in words. */
async function round(
  world: World,
  random: Generator,
  number: number,
  acknowledged: Acknowledged,
): Promise<string> {
  const served = servedProcess(world.desk, world.port).catch(() => null)
  // Half of the kills come while everything starts, the other half once marks are being taken.
  const serving = random.uniform() < 0.5
  const milliseconds = Math.round(random.uniform() * longestMs)
  const { words, table } = await world.nextImport()
  const source = await world.nextSource()
  const commands = [
    commandUnder(['run', '--study', world.collecting]),
    commandUnder(words).then(({ exitCode }) => {
      if (exitCode === 0) acknowledged.tables.add(table)
    }),
    commandUnder(['index', source], { cwd: world.path }).then(({ exitCode }) => {
      if (exitCode === 0) acknowledged.sources += 1
    }),
    ...(number % 3 === 0
      ? [
          commandUnder(['backup', '--workspace', world.path, '--keep', '3', '--json']).then(
            ({ exitCode, out }) => {
              if (exitCode === 0) acknowledged.backups.push(JSON.parse(out).backup)
            },
          ),
        ]
      : []),
  ]
  if (serving) await Promise.race([served, sleep(20_000)])
  await sleep(milliseconds)
  await killAll(world.path)
  await Promise.all([served, ...commands])
  return `${serving ? 'serving' : 'starting'} +${milliseconds} ms`
}

const tableSchema = z.array(z.object({ name: z.string(), marks: z.int() }))
const countSchema = z.object({ n: z.int() })

/** What is on record, against what was seen and what was said. */
async function lookAt(store: Store, seen: SeenRows, acknowledged: Acknowledged): Promise<readonly string[]> {
  const broke = [...(await seen.look(store))]
  const { rows } = await sql`
    select file_name as name, (select count(*) from judgment where import_id = import.id)::int as marks
    from import where file_name ~ '^[0-9]+[.]csv$' order by id`.execute(store.database)
  const tables = tableSchema.parse(rows)
  const names = tables.map(({ name }) => name)
  broke.push(
    ...tables
      .filter(({ marks }) => marks !== rowsOfTable)
      .map(({ name, marks }) => `${name} has ${marks} marks`),
    ...[...acknowledged.tables]
      .filter((name) => !names.includes(name))
      .map((name) => `${name} was imported and is gone`),
  )
  if (new Set(names).size !== names.length) broke.push('a table of marks was imported twice')
  const doubled = await sql`
    select (count(*) - count(distinct (study_id, item_id, arm_id, replicate)))::int as n from answer`.execute(
    store.database,
  )
  const twice = countSchema.parse(doubled.rows[0]).n
  if (twice > 0) broke.push(`${twice} answers stand twice`)
  return broke
}

/** Nothing is killed any more: reviewers finish, collecting finishes, and everything is counted. */
async function atTheEnd(
  world: World,
  all: Promise<readonly ReviewerRecord[]>,
  seen: SeenRows,
  acknowledged: Acknowledged,
  kills: number,
): Promise<Trial> {
  const server = await servedProcess(world.desk, world.port)
  const records = await all
  server.signal('SIGINT')
  await server.ended
  const broke = [...(await lookInto(world.path, (store) => lookAt(store, seen, acknowledged)))]
  broke.push(...(await lookInto(world.path, (store) => marksNotHeld(store, records, axes))))
  for (const study of [world.desk, world.collecting, world.marks]) {
    const { exitCode, out } = await equipoise('audit', 'verify', '--study', study)
    if (exitCode !== 0) broke.push(`audit of ${study}: ${out}`)
  }
  const kept = acknowledged.backups.slice(-3)
  for (const backup of kept) {
    const { exitCode, notes } = await equipoise('restore', backup, '--check')
    if (exitCode !== 0) broke.push(`backup ${backup}: ${notes}`)
  }
  const events = records.reduce((sum, record) => sum + record.made.size, 0)
  const said = records.reduce((sum, record) => sum + record.acknowledged.size, 0)
  const requests = world.standIns.reduce((sum, one) => sum + one.requests.length, 0)
  return {
    fault: 'kills',
    target: 'the end',
    number: kills + 1,
    moment: `${events} events made, ${said} acknowledged, ${acknowledged.tables.size} tables, ${requests} requests, ${seen.size} rows seen, ${acknowledged.backups.length} backups`,
    found: inWords(await doctorOf(world.path)),
    broke,
  }
}
