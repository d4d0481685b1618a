import { questionSha256 } from '../../learning/preferences/split.ts'
import { tell } from '../commands/search-eval.ts'
import { readQuestionTexts } from '../search/read-judged.ts'
import type { Terminal } from '../terminal.ts'

/** Hashes of the questions in files that are for proving a model on, and must not be trained on. */
export async function keptOutQuestions(
  paths: readonly string[],
  terminal: Terminal,
): Promise<ReadonlySet<string>> {
  if (paths.length === 0) return new Set()
  const { texts, problems } = await readQuestionTexts(paths)
  tell(problems, terminal)
  return new Set(texts.map(questionSha256))
}
