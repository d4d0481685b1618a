import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { readSample, type Sample } from './sample.ts'

/** A worked example on the sample study: what is asked, the code, and what comes out. */
export interface WorkedExample {
  readonly title: string
  /** Name of its file. */
  readonly file: string
  /** The function `example` as it is written. */
  readonly source: string
  readonly output: string
}

const folder = new URL('./examples/', import.meta.url)

const exampleModule = z.object({
  title: z.string().min(1),
  example: z.custom<(sample: Sample) => unknown>((value) => typeof value === 'function'),
})

/** Runs every example. An example is the file `examples/<method>.ts`. */
export async function workedExamples(): Promise<Map<string, WorkedExample>> {
  const sample = readSample()
  const examples = new Map<string, WorkedExample>()
  for (const file of readdirSync(fileURLToPath(folder)).sort()) {
    // Files without a dot in the name are shared by the examples.
    if (!/^[a-z]+\.[a-z_]+\.ts$/.test(file)) continue
    const address = new URL(file, folder)
    const { title, example } = exampleModule.parse(await import(address.href))
    const text = readFileSync(address, 'utf8')
    const start = text.indexOf('export function example')
    const source = text
      .slice(start)
      .replace(/^export /, '')
      .trim()
    examples.set(file.replace(/\.ts$/, ''), { title, file, source, output: shown(example(sample)) })
  }
  return examples
}

const longestList = 6

/** A result as JSON with four significant digits, so that no runtime's last bit shows; long lists are cut. */
function shown(result: unknown): string {
  const text = JSON.stringify(
    result,
    (_key, value: unknown) => {
      if (typeof value === 'number')
        return Number.isFinite(value) ? Number(value.toPrecision(4)) : String(value)
      const list =
        ArrayBuffer.isView(value) && !(value instanceof DataView) ? Array.from(iterable(value)) : value
      if (!Array.isArray(list) || list.length <= longestList) return list
      return [...list.slice(0, longestList), `… ${list.length - longestList} more`]
    },
    2,
  )
  // Short lists and objects of numbers on one line read better than one number a line.
  return (text ?? 'undefined').replace(
    /([[{])\n\s+([^[\]{}]*?)\n\s+([\]}])/g,
    (whole, open, inside, close) => {
      const line = `${open} ${String(inside).replace(/\s*\n\s*/g, ' ')} ${close}`
      return line.length <= 96 ? line : whole
    },
  )
}

function iterable(view: ArrayBufferView): Iterable<number> {
  return view instanceof Float64Array || view instanceof Int32Array ? view : []
}
