/**
 * Does the time in which an answer is served tell the arm? Six arms with answers of one length behind a real server; every
 * pair of arms is asked for again and again, in random order, and a classifier has the time alone to go by. Its area
 * under the curve is 0.5 where the time tells nothing.
 */
import { loadavg } from 'node:os'
import { sql } from 'kysely'
import { areaUnderCurve } from '../src/statistics/blinding/auc.ts'
import { createGenerator } from '../src/statistics/random/generator.ts'
import { startTestServer } from '../src/store/testing/test-server.ts'
import { servedReview } from '../test/support/served-review.ts'

const requestsPerArm = Number(process.env.EQUIPOISE_BENCH_REQUESTS ?? 2000)
const arms = ['a1', 'b2', 'c3', 'd4', 'e5', 'f6']
const database = await startTestServer()
try {
  const store = await database.freshStore()
  await using review = await servedReview(store, {
    protocol: {
      schemaVersion: 1,
      id: 'serving',
      title: 'Serving time',
      question: 'Does it tell?',
      arms: arms.map((id) => ({ id, kind: 'general' })),
      axes: [{ id: 'utility', form: 'pairwise', primary: true }],
      hypotheses: [{ id: 'h', kind: 'superiority', axis: 'utility', candidate: 'a1', against: 'b2' }],
      seed: 3,
      review: { most: 1 },
    },
    items: Array.from({ length: 60 }, (_, index) => `q${String(index).padStart(2, '0')}`),
    answer: (item, arm) =>
      `Give ${20 + arms.indexOf(arm)} mg daily for ${item}. ${'Check the kidneys first. '.repeat(40)}`,
  })
  // Every reviewer holds one question, which is served again until it is marked.
  const sessions = []
  for (let reviewer = 0; reviewer < 60; reviewer++)
    sessions.push(await review.session(`R${reviewer}`, 'reviewer'))
  const ask = (headers: Readonly<Record<string, string>>) =>
    fetch(`${review.origin}/api/desk/next`, { method: 'POST', headers, body: '{}' }).then((response) =>
      response.text(),
    )
  for (const { headers } of sessions) await ask(headers)
  const { rows } = await sql<{ reviewer: string; a: string; b: string }>`
    select reviewer_id as reviewer, arm_a.key as a, arm_b.key as b from review_assignment
    join review_task on review_task.unit_id = review_assignment.unit_id
    join arm as arm_a on arm_a.id = arm_a_id join arm as arm_b on arm_b.id = arm_b_id`.execute(store.database)
  const pairOf = new Map(
    rows.map(({ reviewer, a, b }) => [reviewer, [arms.indexOf(a), arms.indexOf(b)] as const]),
  )
  const chance = createGenerator(1, 'serving')
  const features: number[][] = []
  const arm: number[] = []
  const question: number[] = []
  const counts = arms.map(() => 0)
  while (counts.some((count) => count < requestsPerArm)) {
    const place = chance.integerBelow(sessions.length)
    const session = sessions[place]
    const pair = session === undefined ? undefined : pairOf.get(session.person)
    if (session === undefined || pair === undefined) throw new Error('a reviewer without a question')
    const begun = performance.now()
    await ask(session.headers)
    const time = Math.log(performance.now() - begun)
    // A request shows two arms; it is a row for each.
    for (const one of pair) {
      features.push([time])
      arm.push(one)
      question.push(place)
      counts[one] = (counts[one] ?? 0) + 1
    }
    // No faster than the limit of one person allows.
    if (features.length % 400 === 0) await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const times = features.map(([time]) => time ?? 0)
  for (const [index] of arms.entries()) {
    const found = areaUnderCurve(
      times,
      arm.map((one) => one === index),
      { cluster: question },
    )
    const { auc, clustered } = found
    // A classifier would turn round what is below one half.
    const bounds = clustered?.ci ?? null
    const upper = bounds === null || auc === null ? Number.NaN : auc < 0.5 ? 1 - bounds.lower : bounds.upper
    process.stdout.write(
      `  arm ${index + 1}: ${counts[index]} servings, area ${auc?.toFixed(3)} (95% interval ${bounds?.lower.toFixed(3)} to ${bounds?.upper.toFixed(3)}; aim below 0.55${upper < 0.55 ? '' : ': MISSED'})\n`,
    )
  }
  process.stdout.write(`  load ${loadavg()[0]?.toFixed(1)}\n`)
} finally {
  await database.stop()
}
