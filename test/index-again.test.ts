import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { equipoiseProcess, temporaryFolder } from './support/command-line.ts'

let workspace: { readonly path: string } & AsyncDisposable
beforeEach(async () => {
  workspace = await temporaryFolder()
  await mkdir(join(workspace.path, '.equipoise'))
})
afterEach(() => workspace[Symbol.asyncDispose]())

async function put(name: string, content: string): Promise<void> {
  const file = join(workspace.path, name)
  await mkdir(join(file, '..'), { recursive: true })
  await writeFile(file, content)
}

const equipoise = (...words: readonly string[]) => equipoiseProcess(words, { cwd: workspace.path })

it('a source that was deleted is told, and can be taken out', { timeout: 120_000 }, async () => {
  await put('guides/dvt.md', '# Ploughman leg\n\nPloughman leg is treated with harrowban 5 mg.\n')
  await put('guides/gout.md', '# Gout\n\nGout makes a toe red and painful.\n')
  expect((await equipoise('index', 'guides')).exitCode).toBe(0)
  await rm(join(workspace.path, 'guides', 'dvt.md'))
  const again = await equipoise('index', 'guides')
  expect(again.out).toContain('Nothing new to read')
  expect(again.out).toContain('guides/dvt.md is not there any more and still answers')
  expect((await equipoise('ask', 'How is ploughman leg treated?')).out).toContain('harrowban')
  const removed = await equipoise('index', 'guides/dvt.md', '--remove')
  expect(removed.out).toContain('Took 1 file out of the corpus.')
  expect((await equipoise('ask', 'How is ploughman leg treated?')).out).not.toContain('harrowban')
  const twice = await equipoise('index', 'guides/dvt.md', '--remove')
  expect([twice.exitCode, twice.notes]).toEqual([1, expect.stringContaining('[SOURCE_NOT_HELD]')])
})

it('what was refused is told again, and listed', { timeout: 120_000 }, async () => {
  await put('guides/a.md', '# A\n\nText.\n')
  await put('guides/b.md', '---\ndate: 11/03/2025\n---\n\nText.\n')
  expect((await equipoise('index', 'guides')).exitCode).toBe(1)
  const again = await equipoise('index', 'guides')
  expect(again.exitCode).toBe(1)
  expect(again.out).toContain('what they name is not in the corpus')
  expect((await equipoise('index')).out).toContain('[SOURCE_FRONT_MATTER]')
})

it('files of one name in folders of one name stand side by side', { timeout: 120_000 }, async () => {
  await put('cardio/2025/dosing.md', '# Amlozine\n\nAmlozine is taken once a day.\n')
  await put('renal/2025/dosing.md', '# Renazine\n\nRenazine is taken twice a day.\n')
  expect((await equipoise('index', 'cardio', 'renal')).out).toContain('has 2 passages')
})

it('of two texts of one id the later date stands, and without dates the loss is told', {
  timeout: 120_000,
}, async () => {
  await put('guides/a.md', '---\nid: vanco\ndate: 2025-11-03\n---\n\nThe dose of vancozine is 25 mg.\n')
  await put('guides/b.md', '---\nid: vanco\ndate: 2019-01-01\n---\n\nThe dose of vancozine is 15 mg.\n')
  const dated = await equipoise('index', 'guides')
  expect(dated.out).not.toContain('Two files hold')
  expect((await equipoise('ask', 'What is the dose of vancozine?')).out).toContain('25 mg')
  await put('more/c.md', '---\nid: tei\nsource: x\n---\n\nThe dose of teicozine is 6 mg.\n')
  await put('more/d.md', '---\nid: tei\nsource: x\n---\n\nThe dose of teicozine is 12 mg.\n')
  expect((await equipoise('index', 'more')).out).toContain(
    'Two files hold x/tei: more/d.md counts, since it was read last, and more/c.md does not.',
  )
})

it('wrong usage that only the command can tell has exit code 2', { timeout: 120_000 }, async () => {
  const codes = async (...words: readonly string[]) => (await equipoise(...words)).exitCode
  expect(await codes('index', '--remove')).toBe(2)
  expect(await codes('token', 'create')).toBe(2)
  expect(await codes('serve', '--search', '--port', '99999')).toBe(2)
})

it('a ranking is never written over a file that is none', { timeout: 120_000 }, async () => {
  await put('q.jsonl', '{"id": "q1", "text": "What is gout?"}\n')
  await put('c.jsonl', '{"question": "q1", "id": "a", "text": "Gout is a painful arthritis."}\n')
  const onto = await equipoise('search', 'rank', 'q.jsonl', 'c.jsonl', '--out', 'q.jsonl')
  expect([onto.exitCode, onto.notes]).toEqual([1, expect.stringContaining('[RANK_OUT_TAKEN]')])
  for (let run = 0; run < 2; run++)
    expect((await equipoise('search', 'rank', 'q.jsonl', 'c.jsonl', '--out', 'run.tsv')).exitCode).toBe(0)
})

it('judgments of documents and questions that are not there are named', { timeout: 120_000 }, async () => {
  await put('guides/gout.md', '# Gout\n\nGout makes a toe red and painful.\n')
  await equipoise('index', 'guides')
  await put('q.jsonl', '{"id": "q1", "text": "What is gout?"}\n')
  await put('qrels.txt', 'q1 0 elsewhere/gout 1\nqz 0 guides/gout 1\n')
  const found = await equipoise('search', 'eval', 'q.jsonl', 'qrels.txt', '--grades', 'gains')
  expect(found.exitCode).toBe(1)
  expect(found.notes).toContain('[JUDGED_QUESTION_UNKNOWN]')
  expect(found.notes).toContain('[JUDGED_DOCUMENTS_UNKNOWN]')
})
