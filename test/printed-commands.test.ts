import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { csvCaptureRows, csvCaptureText, filledIn } from './support/capture-files.ts'
import { equipoise, temporaryFolder } from './support/command-line.ts'
import { type SharedWorkspace, sharedWorkspace } from './support/shared-workspace.ts'

let workspace: SharedWorkspace
beforeAll(async () => {
  workspace = await sharedWorkspace()
})
afterAll(() => workspace[Symbol.asyncDispose]())

const awkward = "Ada's study; $(id)"

/** The command lines that an output prints, each as the words that a shell reads. */
function printedCommands(out: string): string[][] {
  const commands = out.match(
    /equipoise (new|import|lock|run|analyse|capture) [^\n]*?(?=, then |$| writes | reads )/gm,
  )
  return (commands ?? []).map((command) => {
    const shell = `equipoise() { printf '%s\\0' "$@"; }; ${command.replace('<another folder>', 'another')}`
    return execFileSync('bash', ['-c', shell], { encoding: 'utf8' }).split('\0').slice(0, -1)
  })
}

async function commandsOf(...given: readonly string[]): Promise<string[][]> {
  const { exitCode, out, notes } = await equipoise(...given)
  expect(exitCode, notes).toBe(0)
  return printedCommands(out)
}

it('every command that a command prints can be copied, whatever the folder is called', async () => {
  const path = join(workspace.path, awkward)
  const study = ['--study', path]
  expect(await commandsOf('new', 'sample', path)).toEqual([
    ['import', 'marks.csv', '--mapping', 'mapping.yaml', ...study],
    ['lock', ...study],
  ])
  const table = await workspace.input('own.csv', 'id,question\nq1,Why?\n')
  const mapping = await workspace.input(
    'own.yaml',
    'schemaVersion: 1\nform: items\ncolumns: {key: id, text: question}\n',
  )
  // The sample's protocol plans reviewers, whose marks need answers first.
  const answers = ['import', 'answers.csv', '--mapping', 'answers.yaml', ...study]
  const next = [['lock', ...study], answers]
  expect(await commandsOf('import', table, '--mapping', mapping, ...study)).toEqual(next)
  const set = await workspace.input(
    'set.jsonl',
    '{"question":"x","answer":"a","options":{"A":"a","B":"b"},"meta_info":"s","answer_idx":"A"}\n',
  )
  expect(await commandsOf('import', 'items', 'medqa', set, ...study)).toEqual(next)
  expect(await commandsOf('lock', ...study)).toEqual([answers])
  const bundle = join(workspace.path, "Ada's bundle")
  expect(await commandsOf('export', bundle, ...study)).toEqual([['import', bundle, '--study', 'another']])
  await using elsewhere = await temporaryFolder()
  const copy = join(elsewhere.path, awkward)
  expect(await commandsOf('import', bundle, '--study', copy)).toEqual([[...answers.slice(0, -1), copy]])
})

it('a path with a line break is one word of the command', async () => {
  const path = join(workspace.path, 'two\nlines')
  expect(await commandsOf('new', 'sample', path)).toEqual([
    ['import', 'marks.csv', '--mapping', 'mapping.yaml', '--study', path],
    ['lock', '--study', path],
  ])
})

it('so can those of capture', async () => {
  const pages = await workspace.study(
    awkward.replace('study', 'pages'),
    [
      'schemaVersion: 1',
      'id: pages',
      'title: Pages',
      'question: Which page is better?',
      'arms: [{id: one, kind: specialised, source: {via: capture, product: One}}, {id: other, kind: general}]',
      'axes: [{id: utility, form: pairwise, primary: true}]',
      'hypotheses: [{id: better, kind: superiority, axis: utility, candidate: one, against: other}]',
      'seed: 1',
      '',
    ].join('\n'),
  )
  const study = ['--study', pages.path]
  const table = await workspace.input('two.csv', 'id,question\nq1,Why?\nq2,How?\n')
  const mapping = 'schemaVersion: 1\nform: items\ncolumns: {key: id, text: question}\n'
  await pages.imported(table, await workspace.input('two.yaml', mapping))
  const queue = join(workspace.path, 'my queue.csv')
  expect(await commandsOf('capture', 'export', '--to', queue, ...study)).toEqual([
    ['capture', 'import', queue, ...study],
  ])
  const [first = {}, second = {}] = csvCaptureRows(await readFile(queue, 'utf8'))
  const filled = await workspace.input('filled.csv', csvCaptureText([filledIn(first, 'Yes.'), second]))
  expect(await commandsOf('capture', 'import', filled, ...study)).toEqual([
    ['capture', 'export', '--to', 'another-file.csv', ...study],
  ])
})
