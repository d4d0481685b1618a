import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { readQrels, readRun } from '../../search/evaluation/trec.ts'
import { questionSha256 } from '../preferences/split.ts'
import { hostedProviders } from './dpo.ts'
import { answerKey } from './eligible.ts'
import { type ExportChoice, exportFiles } from './export-files.ts'
import { exportManifest } from './manifest.ts'
import { exportFormats } from './manifest-schema.ts'
import { usualChoice } from './testing/choice.ts'
import { answered, graded, pairwise } from './testing/preferences.ts'
import * as published from './testing/published-schemas.ts'
import { trlStyles } from './trl.ts'

const awkward = 'Dose "x"?\n\u2028 5 < 6 & \\n – ünïcode 🩺'
const some = [
  pairwise(awkward, 'Take 5 mg.\nThen wait.', 'No.', 'a', { strength: 2 }),
  pairwise('Second?', 'Left', 'Right', 'b'),
  pairwise('Third?', 'Fine', 'Good', 'tie-good'),
  pairwise('Fourth?', 'Poor', 'Wrong', 'tie-bad'),
  graded(awkward, 'Take 5 mg.\nThen wait.', 4),
  graded(awkward, 'No.', 1),
  graded('Second?', 'Right', 2),
]

const text = (choice: Partial<ExportChoice>, name: string) =>
  exportFiles(some, { ...usualChoice, ...choice }).find(({ entry }) => entry.name === name)?.text ?? ''

function lines<Schema extends z.ZodType>(written: string, schema: Schema): z.infer<Schema>[] {
  expect(written.endsWith('\n')).toBe(true)
  return written
    .slice(0, -1)
    .split('\n')
    .map((line) => schema.parse(JSON.parse(line)))
}

describe('files for hosted services', () => {
  test.each(hostedProviders)('dpo for %s has the documented fields and gives the texts back', (provider) => {
    const schema = provider === 'openai' || provider === 'azure' ? published.openaiDpo : published.togetherDpo
    const found = lines(text({ provider }, 'dpo.jsonl'), schema)
    const pairs = found.map(({ input, preferred_output, non_preferred_output }) => [
      input.messages.map(({ role, content }) => `${role}: ${content}`),
      preferred_output[0]?.content,
      non_preferred_output[0]?.content,
    ])
    expect(pairs.sort()).toEqual(
      [
        [[`user: ${awkward}`], 'Take 5 mg.\nThen wait.', 'No.'],
        [['user: Second?'], 'Right', 'Left'],
      ].sort(),
    )
  })

  test('sft is conversations with the good answers', () => {
    const found = lines(text({ formats: ['sft'] }, 'sft.jsonl'), published.chat)
    expect(found.map(({ messages }) => messages.map(({ content }) => content)).sort()).toEqual(
      [
        [awkward, 'Take 5 mg.\nThen wait.'],
        ['Second?', 'Right'],
        ['Third?', 'Fine'],
        ['Third?', 'Good'],
      ].sort(),
    )
  })
})

describe.each(trlStyles)('files for TRL, %s', (style) => {
  const choice = { formats: ['trl', 'reward'], style } as const

  test('have the documented columns', () => {
    expect(lines(text(choice, 'trl-preference.jsonl'), published.trlPreference[style])).toHaveLength(2)
    expect(lines(text(choice, 'trl-sft.jsonl'), published.trlCompletion[style])).toHaveLength(4)
    const unpaired = lines(text(choice, 'trl-unpaired.jsonl'), published.trlUnpaired[style])
    // Good: the grade 4, and both of the tie. Bad: the grade 1, and both of the other tie. A 2 is neither.
    expect(unpaired.map(({ label }) => label).sort()).toEqual([false, false, false, true, true, true])
    const rewards = lines(text(choice, 'reward.jsonl'), published.reward[style])
    expect(rewards.map(({ margin }) => margin).sort()).toEqual([1, 2])
  })
})

test('text of the standard format is parted from its prompt and comes back whole', () => {
  const written = text({ formats: ['trl'], style: 'standard' }, 'trl-preference.jsonl')
  const found = lines(written, published.trlPreference.standard)
  expect(found.map(({ prompt, chosen }) => prompt + chosen).sort()).toEqual(
    [`${awkward}\n\nTake 5 mg.\nThen wait.`, 'Second?\n\nRight'].sort(),
  )
})

