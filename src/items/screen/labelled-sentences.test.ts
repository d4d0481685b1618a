import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { identifierKindNames } from './identifier-kinds.ts'
import { labelledSentences } from './testing/labelled-sentences.ts'
import { measureScreen } from './testing/measure-screen.ts'

const folder = new URL('../../../test/data/screen/', import.meta.url)
const read = (name: string) => readFileSync(new URL(`${name}.txt`, folder), 'utf8')

describe.each(['development', 'held-out'])('the labelled sentences of %s', (name) => {
  const file = read(name)
  const measure = measureScreen(labelledSentences(file))

  it('are marked as invented and hold every kind', () => {
    expect(file.startsWith('# INVENTED.')).toBe(true)
    for (const { kind, labels } of measure.kinds) expect(labels, kind).toBeGreaterThanOrEqual(6)
    expect(measure.sentences).toBeGreaterThanOrEqual(200)
    expect(measure.clean).toBeGreaterThanOrEqual(50)
  })

  it.each(identifierKindNames)('are stopped and named: %s', (kind) => {
    const found = measure.kinds.find((one) => one.kind === kind)
    // One of each kind may be missed, or found under another name; the guide prints the figures as they are.
    expect(found?.stopped).toBeGreaterThanOrEqual((found?.labels ?? 0) - 1)
    expect(found?.right).toBeGreaterThanOrEqual((found?.findings ?? 0) - 1)
  })

  it('without an identifier pass, but for one in fifty', () => {
    expect(measure.falselyStopped).toBeLessThanOrEqual(Math.ceil(measure.clean / 50))
  })
})

describe('the reader of labelled sentences', () => {
  it('gives the text without marks, and the places', () => {
    expect(labelledSentences('# remark\n\nDr {name:Ada} on {date:4 May}.')).toEqual([
      {
        text: 'Dr Ada on 4 May.',
        labels: [
          { kind: 'name', start: 3, end: 6 },
          { kind: 'date', start: 10, end: 15 },
        ],
      },
    ])
    expect(() => labelledSentences('{nmae:Ada}')).toThrow('no identifier kind nmae')
  })
})
