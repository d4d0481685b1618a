import type { LineCounter } from 'yaml'
import { expectedValue } from '../../expected-value.ts'
import { type Place, type Problem, ProblemError } from '../../problem.ts'
import { yamlFaults } from '../../yaml-faults.ts'
import { readYamlText, type YamlText } from '../../yaml-text.ts'
import { type EconomicsFile, economicsSchema } from './economics-schema.ts'

/**
 * Reads a file of assumptions, YAML or JSON.
 *
 * @param file Name printed with problems.
 * @throws ProblemError ECONOMICS_NOT_YAML or ECONOMICS_FIELD, one for each field, with its line.
 */
export function readEconomics(text: string, file: string): EconomicsFile {
  const { yaml, lines, content } = readYamlText(text, 0)
  const [fault] = yamlFaults(yaml, lines, text)
  if (fault !== undefined) {
    throw new ProblemError([
      {
        code: 'ECONOMICS_NOT_YAML',
        message: `The file is not YAML: ${fault.message}.`,
        place: { file, line: fault.line },
        value: null,
        expected: null,
        remedy: fault.remedy,
      },
    ])
  }
  const parsed = economicsSchema.safeParse(content)
  if (parsed.success) return parsed.data
  const placeOf = (path: readonly PropertyKey[]): Place => ({
    file,
    ...lineOf(yaml, lines, path),
    ...(path.length === 0 ? {} : { field: path.map(String).join('.') }),
  })
  throw new ProblemError(
    parsed.error.issues.flatMap((issue) => {
      const problemAt = (path: readonly PropertyKey[], value: string | null): Problem => ({
        code: 'ECONOMICS_FIELD',
        message: 'A field of the assumptions is missing or has a value that it cannot have.',
        place: placeOf(path),
        value,
        expected: expectedValue(issue),
        remedy: 'Mend the field; `equipoise economics --new economics.yaml` writes a file that is whole.',
      })
      return issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => problemAt([...issue.path, key], key))
        : [problemAt(issue.path, null)]
    }),
  )
}

/** Line of the nearest thing that is there: what is missing has none. */
function lineOf(
  yaml: YamlText['yaml'],
  lines: LineCounter,
  path: readonly PropertyKey[],
): { readonly line?: number } {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node: unknown = yaml.getIn(path.slice(0, depth), true)
    if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range))
      continue
    const offset: unknown = node.range[0]
    if (typeof offset === 'number') return { line: lines.linePos(offset).line }
  }
  return {}
}