describe('files for rankers', () => {
  const hash = (of: string) => createHash('sha256').update(of).digest('hex')

  test('qrels and the run of the preferences are read back by our TREC reader', () => {
    const qrels = readQrels('qrels.txt', text({ formats: ['trec'] }, 'qrels.txt'))
    expect(qrels.problems).toEqual([])
    const own = qrels.value.get(questionSha256(awkward))
    expect([own?.get(hash('Take 5 mg.\nThen wait.')), own?.get(hash('No.'))]).toEqual([4, 1])
    const run = readRun('run', text({ formats: ['trec'] }, 'preferences.run.tsv'))
    expect(run.problems).toEqual([])
    expect(run.value.get(questionSha256('Second?'))).toEqual([hash('Right'), hash('Left')])
  })

  test('LETOR holds the features given, and answers without any are counted', () => {
    const features = new Map([
      [answerKey(questionSha256(awkward), hash('Take 5 mg.\nThen wait.')), [0.1 + 0.2, 0, -1e-9]],
      [answerKey(questionSha256(awkward), hash('No.')), [0, 2, 3]],
    ])
    const [file] = exportFiles(some, { ...usualChoice, formats: ['letor'], features })
    expect(file?.text.trimEnd().split('\n').sort()).toEqual([
      `1 qid:1 1:0 2:2 3:3 # ${questionSha256(awkward)} ${hash('No.')}`,
      `4 qid:1 1:0.30000000000000004 2:0 3:-1e-9 # ${questionSha256(awkward)} ${hash('Take 5 mg.\nThen wait.')}`,
    ])
    expect(file?.entry.judgments.leftOut).toEqual({ 'other-form': 4, 'no-features': 1 })
  })

  test('a severe harm mark gives the least grade of the scale', () => {
    const harm = { level: 'severe', side: null, span: null } as const
    const [file] = exportFiles([graded('q', 'x', 4), graded('q', 'x', 4, { harm })], {
      ...usualChoice,
      formats: ['trec'],
    })
    expect(file?.text).toBe(`${questionSha256('q')} 0 ${hash('x')} 1\n`)
  })
})

describe('what holds of every file', () => {
  const outcome = fc.constantFrom('a', 'b', 'tie', 'tie-good', 'tie-bad', 'missing')
  const letter = fc.constantFrom('v', 'w', 'x', 'y')
  const flags = fc.record({
    consent: fc.constantFrom(true, true, true, false, null),
    screened: fc.constantFrom(true, true, false),
    gold: fc.constantFrom(false, false, true),
    repeat: fc.constantFrom(false, false, true),
    split: fc.constantFrom('train', 'train', 'train', 'calibration'),
  })
  const pair = fc
    .tuple(fc.constantFrom('q1', 'q2', 'q3'), letter, letter, outcome, flags)
    .map(([question, a, b, said, more]) => pairwise(question, a, b, said, more))
  const grade = fc
    .tuple(fc.constantFrom('q1', 'q2', 'q3'), letter, fc.constantFrom(1, 2, 3, 4, null), flags)
    .map(([question, a, mark, more]) => graded(question, a, mark, more))
  const list = fc.array(fc.oneof(pair, grade), { maxLength: 40 })
  const choices = fc.record({
    judgments: fc.constantFrom('majority', 'all'),
    cap: fc.constantFrom(null, 1, 2),
    seed: fc.nat(),
  })
  const every = { ...usualChoice, formats: exportFormats }

  test('each judgment is used or left out once, and the order of judgments does not enter', () => {
    fc.assert(
      fc.property(list, choices, (preferences, choice) => {
        const files = exportFiles(preferences, { ...every, ...choice })
        for (const { entry } of files) {
          expect(entry.judgments.in).toBe(preferences.length)
          const out = Object.values(entry.judgments.leftOut).reduce((sum, count) => sum + count, 0)
          expect(entry.judgments.used + out).toBe(preferences.length)
        }
        const shuffled = exportFiles([...preferences].reverse(), { ...every, ...choice })
        expect(shuffled.map((file) => file.text)).toEqual(files.map((file) => file.text))
      }),
      { numRuns: 300, seed: 7 },
    )
  })

  test('no file and no manifest holds a reviewer, and none a text that is not for training', () => {
    const secret = [
      ...some,
      pairwise('Gate?', 'gate text', 'y', 'a', { split: 'gate' }),
      pairwise('Fifth?', 'unscreened text', 'y', 'a', { screened: false }),
      pairwise('Sixth?', 'unasked text', 'y', 'a', { consent: null }),
      pairwise('Seventh?', 'restricted text', 'y', 'a', {
        a: answered('restricted text', { arm: 'vendor' }),
      }),
    ]
    const choice = { ...every, licences: { arms: { vendor: { licence: 'proprietary' } }, sources: {} } }
    const files = exportFiles(secret, choice)
    const manifest = exportManifest({
      preferences: secret,
      choice,
      files,
      flipRate: 0.1,
      softwareVersion: '1',
    })
    const everything = [...files.map((file) => file.text), JSON.stringify(manifest)].join('\n')
    for (const word of ['Secret', 'judgment-0', 'gate text', 'unscreened', 'unasked', 'restricted text'])
      expect(everything).not.toContain(word)
    expect(manifest.read).toEqual({ preferences: 11, pairwise: 8, graded: 3, questions: 8, reviewers: 1 })
    expect(manifest.restricted).toEqual([{ licence: 'proprietary', training: 'restricted', answers: 1 }])
    expect(manifest.files[0]?.licences).toEqual([{ licence: 'unknown', training: 'allowed', answers: 4 }])
    expect(manifest.rulebookVersions).toEqual([{ version: 'v2', judgments: 8 }])
    expect(manifest.files.map(({ sha256 }) => sha256)).toEqual(
      files.map((file) => createHash('sha256').update(file.text).digest('hex')),
    )
  })
})
