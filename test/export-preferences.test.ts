import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { manifestSchema } from '../src/learning/export/manifest-schema.ts'
import { graded, pairwise } from '../src/learning/export/testing/preferences.ts'
import { equipoise, projectRoot, temporaryFolder } from './support/command-line.ts'
import { parsedProblems } from './support/expect-problems.ts'
import { followGuide, guideSteps } from './support/guide-page.ts'
import { enough, inItsSplit, preferenceFile } from './support/preference-files.ts'

const codes = (out: string) => parsedProblems(out).map(({ code, place }) => [code, place.line ?? null])

describe('equipoise export-preferences', () => {
  it('writes the files of the formats with a manifest, the same bytes every time', async () => {
    await using folder = await temporaryFolder()
    const file = await preferenceFile(folder.path, enough())
    const out = join(folder.path, 'out')
    const given = ['export-preferences', file, '--format', 'dpo,sft,trl,reward,trec', '--out', out]
    const first = await equipoise(...given)
    expect(first.exitCode, first.notes).toBe(0)
    const names = (await readdir(out)).sort()
    expect(names).toEqual([
      'dpo.jsonl',
      'manifest.json',
      'preferences.run.tsv',
      'qrels.txt',
      'reward.jsonl',
      'sft.jsonl',
      'trl-preference.jsonl',
      'trl-sft.jsonl',
      'trl-unpaired.jsonl',
    ])
    const read = async () => Promise.all(names.map((name) => readFile(join(out, name), 'utf8')))
    const before = await read()
    const again = await equipoise(...given, '--json')
    expect(again.exitCode).toBe(0)
    expect(await read()).toEqual(before)
    expect(JSON.parse(again.out)).toEqual(manifestSchema.parse(JSON.parse(before[1] ?? '')))
    expect(first.out).toContain('dpo.jsonl: 12 examples of 12 questions, from 12 judgments.')
    expect(first.out).toContain('left out: other-form 12')
  })

  it('tells every bad line, and writes nothing', async () => {
    await using folder = await temporaryFolder()
    const good = inItsSplit(pairwise('q', 'x', 'y', 'a'))
    const lines = [
      JSON.stringify(good),
      '{"version": 1',
      JSON.stringify({ ...good, id: 'other', outcome: 'both' }),
      JSON.stringify(good),
      JSON.stringify({ ...good, id: 'third', question: 'another question' }),
      JSON.stringify({ ...good, id: 'fourth', reviewerName: 'x' }),
      // A question of the gate under another name, and words that are not those that were judged.
      JSON.stringify({ ...inItsSplit(pairwise('g', 'x', 'y', 'a', { split: 'gate' })), split: 'train' }),
      JSON.stringify({ ...good, id: 'sixth', a: { ...good.a, text: 'altered' } }),
    ]
    const file = join(folder.path, 'preferences.jsonl')
    await writeFile(file, lines.join('\n'))
    const out = join(folder.path, 'out')
    const found = await equipoise('export-preferences', file, '--out', out, '--json')
    expect(found.exitCode).toBe(1)
    expect(codes(found.out)).toEqual([
      ['PREFERENCE_LINE', 2],
      ['PREFERENCE_LINE', 3],
      ['PREFERENCE_LINE', 6],
    ])
    await writeFile(file, [lines[0], lines[3], lines[4], lines[6], lines[7]].join('\n'))
    const deeper = await equipoise('export-preferences', file, '--out', out, '--json')
    expect(codes(deeper.out)).toEqual([
      ['PREFERENCE_REPEATED', 2],
      ['PREFERENCE_HASH', 3],
      ['PREFERENCE_SPLIT', 4],
      ['PREFERENCE_TEXT', 5],
    ])
    expect(await readdir(folder.path)).not.toContain('out')
  })

  it('leaves a folder with something else as it is', async () => {
    await using folder = await temporaryFolder()
    const file = await preferenceFile(folder.path, enough())
    const out = join(folder.path, 'out')
    await mkdir(out)
    await writeFile(join(out, 'thesis.txt'), 'mine')
    const found = await equipoise('export-preferences', file, '--out', out, '--json')
    expect([found.exitCode, codes(found.out)]).toEqual([1, [['EXPORT_FOLDER', null]]])
    expect(await readdir(out)).toEqual(['thesis.txt'])
  })

  it('says why there is nothing to export', async () => {
    await using folder = await temporaryFolder()
    const file = await preferenceFile(folder.path, [
      pairwise('q', 'x', 'y', 'tie-bad'),
      pairwise('r', 'x', 'y', 'a', { consent: null }),
      pairwise('s', 'x', 'y', 'a', { split: 'gate' }),
    ])
    const out = join(folder.path, 'out')
    const found = await equipoise('export-preferences', file, '--out', out)
    expect(found.exitCode).toBe(1)
    expect(found.notes).toContain('dpo.jsonl: gate-question 1, no-consent 1, tie 1')
    expect(await readdir(folder.path)).not.toContain('out')
  })

  it('asks which axis where there are several of one form', async () => {
    await using folder = await temporaryFolder()
    const file = await preferenceFile(folder.path, [
      pairwise('q', 'x', 'y', 'a'),
      pairwise('q', 'x', 'y', 'b', { axis: 'safety' }),
      graded('q', 'x', 4),
    ])
    const given = ['export-preferences', file, '--format', 'dpo,sft', '--out', join(folder.path, 'out')]
    const found = await equipoise(...given)
    expect(found.notes).toContain('preference or quality or safety')
    expect((await equipoise(...given, '--axis', 'nothing')).notes).toContain('[EXPORT_AXIS]')
    const chosen = await equipoise(...given, '--axis', 'safety,quality')
    expect(chosen.exitCode, chosen.notes).toBe(0)
    const line = await readFile(join(folder.path, 'out', 'dpo.jsonl'), 'utf8')
    expect(JSON.parse(line).preferred_output[0].content).toBe('y')
  })

  it('reads a table of licences, and keeps restricted texts out until it is told otherwise', async () => {
    await using folder = await temporaryFolder()
    const file = await preferenceFile(folder.path, enough())
    const licences = join(folder.path, 'licences.yaml')
    await writeFile(licences, 'arms:\n  other: {licence: CC-BY-NC-4.0}\n  one: {licence: Apache-2.0}\n')
    const given = ['export-preferences', file, '--format', 'sft,dpo', '--licences', licences]
    const out = join(folder.path, 'out')
    const found = await equipoise(...given, '--out', out)
    expect(found.exitCode, found.notes).toBe(0)
    expect(found.out).toContain('dpo.jsonl: 0 examples')
    expect(found.out).toContain('restricted-licence 12')
    expect(found.out).toContain('Kept out by licence: CC-BY-NC-4.0 12 answers.')
    const included = await equipoise(...given, '--include-restricted', '--out', out)
    expect(included.out).toContain('licences: Apache-2.0 12 answers, CC-BY-NC-4.0 12 answers')
    await writeFile(licences, 'arms:\n  other: {license: MIT}\n')
    const bad = await equipoise(...given, '--out', out)
    expect(bad.notes).toContain('[LICENCES_FIELD]')
    await writeFile(licences, 'arms: [\n')
    expect((await equipoise(...given, '--out', out)).notes).toContain('[LICENCES_YAML]')
  })

  it('LETOR needs features, each answer the same number of them', async () => {
    await using folder = await temporaryFolder()
    const preferences = enough().map(inItsSplit)
    const file = await preferenceFile(folder.path, preferences)
    const out = join(folder.path, 'out')
    const given = ['export-preferences', file, '--format', 'letor', '--out', out]
    expect((await equipoise(...given)).notes).toContain('[EXPORT_FEATURES]')
    const features = join(folder.path, 'features.jsonl')
    const line = (one: (typeof preferences)[number], list: readonly number[]) =>
      `${JSON.stringify({ questionSha256: one.questionSha256, textSha256: one.a.textSha256, features: list })}\n`
    const [first, second] = [preferences[1]!, preferences[3]!]
    await writeFile(features, line(first, [1, 2]) + line(first, [1, 2]) + line(second, [1]))
    const bad = await equipoise(...given, '--features', features, '--json')
    expect(codes(bad.out)).toEqual([
      ['FEATURES_REPEATED', 2],
      ['FEATURES_LENGTH', 3],
    ])
    await writeFile(features, line(first, [1, 2]) + line(second, [1, 0.5]))
    const done = await equipoise(...given, '--features', features)
    expect(done.exitCode, done.notes).toBe(0)
    expect(done.out).toContain('letor.txt: 2 examples of 2 questions')
    expect(done.out).toContain('no-features 10')
  })

  it('refuses what it does not know', async () => {
    await using folder = await temporaryFolder()
    const file = await preferenceFile(folder.path, enough())
    const out = join(folder.path, 'out')
    expect((await equipoise('export-preferences', file)).exitCode).toBe(2)
    const format = await equipoise('export-preferences', file, '--format', 'parquet', '--out', out)
    expect([format.exitCode, format.notes.includes('[EXPORT_FORMAT]')]).toEqual([1, true])
    const provider = await equipoise('export-preferences', file, '--provider', 'nobody', '--out', out)
    expect(provider.exitCode).toBe(2)
    const study = await equipoise('export-preferences', folder.path, '--out', out)
    expect(study.notes).toContain('[PREFERENCES_FOLDER]')
  })
})

