import type { LineCounter } from 'yaml'
import { type Place, type Problem, ProblemError } from '../../problem.ts'
import { yamlFaults } from '../../yaml-faults.ts'
import { readYamlText, type YamlText } from '../../yaml-text.ts'
import { checkEconomics, type NameableStudy } from './check-economics.ts'
import { type EconomicsFile, economicsSchema } from './economics-schema.ts'
import { expectedOfField, foundWords } from './field-words.ts'

/**
 * Reads a file of assumptions, YAML or JSON.
 *
 * @param file Name printed with problems.
 * @param latest Last day that a source can have been read on, ISO date.
 * @param study Study whose arms and models the file can name; null without one.
 * @throws ProblemError ECONOMICS_NOT_YAML or ECONOMICS_FIELD, one for each field, with its line.
 */
export function readEconomics(
  text: string,
  file: string,
  latest: string,
  study: NameableStudy | null,
): EconomicsFile {
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
  const problemAt = (path: readonly PropertyKey[], value: string | null, expected: string): Problem => ({
    code: 'ECONOMICS_FIELD',
    message:
      value === null
        ? 'A field of the assumptions is missing.'
        : 'A field of the assumptions has a value that it cannot have.',
    place: {
      file,
      ...lineOf(yaml, lines, path),
      ...(path.length === 0 ? {} : { field: path.map(String).join('.') }),
    } satisfies Place,
    value,
    expected,
    remedy: 'Mend the field; `equipoise economics --new economics.yaml` writes a file that is whole.',
  })
  if (parsed.success) {
    const faults = checkEconomics(parsed.data, latest, study)
    if (faults.length === 0) return parsed.data
    throw new ProblemError(faults.map(({ path, value, expected }) => problemAt(path, value, expected)))
  }
  throw new ProblemError(
    parsed.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => problemAt([...issue.path, key], key, expectedOfField(issue)))
        : [problemAt(issue.path, foundWords(content, issue.path), expectedOfField(issue))],
    ),
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
