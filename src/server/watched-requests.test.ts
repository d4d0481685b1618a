import { afterAll, beforeAll, expect, it } from 'vitest'
import { startCollector } from '../../test/support/otlp-collector.ts'
import { startTestServer, type TestServer } from '../store/testing/test-server.ts'
import { logTo } from '../telemetry/log.ts'
import { startTelemetry } from '../telemetry/start.ts'
import { deskTrial, mark } from './testing/desk-trial.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

it('tells of a request by the pattern of its route, with its queries below it, and of marks by their number', async () => {
  await using collector = await startCollector()
  const { reviewer } = await deskTrial(await server.freshStore(), { arms: ['tarn', 'moor'], items: 1 })
  const grace = await reviewer('Plantedname')
  const lines: string[] = []
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = collector.endpoint
  logTo((line) => lines.push(line))
  const telemetry = await startTelemetry(process.env, '1')
  try {
    const unit = await grace.next()
    const [axis] = unit?.axes ?? []
    await grace.save(mark(unit, { marks: { [axis?.id ?? '']: 'first' }, comment: 'PLANTEDCOMMENT' }))
    expect(unit).not.toBe(null)
  } finally {
    await telemetry?.stop()
    logTo(null)
    delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT
  }
  const saved = collector.spans.find(({ name }) => name === 'POST /api/desk/events')
  expect(saved?.attributes['http.response.status_code']).toBe('200')
  expect(saved?.parent).toBe(null)
  const below = collector.spans.filter(({ parent }) => parent === saved?.spanId)
  expect(below.map(({ name }) => name)).toContain('insert')
  const events = lines.map((line) => JSON.parse(line))
  const marks = events.find(({ event }) => event === 'marks.saved')
  expect(marks.marks).toBeGreaterThan(0)
  expect(marks.traceId).toBe(saved?.traceId)
  expect(collector.total('equipoise.marks.saved')).toBe(marks.marks)
  expect(collector.total('http.server.request.duration')).toBe(2)
  for (const text of [lines.join('\n'), collector.received()]) {
    expect(text).not.toMatch(/PLANTEDCOMMENT|Plantedname/)
  }
})
