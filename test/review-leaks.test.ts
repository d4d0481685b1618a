import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { soughtNames } from '../src/review/identity/names/sought-names.ts'
import { roles } from '../src/review/people/role.ts'
import { type DeskUnit, deskNextSchema } from '../src/server/contract/desk.ts'
import { guessChoicesSchema } from '../src/server/contract/guesses.ts'
import { pageRoutes } from '../src/server/pages/page-files.ts'
import { startTestServer, type TestServer } from '../src/store/testing/test-server.ts'
import { projectRoot } from './support/command-line.ts'
import { servedReview } from './support/served-review.ts'

const arms = [
  { id: 'zephyr-9-pro', label: 'Zephyr 9 Pro', kind: 'general', source: { preset: 'gpt-5.2' } },
  { id: 'quarrion', label: 'Quarrion Clinical', kind: 'specialised', source: { preset: 'openevidence' } },
  { id: 'marlstone', label: 'Marlstone', kind: 'own' },
  { id: 'gemini-3.1-pro', label: 'Gemini 3.1 Pro', kind: 'general', source: { preset: 'gemini-3.1-pro' } },
  { id: 'claude-opus-4.6', label: 'Claude Opus 4.6', kind: 'general', source: { preset: 'claude-opus-4.6' } },
  { id: 'weakened', label: 'Weakened Zephyr', kind: 'baseline', knownWorse: true },
]
const protocol = {
  schemaVersion: 1,
  id: 'zephyr-against-quarrion',
  title: 'Zephyr 9 Pro against Quarrion Clinical',
  question: 'Is Zephyr 9 Pro better than Quarrion Clinical?',
  arms,
  axes: [
    { id: 'utility', label: 'Clinical utility', form: 'pairwise', primary: true },
    { id: 'correct', label: 'Correctness', form: 'absolute', scale: { kind: 'ordinal', min: 1, max: 4 } },
    { id: 'content', label: 'Content', form: 'absolute', scale: { kind: 'rubric' } },
  ],
  renderings: [{ id: 'plain', primary: true }, { id: 'cited' }, { id: 'native' }],
  hypotheses: [
    {
      id: 'zephyr-wins',
      kind: 'superiority',
      axis: 'utility',
      candidate: 'zephyr-9-pro',
      against: 'quarrion',
    },
  ],
  seed: 11,
  review: { reviewersPerQuestion: 3, comparisonsPerQuestion: 3, asks: { consent: true } },
}
const items = Array.from({ length: 12 }, (_, index) => `q${index}`)
/** Points and tags are no words for reviewers. */
const criteria = [
  { id: 'c1', text: 'Gives a dose.', points: 7.717, tags: ['weighty'] },
  { id: 'c2', text: 'Advises to wait.', points: -9.919, tags: ['weighty'] },
]
/** As long for every arm, so that whatever else differs is a leak. */
const answer = (item: string, arm: string) =>
  `Give ${20 + arms.findIndex(({ id }) => id === arm)} mg daily for ${item}. Check the kidneys first.`

let database: TestServer
beforeAll(async () => {
  database = await startTestServer()
})
afterAll(() => database.stop())

/** Words that no reviewer may read: of the study's own arms, and every system and maker that the software knows. */
function forbidden(): RegExp {
  const names = soughtNames([])
  const words = [
    ...arms.flatMap(({ id, label }) => [id, label]),
    ...'zephyr quarrion marlstone weakened knownWorse known_worse provider specialised'.split(' '),
    ...'weighty 7.717 9.919'.split(' '),
    ...'gpt gemini claude opus openai anthropic google openevidence uptodate heidi'.split(' '),
    ...names.known.filter((name) => name.length > 4),
  ]
  return new RegExp(words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'i')
}

