import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { evaluationSchema } from '../src/search/evaluation/evaluation-schema.ts'
import { readRun } from '../src/search/evaluation/trec.ts'
import { equipoise, equipoiseProcess, projectRoot, temporaryFolder } from './support/command-line.ts'
import { parsedProblems } from './support/expect-problems.ts'
import { interruptedProcess } from './support/interrupted-process.ts'
import { testData } from './support/test-data.ts'

let folder: { readonly path: string } & AsyncDisposable
beforeAll(async () => {
  folder = await temporaryFolder()
})
afterAll(() => folder[Symbol.asyncDispose]())

async function file(name: string, content: string | readonly object[]): Promise<string> {
  const path = join(folder.path, name)
  const text =
    typeof content === 'string' ? content : content.map((one) => `${JSON.stringify(one)}\n`).join('')
  await writeFile(path, text)
  return path
}

async function evaluated(...given: readonly string[]) {
  const { exitCode, out, notes } = await equipoise('search', 'eval', ...given, '--json')
  expect(exitCode, notes + out).toBe(0)
  return evaluationSchema.parse(JSON.parse(out))
}

const questions = [
  { id: 'q1', text: 'What are the symptoms of gout?' },
  { id: 'q2', text: 'How is asthma treated?' },
  { id: 'q3', text: 'Nobody judged an answer of this' },
]
/** The fever passages answer nothing; each question has one answer, of grade 4. */
const candidates = [
  {
    question: 'q1',
    id: 'a',
    text: 'Gout: symptoms of gout are a red and painful toe.',
    grade: 4,
    systemRank: 2,
  },
  { question: 'q1', id: 'b', text: 'Fever in a child often passes.', grade: 1, systemRank: 1 },
  { question: 'q1', id: 'c', text: 'Rest and fluids help with a fever.', systemRank: 3 },
  { question: 'q2', id: 'a', text: 'Asthma is treated with inhaled steroids.', grade: 4, systemRank: 1 },
  { question: 'q2', id: 'b', text: 'Fever in a child often passes.', grade: 1, systemRank: 2 },
  { question: 'q3', id: 'a', text: 'Something.' },
]

