import { execFile } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { projectRoot, temporaryFolder } from './support/command-line.ts'
import { followGuide, guideSteps } from './support/guide-page.ts'

const guide = (page: string) => readFile(join(projectRoot, 'docs', 'guide', `${page}.md`), 'utf8')

/** Whether a page prints an output as one of its blocks, set in or fenced. */
const prints = (page: string, out: string) =>
  out.trim() !== '' && page.replaceAll(/^ {4}/gm, '').includes(`\n${out}\n`)

describe('a guide that is followed as printed', () => {
  it('on capture gives what it prints, and the table that it prints comes in', {
    timeout: 120_000,
  }, async () => {
    const page = await guide('capture')
    await using folder = await temporaryFolder()
    const outcomes = await followGuide(await guideSteps('capture'), folder.path)
    expect([...outcomes.values()].map(({ exitCode, notes }) => [exitCode, notes])).toEqual(
      [...outcomes.values()].map(({ notes }) => [0, notes]),
    )
    const [, exported, imported] = [...outcomes.values()]
    expect(prints(page, exported?.out ?? 'nothing')).toBe(true)
    expect(prints(page, imported?.out ?? 'nothing')).toBe(true)
    // What Mary filled in stands in the rows and columns of the export.
    const [head] = (await readFile(join(folder.path, 'queue.csv'), 'utf8')).split('\r\n')
    expect((await readFile(join(folder.path, 'queue-filled.csv'), 'utf8')).split('\n')[0]).toBe(head)
  })

  it('on the review gives what it prints, up to the marks', { timeout: 180_000 }, async () => {
    const page = await guide('review')
    await using folder = await temporaryFolder()
    const steps = await guideSteps('review')
    await followGuide(
      steps.filter((step) => 'file' in step),
      folder.path,
    )
    await promisify(execFile)(process.execPath, ['invent.mjs'], { cwd: folder.path })
    const outcomes = await followGuide(
      steps.filter((step) => 'command' in step),
      folder.path,
    )
    const bad = [...outcomes].filter(([, { exitCode }]) => exitCode !== 0).map(([command]) => command)
    // Names that nobody decided about are a problem, as the guide says.
    expect(bad).toEqual(['equipoise review screen --study rcq'])
    for (const word of ['lock', 'import answers', 'screen', 'decide', 'open', 'unblind']) {
      const [, outcome] = [...outcomes].find(([command]) => command.includes(` ${word}`)) ?? []
      expect(prints(page, outcome?.out ?? 'nothing'), word).toBe(true)
    }
  })

  it('on economics gives what it prints', { timeout: 120_000 }, async () => {
    const page = await guide('economics')
    await using folder = await temporaryFolder()
    const outcomes = await followGuide(await guideSteps('economics'), folder.path)
    expect([...outcomes.values()].map(({ exitCode, notes }) => [exitCode, notes])).toEqual(
      [...outcomes.values()].map(({ notes }) => [0, notes]),
    )
    expect(prints(page, outcomes.get('equipoise economics costs')?.out ?? 'nothing')).toBe(true)
  })

  it('on items runs in the order printed', { timeout: 120_000 }, async () => {
    const page = await guide('items')
    await using folder = await temporaryFolder()
    // The set is fetched from the network; here a file of its form stands in for it.
    await mkdir(join(folder.path, 'downloads'))
    const record = {
      QUESTION: 'Does it help?',
      CONTEXTS: ['It was tried.'],
      YEAR: '2010',
      final_decision: 'yes',
    }
    await writeFile(join(folder.path, 'downloads/ori_pqal.json'), JSON.stringify({ 1: record }))
    await writeFile(join(folder.path, 'downloads/test_ground_truth.json'), JSON.stringify({ 1: 'yes' }))
    const steps = (await guideSteps('items')).filter(
      (step) => !('command' in step) || !step.command.startsWith('equipoise data get'),
    )
    const outcomes = await followGuide(steps, folder.path)
    expect([...outcomes].map(([command, { exitCode, notes }]) => [command, exitCode, notes])).toEqual(
      [...outcomes].map(([command, { notes }]) => [command, 0, notes]),
    )
    const sample = [...outcomes].find(([command]) => command.includes('--sample'))?.[1].out ?? 'nothing'
    expect(prints(page, sample.split('\n').slice(0, 4).join('\n'))).toBe(true)
  })

  it('on the screen and then on coverage, in one folder, gives what both print', {
    timeout: 180_000,
  }, async () => {
    await using folder = await temporaryFolder()
    const screened = await followGuide(await guideSteps('screen'), folder.path)
    const listed = [...screened].find(([command]) => /screen --study \S+$/.test(command))?.[1].out ?? ''
    const findings = listed.slice(0, listed.indexOf('\n\n', listed.indexOf('letter-1')))
    expect(findings).toContain('2 with findings')
    expect(prints(await guide('screen'), findings)).toBe(true)

    // Nobody makes again what is there.
    const left = (await guideSteps('coverage')).filter(
      (step) => !('command' in step) || !screened.has(step.command),
    )
    const covered = await followGuide(left, folder.path)
    const [asked = '', , results = ''] = [...covered]
      .filter(([command]) => command.startsWith('equipoise coverage'))
      .map(([, { out }]) => out)
    const page = await guide('coverage')
    expect(asked).toContain('Counting the 7 items without a category')
    expect(
      prints(page, asked.slice(asked.indexOf('The items'), asked.indexOf('\n\n', asked.indexOf('   task')))),
    ).toBe(true)
    const start = results.indexOf('  ─', results.indexOf('Differences with'))
    expect(prints(page, results.slice(start, results.indexOf('The interval') - 1))).toBe(true)
  })
})