it('lets nothing that a reviewer can get tell an arm', { timeout: 60_000 }, async () => {
  const store = await database.freshStore()
  await using review = await servedReview(store, {
    protocol,
    items,
    answer,
    criteria,
    moreRoutes: pageRoutes(`${projectRoot}dist-web`),
  })
  const words = forbidden()
  for (const control of ['by Gemini', 'quarrion', 'OpenEvidence', 'api.openai.com']) {
    expect(words.test(control), control).toBe(true)
  }
  const seen: string[] = []
  const look = async (path: string, request: RequestInit) => {
    const response = await fetch(review.origin + path, { redirect: 'manual', ...request })
    const body = await response.text()
    const head = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n')
    // The pages are built once for every study. What libraries in them are called is not about an arm.
    const isBuilt = path.startsWith('/assets/') || path === '/desk'
    for (const text of isBuilt ? [head] : [head, body]) {
      expect(words.exec(text)?.[0] ?? null, `${request.method ?? 'GET'} ${path}`).toBe(null)
    }
    for (const { id, label } of arms) expect(body.includes(id) || body.includes(label), path).toBe(false)
    expect(response.headers.get('etag'), path).toBe(null)
    expect(body).not.toContain('sourceMappingURL')
    seen.push(`${response.status} ${path}`)
    return { response, body, head }
  }
  const post = (headers: Readonly<Record<string, string>>, body: unknown): RequestInit => ({
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })
  const { rows: ids } = await sql<{ id: string; arm: string }>`
    select review_task.id, arm.key as arm from review_task join arm on arm.id in (arm_a_id, arm_b_id)`.execute(
    store.database,
  )
  const armsOfTask = new Map<string, string[]>()
  for (const { id, arm } of ids) armsOfTask.set(id, [...(armsOfTask.get(id) ?? []), arm])

  /** Sizes of what is served, by what may differ: the item, the form, the rendering; then by arms. */
  const sizes = new Map<string, Map<string, Set<number>>>()
  const headNames = new Set<string>()
  for (let reviewer = 0; reviewer < 8; reviewer++) {
    const { headers } = await review.session(`Reviewer ${reviewer}`, 'reviewer')
    await look('/api/desk', { headers })
    await look('/api/desk/consent', post(headers, { given: reviewer % 2 === 0 }))
    for (;;) {
      const { body, response } = await look('/api/desk/next', post(headers, {}))
      headNames.add([...response.headers.keys()].sort().join())
      const { unit } = deskNextSchema.parse(JSON.parse(body))
      if (unit === null) break
      for (const [place, { task }] of unit.tasks.entries()) {
        const key = `${unit.form} ${unit.tasks.length}`
        const own = JSON.stringify(unit.tasks[place]).replace(/q\d+/g, 'q').length
        const byArms = sizes.get(key) ?? new Map<string, Set<number>>()
        for (const arm of armsOfTask.get(task) ?? []) byArms.set(arm, (byArms.get(arm) ?? new Set()).add(own))
        sizes.set(key, byArms)
      }
      const { body: saved } = await look(
        '/api/desk/events',
        post(headers, { events: unit.tasks.map(done(unit)) }),
      )
      expect(JSON.parse(saved).refused).toEqual([])
      await look(`/api/desk/feedback?unit=${unit.unit}`, { headers })
      await look('/api/desk/events', post(headers, { events: unit.tasks.map(wrong) }))
    }
    const mine = await look('/api/me', { headers })
    expect(JSON.parse(mine.body)).toEqual({ name: `Reviewer ${reviewer}`, role: 'reviewer', home: '/desk' })
    for (const path of [
      '/study',
      '/capture',
      '/api/study',
      '/nowhere',
      '/desk/../api',
      '/%2e%2e/package.json',
      '/',
    ]) {
      await look(path, { headers })
    }
    await look('/api/desk/events', { method: 'POST', headers, body: '{not json' })
    await look('/api/desk/next', { method: 'POST', headers: { cookie: headers.cookie ?? '' } })
  }
  for (const path of ['/r/none', '/door.css', '/desk', '/api/desk']) await look(path, {})
  // Whatever arms are in it, a task is served in the same number of characters.
  for (const [key, byArms] of sizes) {
    expect(byArms.size, key).toBe(arms.length)
    const all = [...byArms.values()].map((set) => [...set].sort().join())
    expect(new Set(all).size, key).toBe(1)
  }
  expect(headNames.size).toBeLessThanOrEqual(1)
  expect(review.faults).toEqual([])
  expect(seen.length).toBeGreaterThan(200)
})

