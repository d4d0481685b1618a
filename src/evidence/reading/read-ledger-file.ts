import { CORE_SCHEMA, load, YAMLException } from 'js-yaml'
import { type Problem, ProblemError } from '../../problem.ts'
import type { YamlFault } from '../../yaml-faults.ts'
import { type LedgerFile, ledgerFileSchema } from '../ledger/ledger-file.ts'
import { placesOf } from './places.ts'
import { schemaProblems } from './schema-problems.ts'

/** Longest file that is read. */
const longestFile = 64 * 1024 * 1024

/**
 * Reads one file of a ledger.
 *
 * The values come from js-yaml, which is several times as fast as the reader that knows lines; that one is asked only where
 * something is wrong. Both read YAML 1.2 with its core types. References within the file (anchors) are refused: a claim
 * is written out.
 *
 * @param file Name printed with problems.
 * @throws ProblemError LEDGER_TOO_LONG, LEDGER_NOT_YAML, LEDGER_FIELD or LEDGER_UNKNOWN_FIELD, every problem found.
 */
export function readLedgerFile(text: string, file: string): LedgerFile {
  if (text.length > longestFile) throw new ProblemError([tooLong(text.length, file)])
  const content = valuesOf(text, file)
  const parsed = ledgerFileSchema.safeParse(content)
  if (parsed.success) return parsed.data
  const { placeOf } = placesOf(text, file)
  throw new ProblemError(parsed.error.issues.flatMap((issue) => schemaProblems(issue, content, placeOf)))
}

function valuesOf(text: string, file: string): unknown {
  try {
    return load(text, { schema: CORE_SCHEMA, maxAliases: 0 })
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error
    const { faults } = placesOf(text, file)
    const line = error.mark === undefined ? 1 : error.mark.line + 1
    const found = faults.length > 0 ? faults : [{ ...refused(error.reason), line }]
    throw new ProblemError(found.map((fault) => notYaml(fault, file)))
  }
}

/** What only the faster reader refuses: an empty file, and what stands for something else than itself. */
function refused(reason: string): Omit<YamlFault, 'line'> {
  if (/empty/.test(reason))
    return {
      message: 'it is empty',
      remedy: 'Write `schemaVersion: 1` and the lists of a ledger, or remove the file.',
    }
  return {
    message: /alias|anchor/.test(reason)
      ? 'an alias (*) stands for a value that is written elsewhere'
      : 'the line cannot be read',
    remedy: 'Write the value out; a ledger has no anchors, aliases and tags.',
  }
}

function notYaml({ message, line, remedy }: YamlFault, file: string): Problem {
  return {
    code: 'LEDGER_NOT_YAML',
    message: `The file is not YAML that a ledger may hold: ${message}.`,
    place: { file, line },
    value: null,
    expected: null,
    remedy,
  }
}

function tooLong(length: number, file: string): Problem {
  return {
    code: 'LEDGER_TOO_LONG',
    message: 'The file is too long.',
    place: { file },
    value: `${length} characters`,
    expected: `at most ${longestFile} characters`,
    remedy: 'Divide it: any number of files make one ledger.',
  }
}
