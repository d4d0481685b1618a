import { cp, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { indexCorpus } from '../src/cli/commands/index-corpus.ts'
import { openQueue } from '../src/store/queue/open-queue.ts'
import { queueName } from '../src/store/queue/queue-names.ts'
import { until } from '../src/store/testing/temporary-workspace.ts'
import { putWork } from '../src/store/work/work.ts'
import { ways } from './providers/dialects.ts'
import { collectingStudy } from './support/collecting-study.ts'
import { equipoise, projectRoot } from './support/command-line.ts'
import { parsedProblems } from './support/expect-problems.ts'
import { interruptedProcess } from './support/interrupted-process.ts'
import { callingWorkspace, numberOf } from './support/killed-runs.ts'
import { judgeServer, markingStudy, standInJudge } from './support/marking-study.ts'
import { startWorker, type WorkerProcess } from './support/worker-process.ts'

const workspace = callingWorkspace()
const way = ways[0]?.name ?? ''
let worker: WorkerProcess
beforeAll(async () => {
  worker = await startWorker(workspace().path)
})
afterAll(() => worker?.stop())

const workers = (...given: readonly string[]) =>
  equipoise('workers', ...given, '--workspace', workspace().path)

describe('a worker', () => {
  it('makes the calls of a run, while arms from files and of others are made where the command is', async () => {
    const degraded = { id: 'worse', kind: 'baseline', knownWorse: true }
    await using made = await collectingStudy(workspace(), 'collected', {
      items: 20,
      ways: [way],
      moreArms: [
        { ...degraded, source: { via: 'degraded', of: 'arm-0', degradation: 'first-sentence' } },
        {
          id: 'arm-1',
          kind: 'general',
          source: { via: 'recorded', file: 'said.jsonl', provenance: 'a test' },
        },
      ],
    })
    await made.study.write('said.jsonl', '{"item": "q00000", "text": "So."}\n')
    const { exitCode, out, notes } = await made.study.run('run', '--queue', '--json')
    const result = JSON.parse(out)
    // Nineteen of the recorded arm are not in its file.
    expect([exitCode, result.stopped, result.missing], notes).toEqual([1, 'complete', 19])
    expect(await numberOf(workspace(), 'select count(*) as n from answer')).toBe(41)
    // The same without a queue finds nothing to call.
    const again = JSON.parse((await made.study.run('run', '--json')).out)
    expect(again.arms[0]).toMatchObject({ arm: 'arm-0', answered: 20 })
    expect(made.servers.get('arm-0')?.requests).toHaveLength(20)
  })

  it('puts tasks to judges with the same marks as one process', async () => {
    await using server = await judgeServer()
    const marking = {
      rubric: { judges: [standInJudge('gpt', server.url)] },
      pairwise: { judges: [standInJudge('gpt', server.url)] },
    }
    const plain = await markingStudy(workspace(), 'plain', { marking })
    const queued = await markingStudy(workspace(), 'queued', { marking })
    const [one, other] = [await plain.done('mark', '--json'), await queued.done('mark', '--queue', '--json')]
    const { marks, judges, spent } = JSON.parse(other.out)
    const expected = JSON.parse(one.out)
    expect(judges).toEqual(expected.judges)
    expect(spent).toEqual(expected.spent)
    const { protocolHash, study } = expected.marks
    expect({ ...marks, protocolHash, study }).toEqual(expected.marks)
  })

  it('simulates to the same figures as one process', async () => {
    const path = join(workspace().path, 'planned')
    await mkdir(path)
    const protocol = join(projectRoot, 'studies', 'heidi-side-by-side', 'protocol.yaml')
    await cp(protocol, join(path, 'protocol.yaml'))
    const size = ['--questions', '40', '--reviewers', '8', '--reviewers-per-question', '2']
    const given = ['power', '--study', path, ...size, '--simulate', '300', '--json']
    const plain = await equipoise(...given)
    const queued = await equipoise(...given, '--queue')
    expect(queued.exitCode, queued.notes).toBe(0)
    expect(JSON.parse(queued.out)).toEqual(JSON.parse(plain.out))
  })

  it('indexes a corpus of its machine, and says what it would not read', async () => {
    const near = join(workspace().path, 'planned')
    const silent = { out: () => {}, note: () => {}, progress: () => {}, endProgress: () => {} }
    const done = await indexCorpus([], { corpus: 'main', sample: true, queue: true, near }, silent)
    expect([done.exitCode, done.json.corpus, done.json.finished]).toEqual([0, 'main', true])
    const missing = indexCorpus(['nowhere.xml'], { corpus: 'main', queue: true, near }, silent)
    await expect(missing).rejects.toThrow('nowhere.xml')
  })

  it('finishes or gives back what it holds when it is told to end', async () => {
    await using made = await collectingStudy(workspace(), 'ended', {
      items: 40,
      ways: [way, way],
      standIn: () => ({ latencyMilliseconds: 200 }),
    })
    const second = await startWorker(workspace().path)
    const run = made.study.run('run', '--queue', '--json')
    await until(async () => (made.servers.get('arm-0')?.requests.length ?? 0) > 4)
    second.process.kill('SIGTERM')
    const { exitCode, out } = await second.ended
    expect(exitCode, second.notes()).toBe(0)
    expect(out).toContain('done')
    expect((await run).exitCode).toBe(0)
    expect(
      await numberOf(workspace(), `select count(*) as n from call_outcome where status = 'in-doubt'`),
    ).toBe(0)
    for (const server of made.servers.values()) expect(server.requests).toHaveLength(40)
  })
})

describe('a worker that is killed', () => {
  it('leaves its jobs to another one, and only its calls in flight in doubt', {
    timeout: 120_000,
  }, async () => {
    await using made = await collectingStudy(workspace(), 'killed', {
      items: 40,
      ways: [way, way],
      collect: { concurrency: 8, inDoubt: 'always' },
      standIn: () => ({ latencyMilliseconds: 1500 }),
    })
    const killed = await startWorker(workspace().path)
    const run = made.study.run('run', '--queue', '--json')
    await until(async () => {
      const { workers: all } = JSON.parse((await workers('--json')).out)
      return all.some(
        (one: { pid: number; doing: unknown[] }) => one.pid === killed.process.pid && one.doing.length > 0,
      )
    })
    killed.process.kill('SIGKILL')
    const { exitCode, out, notes } = await run
    expect(exitCode, notes).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ stopped: 'complete', missing: 0 })
    const n = (from: string) =>
      numberOf(
        workspace(),
        `select count(*) as n from ${from}
      where study_id = (select id from study where key = 'killed')`,
      )
    expect(await n('answer')).toBe(80)
    const inDoubt =
      (await n('call_outcome')) -
      (await n(`(select * from call_outcome where status = 'answered') as answered`))
    expect(await n('call')).toBe(80 + inDoubt)
  })
})

