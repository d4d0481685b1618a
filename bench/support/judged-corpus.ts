import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { type Item, itemSchema } from '../../src/items/item.ts'
import { nearDuplicatesAgainst } from '../../src/items/near-duplicates.ts'
import { chunk } from '../../src/search/corpus/chunk.ts'
import type { Passage } from '../../src/search/corpus/passage.ts'
import { readSource } from '../../src/search/corpus/read-source.ts'
import type { SourceDocument } from '../../src/search/corpus/source-document.ts'
import { sourceFiles } from '../../src/search/corpus/source-files.ts'
import { readMediqa } from '../../src/search/evaluation/read-mediqa.ts'
import { documentText } from './document-text.ts'

/** A question of MEDIQA-2019 with the answers that experts graded for it, as documents. */
export interface JudgedQuestion {
  readonly id: string
  readonly text: string
  readonly answers: readonly { readonly document: SourceDocument; readonly grade: number }[]
}

/** One file of MEDIQA-2019, task 3; ids begin with the name of the file, since the sets number their questions alike. */
export async function judgedQuestions(folder: string, file: string): Promise<readonly JudgedQuestion[]> {
  const name = `MEDIQA2019-Task3-QA-${file}.xml.gz`
  const xml = gunzipSync(readFileSync(join(folder, name))).toString('utf8')
  const questions: JudgedQuestion[] = []
  for await (const one of readMediqa(name, [xml])) {
    if ('code' in one) throw new Error(one.message)
    const answers = one.candidates.flatMap(({ passage, grade }) =>
      grade === null ? [] : [{ document: documentOf(passage, `${file}:${passage.id}`), grade }],
    )
    questions.push({ id: `${file}:${one.id}`, text: one.text, answers })
  }
  return questions
}

function documentOf({ document: _, text, headings, ...about }: Passage, id: string): SourceDocument {
  return {
    ...about,
    id,
    source: 'mediqa',
    sections: [{ headings, blocks: [{ kind: 'paragraph', text }] }],
  }
}

/** MedQuAD as `equipoise index` reads it. */
export async function medquadDocuments(folder: string): Promise<readonly SourceDocument[]> {
  const documents: SourceDocument[] = []
  for await (const file of sourceFiles(join(folder, 'medquad_answered_16407.jsonl.gz')))
    for await (const loaded of readSource(file))
      if (loaded.kind === 'document') documents.push(loaded.document)
  return documents
}

export function passagesOf(documents: readonly SourceDocument[]): readonly Passage[] {
  return documents.flatMap((document) => chunk(document))
}

/**
 * The expert grade of a document for a question, 1 to 4: of the answer that it is, or of one of nearly the same words (Jaccard
 * similarity of their runs of three words 0.8 or more). The lowest where several are; null where experts have judged none such.
 */
export function gradeOf(question: JudgedQuestion, found: SourceDocument): number | null {
  const own = question.answers.filter(({ document }) => document.id === found.id)
  if (own.length > 0) return Math.min(...own.map(({ grade }) => grade))
  const grades = new Map(question.answers.map(({ document, grade }) => [document.id, grade]))
  const same = nearDuplicatesAgainst(
    question.answers.map(({ document }) => asItem(document)),
    [asItem(found)],
  )
  const given = same.flatMap(({ one }) => grades.get(one) ?? [])
  return given.length === 0 ? null : Math.min(...given)
}

function asItem(document: SourceDocument): Item {
  return itemSchema.parse({ key: document.id, text: documentText(document), strata: {} })
}