it('shows the names of the systems to be guessed at the end alone, and in an order that says nothing', async () => {
  const store = await database.freshStore()
  await using review = await servedReview(store, {
    protocol: { ...protocol, review: { most: 1 } },
    items,
    answer,
  })
  const { headers } = await review.session('Ada', 'reviewer')
  const guessing = async () =>
    guessChoicesSchema.parse(await (await fetch(`${review.origin}/api/desk/guesses`, { headers })).json())
  expect(await guessing()).toEqual({ choices: [], units: [] })
  const next = () => fetch(`${review.origin}/api/desk/next`, { method: 'POST', headers, body: '{}' })
  const { unit } = deskNextSchema.parse(await (await next()).json())
  expect(await guessing()).toEqual({ choices: [], units: [] })
  if (unit === null) throw new Error('no question')
  await fetch(`${review.origin}/api/desk/events`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ events: unit.tasks.map(done(unit)) }),
  })
  const { choices, units } = await guessing()
  expect(choices.map(({ label }) => label)).toEqual(arms.map(({ label }) => label).sort())
  // The question as it was served to be marked, and not a word more.
  const bare = (one: DeskUnit) => ({
    ...one,
    tasks: one.tasks.map(({ task, answers }) => ({ task, answers })),
  })
  expect(units.map(bare)).toEqual([bare(unit)])
})

it('lets each role through its own doors alone', async () => {
  const store = await database.freshStore()
  await using review = await servedReview(store, { protocol, items, answer })
  const doors = [
    ['GET', '/api/desk'],
    ['POST', '/api/desk/next'],
    ['POST', '/api/desk/events'],
    ['POST', '/api/desk/consent'],
    ['GET', '/api/desk/guesses'],
    ['GET', '/api/desk/feedback'],
  ] as const
  for (const role of [...roles, null]) {
    const headers =
      role === null
        ? { origin: review.origin, 'x-equipoise': '1', 'content-type': 'application/json' }
        : (await review.session(`One ${role}`, role)).headers
    for (const [method, path] of doors) {
      const { status } = await fetch(review.origin + path, {
        method,
        headers,
        ...(method === 'POST' ? { body: '{}' } : {}),
      })
      const expected = role === null ? 401 : role === 'reviewer' ? null : 403
      if (expected === null) expect([200, 400, 404, 422], `${role} ${path}`).toContain(status)
      else expect(status, `${role} ${path}`).toBe(expected)
    }
  }
})

const markOn = { pairwise: 'tie', absolute: 3, rubric: { c1: true, c2: false } } as const

function done(unit: DeskUnit) {
  return ({ task }: DeskUnit['tasks'][number]) => ({
    kind: 'form',
    key: crypto.randomUUID(),
    task,
    form: {
      marks: Object.fromEntries(unit.axes.map(({ id, form }) => [id, markOn[form]])),
      adequate: [],
      unsafe: [],
      comment: null,
    },
    complete: true,
    undo: false,
    shownAt: '2026-11-25T10:00:00.000Z',
    madeAt: '2026-11-25T10:01:00.000Z',
    activeSeconds: 20,
    rulebook: null,
  })
}

/** Refused, with words that must not tell anything either. */
function wrong({ task }: DeskUnit['tasks'][number]) {
  return {
    kind: 'guess',
    key: crypto.randomUUID(),
    task,
    guesses: ['Somebody'],
    madeAt: '2026-11-25T10:01:00.000Z',
  }
}