describe('equipoise search eval', () => {
  it('compares arms on given candidates, by hand', async () => {
    const given = [await file('q.jsonl', questions), await file('c.jsonl', candidates)]
    const found = await evaluated(...given, '--grades', 'four', '--out', join(folder.path, 'out'))
    expect(found).toMatchObject({
      schemaVersion: 1,
      mode: 'candidates',
      questions: 2,
      withoutJudgments: 1,
      documents: 5,
      judgments: 4,
      answerable: 2,
      reference: 'bm25',
    })
    const arm = new Map(found.arms.map((one) => [one.arm, one]))
    expect([...arm.keys()]).toEqual(['random', 'system', 'bm25', 'prior', 'oracle'])
    // The system has the answer of q1 second, 1 / log2(3), and that of q2 first.
    expect(arm.get('system')?.means.raw.ndcg).toBeCloseTo((0.6309297535714575 + 1) / 2, 12)
    expect(arm.get('system')?.means.raw.reciprocalRank).toBe(0.75)
    expect(arm.get('bm25')?.means.raw).toEqual({
      ndcg: 1,
      averagePrecision: 1,
      reciprocalRank: 1,
      recall: 1,
      // Of q1 two of three, of q2 both.
      judged: (2 / 3 + 1) / 2,
    })
    for (const one of found.arms) expect(one.unjudged).toBe(1)
    expect(arm.get('oracle')?.sameTopAsReference).toBe(1)
    expect(arm.get('oracle')?.latency).toBeNull()
    expect(arm.get('prior')?.latency?.p95).toBeGreaterThan(0)
    expect(arm.get('bm25')?.differences).toBeNull()
    expect(arm.get('prior')?.differences?.ndcg).toMatchObject({ estimate: 0, questions: 2 })
    expect(found.absent.map((one) => one.arm)).toEqual([
      'bm25-plain',
      'dense',
      'hybrid',
      'hybrid-prior',
      'trained',
    ])
    expect((await readdir(join(folder.path, 'out'))).sort()).toEqual([
      'bm25.run.tsv',
      'evaluation.json',
      'oracle.run.tsv',
      'prior.run.tsv',
      'random.run.tsv',
      'system.run.tsv',
    ])
    const run = readRun('run', await readFile(join(folder.path, 'out', 'oracle.run.tsv'), 'utf8'))
    expect(run.value.get('q1')).toEqual(['a', 'b', 'c'])
  })

  it('tells unjudged documents with every arm, and knows no way to hide them', async () => {
    const given = [await file('q.jsonl', questions), await file('c.jsonl', candidates), '--grades', 'four']
    const { out } = await equipoise('search', 'eval', ...given, '--arms', 'prior')
    expect(out).toMatch(/arm +nDCG@10 +condensed +MAP +MRR +recall@10 +judged@10 +unjudged/)
    expect(out).toMatch(/^ +prior .* 83\.3% +1 /m)
    expect(out).toContain('1 question left out: nobody judged an answer of theirs.')
    for (const wish of ['--hide-unjudged', '--condensed', '--judged-only'])
      expect((await equipoise('search', 'eval', ...given, wish)).exitCode).toBe(2)
  })

  it('finds the snippets of BioASQ in their pool, and passes over what else lies in the folder', async () => {
    await using inner = await temporaryFolder()
    const text = [
      'Gout is caused by urate crystals.',
      'Asthma narrows the airways.',
      'Urate comes from purines.',
    ]
    const snippet = (at: number) => ({ text: text[at], document: 'http://www.ncbi.nlm.nih.gov/pubmed/1' })
    await writeFile(
      join(inner.path, '1_golden.json'),
      JSON.stringify({
        questions: [
          { id: 'x', body: 'What causes gout?', snippets: [snippet(0), snippet(2)] },
          { id: 'y', body: 'What does asthma do?', snippets: [snippet(1)] },
          { id: 'z', body: 'Without a snippet?' },
        ],
      }),
    )
    await writeFile(join(inner.path, 'readme.txt'), 'A question was removed.\n')
    const found = await evaluated(inner.path)
    expect(found).toMatchObject({
      mode: 'retrieval',
      questions: 2,
      documents: 3,
      judgments: 3,
      listLength: 50,
    })
    const arm = new Map(found.arms.map((one) => [one.arm, one]))
    expect([...arm.keys()]).toEqual(['random', 'bm25-plain', 'bm25', 'prior', 'oracle'])
    // "Urate comes from purines" shares no word with "What causes gout?": one of two is found.
    expect(arm.get('bm25')?.means.raw).toMatchObject({
      recall: 0.75,
      reciprocalRank: 1,
      averagePrecision: 0.75,
    })
    expect(arm.get('oracle')?.means.raw).toMatchObject({ ndcg: 1, recall: 1, judged: 1 })
  })

  it('searches a corpus for questions with TREC judgments', { timeout: 60_000 }, async () => {
    await using workspace = await temporaryFolder()
    const cwd = workspace.path
    const sample = join(projectRoot, 'corpora', 'sample')
    expect(
      (await equipoiseProcess(['index', join(sample, 'gout.md'), join(sample, 'asthma.md')], { cwd }))
        .exitCode,
    ).toBe(0)
    await writeFile(join(cwd, 'q.jsonl'), `${JSON.stringify({ id: 'q1', text: 'How is gout treated?' })}\n`)
    await writeFile(join(cwd, 'qrels.txt'), 'q1 0 gout 1\nq1 0 asthma 0\n')
    const given = ['search', 'eval', 'q.jsonl', 'qrels.txt', '--json']
    expect(parsedProblems((await equipoiseProcess(given, { cwd })).out)).toMatchObject([
      { code: 'JUDGED_GRADES' },
    ])
    const { out, exitCode, notes } = await equipoiseProcess([...given, '--grades', 'gains'], { cwd })
    expect(exitCode, notes + out).toBe(0)
    const found = evaluationSchema.parse(JSON.parse(out))
    expect(found.corpus?.name).toBe('main')
    expect(found.arms.find((one) => one.arm === 'prior')?.means.raw).toMatchObject({ ndcg: 1, recall: 1 })
    expect(found.absent).toContainEqual({ arm: 'dense', why: 'no embedder is set up for this corpus' })
  })

  it('refuses what is no set, grades off the scale, arms there are not, and folders of others', async () => {
    const q = await file('q.jsonl', questions)
    const c = await file('c.jsonl', candidates)
    const zero = await file('zero.jsonl', [{ question: 'q1', id: 'a', text: 'Gout.', grade: 0 }])
    const bare = await file('bare.jsonl', [{ question: 'q1', id: 'a', text: 'Gout.' }])
    const prose = await file('prose.md', '# Gout\n')
    for (const [given, code] of [
      [[q], 'JUDGED_FILES'],
      [[q, c], 'JUDGED_GRADES'],
      [[q, zero, '--grades', 'four'], 'JUDGED_GRADES'],
      [[q, bare, '--grades', 'four'], 'JUDGED_NOTHING'],
      [[prose], 'JUDGED_UNKNOWN'],
      [[join(folder.path, 'absent.xml')], 'SOURCE_UNREADABLE'],
      [[q, c, '--grades', 'four', '--arms', 'bm26'], 'EVAL_ARM'],
      [[q, c, '--grades', 'four', '--against', 'trained'], 'EVAL_REFERENCE'],
      [[q, c, '--grades', 'four', '--corpus', 'main'], 'EVAL_CORPUS'],
      [[q, c, '--grades', 'four', '--out', folder.path], 'EVALUATION_FOLDER'],
    ] as const) {
      const refused = await equipoise('search', 'eval', ...given, '--json')
      expect([refused.exitCode, parsedProblems(refused.out)[0]?.code]).toEqual([1, code])
    }
  })

  it('ends on Ctrl-C with 130, and writes nothing', { timeout: 60_000 }, async () => {
    const text = (at: number) => `Passage ${at} on gout ${at % 97} and asthma ${at % 89} in adults.`
    const many = Array.from({ length: 4000 }, (_, at) => ({
      id: `q${at}`,
      body: `Gout ${at % 97}?`,
      snippets: [{ text: text(at) }],
    }))
    const golden = await file('many.json', JSON.stringify({ questions: many }))
    const out = join(folder.path, 'interrupted')
    const outcome = await interruptedProcess(['search', 'eval', golden, '--out', out], async () => {
      await new Promise((resolve) => setTimeout(resolve, 900))
    })
    expect([outcome.exitCode, outcome.out, existsSync(out)]).toEqual([130, '', false])
  })
})

