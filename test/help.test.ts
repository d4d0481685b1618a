import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createProgram } from '../src/cli/program.ts'
import { equipoise, equipoiseProcess, projectRoot, temporaryFolder } from './support/command-line.ts'
import { parsedProblems } from './support/expect-problems.ts'

const silent = { out: () => {}, note: () => {}, progress: () => {}, endProgress: () => {} }
const commands = createProgram(silent, async () => {}).commands.map((command) => command.name())
const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'))

describe('help', () => {
  it.each(commands)('of %s says what it does, with its options and an example', async (name) => {
    const { exitCode, out, notes } = await equipoise(name, '--help')
    expect([exitCode, notes]).toEqual([0, ''])
    expect(out).toContain(`Usage: equipoise ${name}`)
    expect(out).toMatch(/--json +print the result, or the problems, as JSON/)
    expect(out).toContain(`Example:\n  equipoise ${name}`)
    expect((await equipoise('help', name)).out).toBe(out)
    for (const line of out.split('\n')) expect(line.length, line).toBeLessThanOrEqual(110)
  })

  it('of the whole lists every command, the exit codes and the environment', async () => {
    const { exitCode, out } = await equipoise('--help')
    expect(exitCode).toBe(0)
    for (const name of commands) expect(out).toMatch(new RegExp(`^ {2}${name}\\b`, 'm'))
    for (const part of ['0 done, 1 a problem in the data, 2 wrong usage', 'DATABASE_URL'])
      expect(out).toContain(part)
  })

  it('is the answer to a command line without a command, which is wrong usage', async () => {
    const { exitCode, out, notes } = await equipoise()
    expect([exitCode, out]).toEqual([2, ''])
    expect(notes).toContain('Usage: equipoise')
  })

  it('tells the version', async () => {
    for (const option of ['--version', '-V'])
      expect(await equipoise(option)).toEqual({ exitCode: 0, out: version, notes: '' })
  })
})

describe('wrong usage', () => {
  it.each([
    [['analyze'], "unknown command 'analyze'"],
    [['lock', '--studdy', 'x'], "unknown option '--studdy'"],
    [['--jsn'], "unknown option '--jsn'"],
    [['import'], "missing required argument 'source'"],
    [['export'], "missing required argument 'folder'"],
    [['lock', 'my-study'], 'too many arguments'],
    [['lock', '--study'], "option '--study <folder>' argument missing"],
    [['analyse', '--look', 'two'], 'It is a whole number from 1.'],
  ])('%j is exit code 2 with a sentence and a hint', async (given, sentence) => {
    const { exitCode, out, notes } = await equipoise(...given)
    expect([exitCode, out]).toEqual([2, ''])
    expect(notes).toContain(sentence)
    expect(notes).toContain('(add --help for how it is used)')
  })
})

describe('wrong usage with --json', () => {
  it.each([
    [['analyze', '--json'], 'USAGE_COMMAND_UNKNOWN', "Unknown command 'analyze'. Did you mean analyse?"],
    [['lock', '--json', '--studdy', 'x'], 'USAGE_OPTION_UNKNOWN', "Unknown option '--studdy'. Did you mean"],
    [['help', 'analyze', '--json'], 'USAGE_COMMAND_UNKNOWN', 'This names no command.'],
    [['--json'], 'USAGE_OPTION_UNKNOWN', "Unknown option '--json'."],
    [['import', '--json'], 'USAGE_ARGUMENT_MISSING', "Missing required argument 'source'."],
    [['lock', 'my-study', '--json'], 'USAGE_ARGUMENT_EXCESS', "Too many arguments for 'lock'."],
    [['lock', '--json', '--study'], 'USAGE_OPTION_EMPTY', "Option '--study <folder>' argument missing."],
    [['mark', '--from', '--json'], 'USAGE_OPTION_EMPTY', "'--json' is an option."],
    [['lock', '--json', '--amend=--restore'], 'USAGE_OPTION_EMPTY', "'--restore' is an option."],
    [['screen', '--json', '--clear', 'q1', '--hold', '--by'], 'USAGE_OPTION_EMPTY', "Option '--hold <item>'"],
    [['lock', '--json=true'], 'USAGE_OPTION_UNKNOWN', "Unknown option '--json=true'."],
    [
      ['lock', '--study', 'a', '--study', 'b', '--json'],
      'USAGE_OPTION_TWICE',
      "Option '--study <folder>' is given more than once.",
    ],
    [['analyse', '--look', 'two', '--json'], 'USAGE_VALUE', 'It is a whole number from 1.'],
    [['data', 'fetch', '--json'], 'USAGE_VALUE', 'Allowed choices are list, get.'],
  ])('%j is exit code 2 with the problem as data, and nothing else', async (given, code, words) => {
    const { exitCode, out, notes } = await equipoise(...given)
    expect([exitCode, notes]).toEqual([2, ''])
    expect(parsedProblems(out)).toEqual([
      {
        code,
        message: expect.stringContaining(words),
        place: {},
        value: null,
        expected: null,
        remedy: 'Add --help for how it is used.',
      },
    ])
  })
})

