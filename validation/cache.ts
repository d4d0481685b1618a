import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { type DesignResult, designResultSchema } from './result.ts'

const folder = new URL('../.cache/validation/', import.meta.url)

const entrySchema = z.strictObject({ key: z.string(), result: designResultSchema })

/** The kept result of a design; null when there is none or it was made by other code or with other trials. */
export function readKept(study: string, design: string, key: string): DesignResult | null {
  let text: string
  try {
    text = readFileSync(fileOf(study, design), 'utf8')
  } catch {
    return null
  }
  const entry = entrySchema.safeParse(parsed(text))
  return entry.success && entry.data.key === key ? entry.data.result : null
}

/** Keeps a result; the file appears whole or not at all. */
export function keep(study: string, key: string, result: DesignResult): void {
  const file = fileOf(study, result.id)
  mkdirSync(new URL('.', file), { recursive: true })
  const half = new URL(`${file.href}.half`)
  writeFileSync(half, JSON.stringify({ key, result }))
  renameSync(half, file)
}

function fileOf(study: string, design: string): URL {
  return new URL(`${study}/${design.replaceAll(/[^\w.-]+/g, '_')}.json`, folder)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