describe('equipoise search rank', () => {
  it('ranks candidates without grades into a run, whether their file is named once or twice', async () => {
    const xml = await file(
      'm.xml',
      `<?xml version="1.0"?><M><Question QID="7"><QuestionText>What are the symptoms of gout?</QuestionText><AnswerList>
        <Answer AID="7_A1"><AnswerURL>https://a.example/1</AnswerURL><AnswerText>Fever: A fever often passes.</AnswerText></Answer>
        <Answer AID="7_A2"><AnswerURL>https://a.example/2</AnswerURL><AnswerText>Gout (Symptoms): Gout makes a toe red and painful.</AnswerText></Answer>
      </AnswerList></Question></M>`,
    )
    const runs: string[] = []
    for (const given of [[xml], [xml, xml]]) {
      const out = join(folder.path, 'run.tsv')
      const { exitCode, notes } = await equipoise('search', 'rank', ...given, '--out', out)
      expect(exitCode, notes).toBe(0)
      runs.push(await readFile(out, 'utf8'))
    }
    expect(runs[0]).toBe(runs[1])
    expect(runs[0]).toMatch(
      /^7\tQ0\t7_A2\t1\t\S+\tlabel-free-prior-1\n7\tQ0\t7_A1\t2\t\S+\tlabel-free-prior-1\n$/,
    )
  })

  it('leaves out and names what is wrong, and refuses to write nowhere or nothing', async () => {
    const q = await file('rq.jsonl', [...questions, { id: 'q 4', text: 'A blank?' }])
    const c = await file('rc.jsonl', [...candidates, { question: 'q9', id: 'a', text: 'Of no question.' }])
    const out = join(folder.path, 'some.tsv')
    const some = await equipoise('search', 'rank', q, c, '--out', out, '--arms', 'bm25', '--json')
    expect(some.exitCode).toBe(1)
    expect(JSON.parse(some.out)).toMatchObject({
      ranker: 'bm25-1',
      questions: 3,
      candidates: 6,
      problems: [{ code: 'RANKING_LINE' }, { code: 'RANK_ID' }],
    })
    expect((await readFile(out, 'utf8')).split('\n')).toHaveLength(7)
    const none = await file('none.jsonl', [{ question: 'q9', id: 'a', text: 'Of no question.' }])
    for (const [given, code, exitCode] of [
      [[q, c], 'USAGE_OPTION_MISSING', 2],
      [[q, c, '--out', out, '--arms', 'oracle'], 'RANK_ARM', 1],
      [[q, none, '--out', join(folder.path, 'never.tsv')], 'RANK_NOTHING', 1],
    ] as const) {
      const refused = await equipoise('search', 'rank', ...given, '--json')
      expect([refused.exitCode, parsedProblems(refused.out)[0]?.code]).toEqual([exitCode, code])
    }
    expect(existsSync(join(folder.path, 'never.tsv'))).toBe(false)
  })
})

const mediqa = testData('mediqa2019')

describe.skipIf(mediqa === null)('the sets of MEDIQA-2019', () => {
  it('rank whole, the test set included', { timeout: 60_000 }, async () => {
    const out = join(folder.path, 'test.tsv')
    const set = join(mediqa ?? '', 'MEDIQA2019-Task3-QA-TestSet.xml.gz')
    const { exitCode, notes } = await equipoise('search', 'rank', set, '--out', out)
    expect(exitCode, notes).toBe(0)
    const { value, problems } = readRun(out, await readFile(out, 'utf8'))
    expect([value.size, problems.length]).toEqual([150, 0])
    const refused = await equipoise('search', 'eval', set, '--json')
    expect(parsedProblems(refused.out)[0]?.code).toBe('JUDGED_NOTHING')
  })

  it('are not below the prototype on the validation set', { timeout: 60_000 }, async () => {
    const found = await evaluated(join(mediqa ?? '', 'MEDIQA2019-Task3-QA-ValidationSet.xml.gz'))
    const arm = new Map(found.arms.map((one) => [one.arm, one.means.raw.ndcg ?? 0]))
    expect(arm.get('prior')).toBeGreaterThan(0.897)
    expect(arm.get('prior')).toBeGreaterThan(arm.get('system') ?? 1)
    expect(arm.get('oracle')).toBe(1)
  })
})