describe('--json', () => {
  it.each([
    [['import', 'marks.csv', '--mapping', 'mapping.yaml', '--study'], 'FILE_UNREADABLE'],
    [['import', 'marks.csv', '--study'], 'IMPORT_NO_MAPPING'],
    [['lock', '--study'], 'STUDY_NO_PROTOCOL'],
    [['analyse', '--study'], 'STUDY_NO_PROTOCOL'],
    [['export', 'bundle', '--study'], 'STUDY_NO_PROTOCOL'],
    [['new', 'no-such-protocol'], 'PROTOCOL_NOT_SHIPPED'],
    [['demo'], 'DEMO_FOLDER'],
  ])('prints the problems of %j and nothing else', async (given, code) => {
    await using folder = await temporaryFolder()
    // No study, and nothing that a demo may clear away.
    await writeFile(join(folder.path, 'notes.txt'), 'mine')
    const here = await equipoise(...given, folder.path, '--json')
    expect(here.exitCode).toBe(1)
    expect(parsedProblems(here.out).map((problem) => problem.code)).toEqual([code])
    expect(here.notes).toBe('')
  })

  it('prints results that parse', async () => {
    const { exitCode, out } = await equipoise('new', '--json')
    expect(exitCode).toBe(0)
    expect(JSON.parse(out)).toEqual({ protocols: expect.arrayContaining(['sample', 'real-pocqi-2026']) })
  })
})

describe('the executable', () => {
  it('gives results to standard output, problems to standard error, and the exit code', async () => {
    expect(await equipoiseProcess(['--version'])).toEqual({ exitCode: 0, out: `${version}\n`, notes: '' })
    await using folder = await temporaryFolder()
    const text = await equipoiseProcess(['lock'], { cwd: folder.path })
    expect([text.exitCode, text.out]).toEqual([1, ''])
    expect(text.notes).toMatch(/^protocol\.yaml: There is no protocol here.*\[STUDY_NO_PROTOCOL\]\n$/)
    const data = await equipoiseProcess(['lock', '--json'], { cwd: folder.path })
    expect([data.exitCode, data.notes]).toEqual([1, ''])
    expect(parsedProblems(data.out)[0]?.place).toEqual({ file: 'protocol.yaml' })
    expect((await equipoiseProcess(['loock'])).exitCode).toBe(2)
  })

  const old = olderNode()
  if (old === null)
    process.stdout.write('Skipped: no Node older than 22.18 is on the PATH, so its sentence is not tested.\n')
  it.skipIf(old === null)('says in one sentence that an older Node cannot run it', async () => {
    const { exitCode, out, notes } = await equipoiseProcess(['--version'], { node: old?.path ?? '' })
    expect([exitCode, out]).toEqual([2, ''])
    expect(notes).toMatch(/^equipoise needs Node 22\.18 or newer[^\n]+\.\n$/)
    for (const part of [old?.version, 'npm run equipoise']) expect(notes).toContain(part)
  })
})

/** A Node of the machine's own, outside of any node_modules, that is too old; null where there is none. */
function olderNode(): { readonly path: string; readonly version: string } | null {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, name)
    if (folder === '' || !existsSync(path) || realpathSync(path).includes('node_modules')) continue
    const found = execFileSync(path, ['-p', 'process.versions.node'], { encoding: 'utf8' }).trim()
    const [major = 0, minor = 0] = found.split('.').map(Number)
    if (major < 22 || (major === 22 && minor < 18)) return { path, version: found }
  }
  return null
}
