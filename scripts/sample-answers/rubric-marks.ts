import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { createBaselineArm, readPassages } from '../../src/arms/baseline-arm.ts'
import { degrade } from '../../src/arms/degrade.ts'
import { criterionWords } from './criterion-words.ts'

const folder = new URL('../../studies/sample-answers/', import.meta.url)

const lineSchema = z.object({
  key: z.string(),
  text: z.string(),
  options: z.record(z.string(), z.string()),
  criteria: z.array(z.object({ id: z.string() })),
})

/** The SAMPLE marks that ship with the study, as the text of their file: what the arms answer, searched for words. */
export async function sampleRubricMarks(): Promise<string> {
  const items = readFileSync(new URL('items.jsonl', folder), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => lineSchema.parse(JSON.parse(line)))
  const handbook = armOf('handbook', 3)
  const leaflet = armOf('leaflet', 1)
  const lines: string[] = []
  for (const { key, text, options, criteria } of items) {
    const item = {
      key,
      text,
      strata: {},
      options: Object.entries(options).map(([label, option]) => ({ label, text: option })),
    }
    const ask = async (arm: typeof handbook) =>
      (await arm.answer({ item, replicate: 0, signal: AbortSignal.timeout(10_000) })).text ?? ''
    const whole = await ask(handbook)
    const answers = {
      handbook: whole,
      leaflet: await ask(leaflet),
      weakened: degrade(whole, 'first-sentence'),
    }
    for (const [arm, answer] of Object.entries(answers)) {
      for (const [index, { id }] of criteria.entries()) {
        const words = criterionWords[key]?.[index] ?? []
        const met = words.length > 0 && words.every((word) => answer.toLowerCase().includes(word))
        const judge = { judge: 'sample-word-check', judgeVersion: 'SAMPLE 1' }
        const explanation = `SAMPLE: looked for ${words.join(' and ')}.`
        lines.push(JSON.stringify({ item: key, arm, criterion: id, met, ...judge, explanation }))
      }
    }
  }
  return `${lines.join('\n')}\n`
}

function armOf(id: string, passages: number) {
  const file = `${id}.jsonl`
  return createBaselineArm(id, readPassages(readFileSync(new URL(file, folder), 'utf8'), file), passages)
}
