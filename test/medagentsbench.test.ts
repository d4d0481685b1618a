import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { compareAccuracy, keyAccuracy } from '../src/analysis/judges/key-accuracy.ts'
import { expectClose } from './support/expect-close.ts'
import { testData } from './support/test-data.ts'

const folder = testData('medagentsbench')
const rowsSchema = z.array(
  z.object({
    dataset: z.string(),
    model: z.string(),
    realidx: z.string(),
    key: z.string(),
    predicted: z.string(),
  }),
)

/**
 * Set, A, B, difference, mid-p of McNemar, Newcombe's limits. From the same file with Python 3.11 and scipy 1.10.1
 * (binom.cdf and binom.pmf; norm.ppf in Wilson's limits and method 10 of Newcombe 1998).
 */
const published: readonly (readonly [string, string, string, number, number, number, number])[] = [
  [
    'afrimedqa',
    'DeepSeek-V3',
    'gpt-4o',
    -0.05747126436781609,
    0.026603698730468753,
    -0.10996460693904145,
    -0.0062608437872362505,
  ],
  [
    'afrimedqa',
    'claude-3-5-haiku',
    'gpt-4o-mini',
    -0.05172413793103448,
    0.14330665429588407,
    -0.12055478798074615,
    0.01744485981257849,
  ],
  [
    'medbullets',
    'DeepSeek-V3',
    'gpt-4o',
    -0.09415584415584416,
    0.00022688238288328028,
    -0.1434777467216518,
    -0.04416273708421491,
  ],
  [
    'medbullets',
    'gpt-4o',
    'gpt-4o-mini',
    0.16883116883116883,
    5.240266679443077e-9,
    0.11263255848586529,
    0.22324039150804736,
  ],
  [
    'medmcqa',
    'DeepSeek-V3',
    'gpt-4o',
    -0.023082386363636364,
    0.0025113304098164477,
    -0.038059838343631844,
    -0.00811161868751838,
  ],
  [
    'medmcqa',
    'gpt-4o',
    'gpt-4o-mini',
    0.10617897727272728,
    1.4622497309834448e-34,
    0.08927380591804142,
    0.12303296835985156,
  ],
  [
    'medqa',
    'DeepSeek-V3',
    'gpt-4o',
    -0.08562450903377848,
    7.887937362218744e-16,
    -0.1067857615886453,
    -0.06481257928843064,
  ],
  [
    'medqa',
    'gpt-4o',
    'gpt-4o-mini',
    0.14454045561665357,
    5.821233347869208e-34,
    0.12136211159851755,
    0.16797313659504348,
  ],
  [
    'mmlu',
    'DeepSeek-V3',
    'gpt-4o',
    -0.015610651974288337,
    0.07576023576406504,
    -0.03318140506247612,
    0.0017002441146027648,
  ],
  [
    'mmlu',
    'claude-3-5-haiku',
    'gpt-4o-mini',
    -0.04591368227731864,
    0.00015548082207836496,
    -0.06983862934658477,
    -0.022132670977105983,
  ],
  [
    'mmlu-pro',
    'DeepSeek-V3',
    'gpt-4o',
    -0.044009779951100246,
    0.0015581706108055628,
    -0.07121374119440585,
    -0.01673440294966092,
  ],
  ['mmlu-pro', 'claude-3-5-haiku', 'gpt-4o-mini', 0, 1, -0.0312668007987109, 0.0312668007987109],
  [
    'pubmedqa',
    'DeepSeek-V3',
    'gpt-4o',
    -0.056,
    0.0006361729964503614,
    -0.08844062238490481,
    -0.023806205530523088,
  ],
  ['pubmedqa', 'gpt-4o', 'gpt-4o-mini', 0.03, 0.0195204727824603, 0.004652052239452153, 0.05569569084375388],
]

describe.skipIf(folder === null)('four models on seven exam sets of MedAgentsBench', () => {
  const text =
    folder === null
      ? ''
      : gunzipSync(readFileSync(join(folder, 'per_item_full_4models.csv.gz'))).toString('utf8')
  const rows = rowsSchema.parse(parse(text, { columns: true }))
  const keyRows = (dataset: string) =>
    rows
      .filter((row) => row.dataset === dataset)
      .map(({ realidx, model, key, predicted }) => ({ item: realidx, arm: model, right: key === predicted }))

  it('has the accuracies of a plain count', () => {
    const counted = new Map<string, { right: number; n: number }>()
    for (const line of text.trimEnd().split('\n').slice(1)) {
      const fields = line.split(',')
      const name = `${fields[0]} ${fields[2]}`
      const count = counted.get(name) ?? { right: 0, n: 0 }
      count.n += 1
      count.right += Number(fields[8])
      counted.set(name, count)
    }
    expect(counted.size).toBe(28)
    for (const dataset of new Set(rows.map((row) => row.dataset))) {
      for (const { arm, n, right, accuracy } of keyAccuracy(keyRows(dataset))) {
        const plain = counted.get(`${dataset} ${arm}`)
        expect({ n, right }).toEqual(plain)
        expect(accuracy).toBe((plain?.right ?? 0) / (plain?.n ?? 1))
      }
    }
  })

  it.each(published)('%s: %s against %s as in Python', (dataset, a, b, difference, midP, lower, upper) => {
    const result = compareAccuracy(keyRows(dataset), a, b)
    expect(result.nDropped).toBe(0)
    expectClose(result.difference.diff, difference)
    expectClose(result.test.midP, midP, 1e-8)
    expectClose(result.difference.newcombe?.lower ?? null, lower, 1e-8)
    expectClose(result.difference.newcombe?.upper ?? null, upper, 1e-8)
  })
})