describe('equipoise tune recipe', () => {
  it('writes a recipe from an export, and nothing where there is no data for it', async () => {
    await using folder = await temporaryFolder()
    const file = await preferenceFile(folder.path, enough())
    const [training, recipe] = [join(folder.path, 'training'), join(folder.path, 'recipe')]
    await equipoise('export-preferences', file, '--format', 'dpo', '--out', training)
    const given = ['tune', 'recipe', training, '--base-model', 'Qwen/Qwen3-4B', '--out', recipe]
    expect((await equipoise(...given)).notes).toContain('[RECIPE_NO_DATA]')
    await equipoise('export-preferences', file, '--format', 'trl', '--flip-rate', '0.18', '--out', training)
    const found = await equipoise(...given)
    expect(found.exitCode, found.notes).toBe(0)
    expect(await readFile(join(recipe, 'preference.jsonl'), 'utf8')).toBe(
      await readFile(join(training, 'trl-preference.jsonl'), 'utf8'),
    )
    expect(await readFile(join(recipe, 'dpo.yaml'), 'utf8')).toContain('label_smoothing: 0.1\n')
    expect((await equipoise(...given, '--full')).exitCode).toBe(0)
    expect(await readdir(recipe)).not.toContain('merge.py')
    await equipoise('export-preferences', file, '--format', 'trl', '--flip-rate', '0.5', '--out', training)
    expect((await equipoise(...given)).notes).toContain('[RECIPE_FLIP_RATE]')
    expect((await equipoise('tune', 'recipe', training, '--out', recipe)).notes).toContain('[TUNE_OPTION]')
  })
})

describe('the guide, followed as printed', () => {
  it('on exporting and then on tuning gives what both print', { timeout: 120_000 }, async () => {
    await using folder = await temporaryFolder()
    for (const name of ['export-preferences', 'tune-a-model']) {
      const page = await readFile(join(projectRoot, 'docs', 'guide', `${name}.md`), 'utf8')
      const outcomes = await followGuide(await guideSteps(name), folder.path)
      for (const [command, { exitCode, out, notes }] of outcomes) {
        // What is only told and not sent is a question, which the exit code says.
        expect([command, exitCode, notes]).toEqual([command, command.includes('tune start') ? 1 : 0, ''])
        expect(page.replaceAll(/^ {4}/gm, '')).toContain(`\n${out.trimEnd()}\n`)
      }
      expect(outcomes.size).toBeGreaterThan(0)
    }
  })
})
