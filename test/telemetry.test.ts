import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { softwareVersion } from '../src/cli/version.ts'
import { openQueue } from '../src/store/queue/open-queue.ts'
import { queueName } from '../src/store/queue/queue-names.ts'
import { putWork } from '../src/store/work/work.ts'
import { collectingStudy, keyVariable } from './support/collecting-study.ts'
import { projectRoot } from './support/command-line.ts'
import { startCollector } from './support/otlp-collector.ts'
import { type SharedWorkspace, sharedWorkspace } from './support/shared-workspace.ts'

/** Words that stand where people and providers write, and must stand in no log and no trace. */
const planted = {
  key: 'sk-planted-key-7c1',
  question: 'PLANTEDQUESTION',
  answer: 'PLANTEDANSWER',
  name: 'Plantedname Person',
  email: 'planted.email@example.org',
} as const

let workspace: SharedWorkspace
beforeAll(async () => {
  workspace = await sharedWorkspace()
})
afterAll(() => workspace[Symbol.asyncDispose]())

/** A command in a process of its own, as users run it. */
function command(
  given: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<{ readonly code: number | null; readonly out: string; readonly notes: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(projectRoot, 'bin', 'equipoise.mjs'), ...given], {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let out = ''
    let notes = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      notes += text
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out, notes }))
  })
}

describe('a collection that is watched', () => {
  it('sends spans and measures to a collector, logs events, and tells no word of anybody', async () => {
    await using collector = await startCollector()
    await using made = await collectingStudy(workspace, 'watched', {
      items: 5,
      ways: ['OpenAI Chat Completions', 'Anthropic Messages'],
      standIn: () => ({ says: () => planted.answer }),
    })
    const table = await workspace.input(
      'planted.jsonl',
      `${JSON.stringify({ key: 'p1', question: `${planted.question} [item p1]` })}\n`,
    )
    const mapping = await workspace.input(
      'planted.yaml',
      stringify({ schemaVersion: 1, form: 'items', columns: { key: 'key', text: 'question' } }),
    )
    await made.study.imported(table, mapping)
    const { path: folder } = made.study
    const environment = {
      [keyVariable]: planted.key,
      EQUIPOISE_LOG_FORMAT: 'json',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
      OTEL_SERVICE_NAME: 'a-watched-study',
    }
    const invited = await command(
      ['invite', planted.name, '--role', 'reviewer', '--email', planted.email, '--study', folder],
      environment,
    )
    expect(invited.code, invited.notes).toBe(0)
    const ran = await command(['run', '--study', folder], environment)
    expect(ran.code, ran.notes).toBe(0)
    const failed = await command(['import', planted.question, '--study', folder], environment)
    expect(failed.code).toBe(1)

    const lines = `${invited.notes}${ran.notes}${failed.notes}`.trim().split('\n')
    const events = lines.map((line) => JSON.parse(line))
    expect(events.map(({ event }) => event)).toContain('answers.collected')
    expect(events.find(({ event }) => event === 'problem').codes[0]).toMatch(/^[A-Z_]+$/)
    expect(events.filter(({ event }) => event === 'call.ended')).toHaveLength(12)
    expect(events.at(-1)).toMatchObject({ event: 'command.ended', command: 'import', exitCode: 1 })

    const run = collector.spans.find(({ name }) => name === 'command run')
    const calls = collector.spans.filter(({ name }) => name === 'POST')
    expect(calls).toHaveLength(12)
    expect(new Set(calls.map(({ traceId }) => traceId))).toEqual(new Set([run?.traceId]))
    expect(calls[0]?.attributes['http.response.status_code']).toBe('200')
    const queries = collector.spans.filter(({ attributes }) => attributes['db.system.name'] === 'postgresql')
    expect(queries.length).toBeGreaterThan(5)
    expect([...collector.services]).toEqual(['a-watched-study'])
    expect(collector.total('equipoise.answers.collected')).toBe(12)
    expect(collector.total('equipoise.call.duration')).toBe(12)
    expect(collector.total('equipoise.calls.in_flight')).toBe(0)
    expect(collector.total('equipoise.queue.depth')).toBe(0)

    for (const text of [lines.join('\n'), collector.received()]) {
      for (const word of Object.values(planted)) expect(text).not.toContain(word)
      expect(text).not.toContain('Plantedname')
    }
  })

  it('tells of the jobs of a worker, and nothing of its waiting', async () => {
    await using collector = await startCollector()
    const queue = await openQueue(workspace.store, softwareVersion)
    const name = queueName(softwareVersion, { kind: 'lost' })
    const parts = [{ queue: name, payload: {} }]
    const work = { kind: 'simulate' as const, studyId: null, name: 'watched', version: softwareVersion }
    await putWork(workspace.store, queue, { ...work, payload: {}, parts })
    const { code, notes } = await command(['worker', '--workspace', workspace.path, '--until-idle'], {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
      EQUIPOISE_LOG_FORMAT: 'json',
    })
    await queue.close()
    expect(code, notes).toBe(0)
    const events = notes
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(events).toContainEqual(expect.objectContaining({ event: 'job.ended', job: 'lost', end: 'done' }))
    const [job] = collector.spans.filter(({ name: span }) => span === 'job lost')
    const whole = collector.spans.find(({ name: span }) => span === 'command worker')
    expect(job?.attributes['equipoise.job.end']).toBe('done')
    expect(job?.traceId).not.toBe(whole?.traceId)
    // It fetched, and told that it lives; none of that is in a trace, but what opening the database took may be.
    const polled = collector.spans.filter(
      ({ traceId, name: span }) => traceId === whole?.traceId && span === 'update',
    )
    expect(polled).toEqual([])
  })

  it('is off where nobody asked, and where it is switched off', async () => {
    await using collector = await startCollector()
    const made = await command(['new'], {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
      OTEL_SDK_DISABLED: 'true',
    })
    expect(made.code).toBe(0)
    expect(collector.received()).toBe('')
    expect(made.notes).not.toContain('"event"')
  })

  it('changes nothing where the collector is away', async () => {
    const made = await command(['new', '--log-format', 'json'], {
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9',
      OTEL_EXPORTER_OTLP_TIMEOUT: '500',
    })
    expect(made.code, made.notes).toBe(0)
  })
})
