import { z } from 'zod'
import { expectedValue } from '../../expected-value.ts'
import type { Place, Problem } from '../../problem.ts'
import type { Passage } from '../corpus/passage.ts'
import type { NamedText } from './read-ranking-lines.ts'

const text = z.string().refine((written) => written.trim() !== '', 'text that is not blank')

const fileSchema = z.object({ questions: z.array(z.unknown()) })
const questionSchema = z.object({
  id: text,
  body: text,
  snippets: z.array(z.object({ text, document: z.string().optional() })).default([]),
})

export interface BioasqQuestions {
  readonly questions: readonly { readonly id: string; readonly text: string }[]
  /** Each snippet of a question is relevant to it; what it is to the others, nobody judged. */
  readonly judgments: ReadonlyMap<string, ReadonlyMap<string, number>>
  /** All distinct snippets. */
  readonly pool: readonly Passage[]
  readonly problems: readonly Problem[]
}

/**
 * Reads golden files of BioASQ, task B. The pool is the distinct snippets of all files; those of a question are its relevant ones.
 * A question without snippets has nothing to be found and is left out.
 */
export function readBioasq(files: readonly NamedText[]): BioasqQuestions {
  const snippets = new Map<string, Passage>()
  const questions = new Map<string, string>()
  const judgments = new Map<string, ReadonlyMap<string, number>>()
  const problems: Problem[] = []
  for (const { place, value } of files.flatMap((file) => records(file, problems))) {
    const checked = questionSchema.safeParse(value)
    if (!checked.success) {
      for (const issue of checked.error.issues)
        problems.push(
          recordProblem(
            { ...place, field: [place.field, ...issue.path.map(String)].join('.') },
            'The question is not one of BioASQ.',
            null,
            expectedValue(issue),
          ),
        )
      continue
    }
    const { id, body, snippets: own } = checked.data
    if (questions.has(id)) {
      problems.push(recordProblem(place, 'A question of this id stands there already.', id, 'each id once'))
      continue
    }
    if (own.length === 0) continue
    questions.set(id, body)
    judgments.set(
      id,
      new Map(
        own.map((snippet) => {
          const passage = snippets.get(snippet.text) ?? snippetPassage(snippet, snippets.size)
          snippets.set(snippet.text, passage)
          return [passage.id, 1]
        }),
      ),
    )
  }
  return {
    questions: [...questions].map(([id, body]) => ({ id, text: body })),
    judgments,
    pool: [...snippets.values()],
    problems,
  }
}

function records(
  { name, text: written }: NamedText,
  problems: Problem[],
): readonly { readonly place: Place & { readonly field: string }; readonly value: unknown }[] {
  let content: unknown
  try {
    content = JSON.parse(written)
  } catch {
    content = null
  }
  const checked = fileSchema.safeParse(content)
  if (!checked.success) {
    problems.push({
      code: 'BIOASQ_FILE',
      message: 'The file is not a golden file of BioASQ.',
      place: { file: name },
      value: written.slice(0, 60),
      expected: 'JSON with a list "questions"',
      remedy: 'Name a file of task B, such as 11B1_golden.json.',
    })
    return []
  }
  return checked.data.questions.map((value, index) => ({
    place: { file: name, field: `questions.${index}` },
    value,
  }))
}

/** Snippets are told by number; they have no title, and the same one for all says nothing. */
function snippetPassage(snippet: { text: string; document?: string | undefined }, number: number): Passage {
  const pmid = /\/pubmed\/(\d+)$/.exec(snippet.document ?? '')?.[1] ?? null
  return {
    id: `s${number + 1}`,
    document: `s${number + 1}`,
    source: 'bioasq',
    title: 'snippet',
    focus: null,
    synonyms: [],
    type: 'abstract',
    question: null,
    headings: [],
    date: null,
    url: snippet.document ?? null,
    doi: null,
    pmid,
    licence: null,
    text: snippet.text,
  }
}

function recordProblem(
  place: Place,
  message: string,
  value: string | null,
  expected: string | null,
): Problem {
  return {
    code: 'BIOASQ_RECORD',
    message,
    place,
    value,
    expected,
    remedy: 'Correct the record; it was left out.',
  }
}