describe('a run with --queue', () => {
  it('may be left and watched again, and keeps a run without the queue out meanwhile', async () => {
    await using made = await collectingStudy(workspace(), 'left', {
      items: 60,
      ways: [way, way],
      collect: { concurrency: 4 },
      standIn: () => ({ latencyMilliseconds: 300 }),
    })
    const received = () => made.servers.get('arm-0')?.requests.length ?? 0
    const left = await interruptedProcess(['run', '--queue', '--study', made.study.path], () =>
      until(async () => received() > 3),
    )
    expect(left.exitCode, left.notes).toBe(130)
    expect(left.notes).toContain('Leaving: workers go on without this command.')
    const refused = await made.study.run('run', '--json')
    expect(parsedProblems(refused.out)).toMatchObject([{ code: 'RUN_QUEUED' }])
    const differing = await made.study.run('run', '--queue', '--arms', 'arm-0', '--json')
    expect(parsedProblems(differing.out)).toMatchObject([{ code: 'WORK_DIFFERS' }])
    expect((await made.study.run('run', '--queue')).exitCode).toBe(0)
    for (const server of made.servers.values()) {
      expect(server.requests).toHaveLength(60)
      expect(server.mostAtOnce()).toBeLessThanOrEqual(4)
    }
  })
})

describe('equipoise workers', () => {
  it('lists workers with what they do, and keeps the limits of a provider', async () => {
    const { out } = await workers()
    expect(out).toContain(String(worker.process.pid))
    expect(out).toContain('alive')
    await workers('limit', 'https://api.example.org/v1', '--calls', '3', '--usd', '20')
    const { limits } = JSON.parse((await workers('--json')).out)
    expect(limits).toContainEqual({
      origin: 'https://api.example.org',
      calls: 3,
      callsPerMinute: null,
      tokensPerMinute: null,
      usd: 20,
      spentUsd: 0,
      inFlight: 0,
    })
    expect(parsedProblems((await workers('limit', 'openai', '--json')).out)).toMatchObject([
      { code: 'WORKERS_ORIGIN', value: 'openai' },
    ])
  })

  it('shows what no worker can do, another version among it, and takes it out', async () => {
    const { store } = workspace()
    const queue = await openQueue(store, '0.0.1')
    const other = await putWork(store, queue, {
      kind: 'simulate',
      studyId: null,
      name: 'of another version',
      version: '0.0.1',
      payload: {},
      parts: [{ queue: queueName('0.0.1', { kind: 'compute' }), payload: { piece: 0 } }],
    })
    // A key that no worker has.
    await using made = await collectingStudy(workspace(), 'keyless', { items: 2, ways: [way, way] })
    const path = join(made.study.path, 'protocol.yaml')
    await made.study.write(
      'protocol.yaml',
      (await readFile(path, 'utf8')).replaceAll('STAND_IN_KEY', 'NO_KEY'),
    )
    const run = await interruptedProcess(['run', '--queue', '--study', made.study.path], async () => {
      await until(
        async () =>
          (await numberOf(workspace(), `select count(*) as n from work where closed_at is null`)) === 2,
      )
      await new Promise((resolve) => setTimeout(resolve, 1500))
    })
    expect(run.exitCode).toBe(130)
    const { work } = JSON.parse((await workers('--json')).out)
    expect(work).toMatchObject([
      { id: other.id, version: '0.0.1', done: 0, needs: ['any worker'] },
      { kind: 'collect', done: 0, needs: [expect.stringContaining('the key NO_KEY')] },
    ])
    expect(made.servers.get('arm-0')?.requests).toHaveLength(0)
    expect((await workers('drop', 'all')).exitCode).toBe(0)
    expect((await workers()).out).toContain('Nothing is in the queue.')
    expect(parsedProblems((await workers('drop', 'all', other.id, '--json')).out)).toMatchObject([
      { code: 'WORKERS_DROP' },
    ])
    await queue.close()
  })

  it('ends a worker whose database was changed by other software', async () => {
    const { store } = workspace()
    await sql`insert into schema_migration (version, name) values (1000, 'of the future')`.execute(
      store.database,
    )
    try {
      const { exitCode } = await worker.ended
      expect(exitCode).toBe(1)
      expect(worker.notes()).toContain('WORKER_OUTDATED')
    } finally {
      await sql`delete from schema_migration where version = 1000`.execute(store.database)
    }
  })
})
