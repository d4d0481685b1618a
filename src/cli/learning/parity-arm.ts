import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { labelOfSource, type ParityArm } from '../../learning/prove/parity-protocol.ts'
import { problem } from '../../problem.ts'
import { presetSource } from '../../protocol/arm-presets.ts'
import { armSourceSchema } from '../../protocol/arm-source.ts'
import { shownPath } from '../study-folder.ts'

/**
 * An arm as the command line names it: a source written out (`{via: search, corpus: main}`), the name of a preset, or a YAML
 * file that holds a source.
 *
 * @param field What the arm is called among the arguments, for problems.
 * @throws ProblemError PROVE_ARM
 */
export async function parityArm(given: string, field: string, label: string | undefined): Promise<ParityArm> {
  const source = armSourceSchema.safeParse(await sourceData(given, field))
  if (!source.success) {
    const issue = source.error.issues[0]
    throw wrongArm(given, `${issue?.path.map(String).join('.') ?? ''} ${issue?.message ?? ''}`.trim(), field)
  }
  return { source: source.data, label: label ?? labelOfSource(source.data) }
}

async function sourceData(given: string, field: string): Promise<unknown> {
  if (given.trimStart().startsWith('{')) return yamlOf(given, given, field)
  if (presetSource(given) !== null) return { preset: given }
  if (!existsSync(given)) throw wrongArm(given, 'no preset and no file has this name', field)
  const text = await readFile(given, 'utf8').catch(() => {
    throw wrongArm(shownPath(given), 'it cannot be read', field)
  })
  return yamlOf(text, given, field)
}

function yamlOf(text: string, given: string, field: string): unknown {
  try {
    const data: unknown = parse(text)
    return data
  } catch {
    throw wrongArm(given, 'it is not YAML', field)
  }
}

function wrongArm(given: string, why: string, field: string) {
  return problem(
    'PROVE_ARM',
    `This names no arm: ${why}.`,
    'Write a source as a protocol does, name a preset, or name a YAML file with a source; docs/guide/arms.md lists them.',
    {
      place: { field },
      value: given,
      expected: "such as claude-sonnet-4.6, '{via: search, corpus: main}' or model.yaml",
    },
  )
}
