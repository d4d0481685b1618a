import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { SaxesParser } from 'saxes'
import { z } from 'zod'
import type { Passage } from '../../src/search/corpus/passage.ts'

export interface MedquadEntry {
  readonly passage: Passage
  readonly question: string
  readonly focus: string
  readonly type: string
}

const medquadSchema = z.object({
  id: z.string(),
  url: z.string(),
  focus: z.string(),
  synonyms: z.array(z.string()),
  qtype: z.string(),
  question: z.string(),
  answer: z.string(),
})

const bare = {
  date: null,
  doi: null,
  pmid: null,
  licence: null,
  headings: [],
  type: 'question-answer' as const,
}

/** Entries of MedQuAD, each as one passage. Its own question is left out of the passage where it is to be found by it. */
export function medquad(folder: string, withQuestion: boolean): readonly MedquadEntry[] {
  const lines = gunzipSync(readFileSync(join(folder, 'medquad_answered_16407.jsonl.gz')))
    .toString()
    .trim()
    .split('\n')
  return lines.map((line) => {
    const row = medquadSchema.parse(JSON.parse(line))
    const passage: Passage = {
      ...bare,
      id: `medquad:${row.id}`,
      document: row.id,
      source: 'medquad',
      title: row.focus,
      focus: row.focus,
      synonyms: row.synonyms,
      question: withQuestion ? row.question : null,
      url: row.url,
      text: row.answer,
    }
    return { passage, question: row.question, focus: row.focus.toLowerCase(), type: row.qtype }
  })
}

export interface GradedQuestion {
  readonly id: string
  readonly text: string
  /** Grades of its answers by passage: 1 incorrect, 2 related, 3 correct but incomplete, 4 correct and complete. */
  readonly answers: readonly { readonly passage: Passage; readonly grade: number }[]
}

/** One file of MEDIQA-2019, task 3. What stands before the first colon of an answer is its title, with its heading in brackets. */
export function mediqa(folder: string, file: string): readonly GradedQuestion[] {
  const questions: { id: string; text: string; answers: { passage: Passage; grade: number }[] }[] = []
  let text = ''
  let url = ''
  let grade = 0
  let answer = ''
  const parser = new SaxesParser()
  parser.on('opentag', ({ name, attributes }) => {
    text = ''
    if (name === 'Question') questions.push({ id: `${file}:${attributes.QID}`, text: '', answers: [] })
    if (name === 'Answer') {
      answer = String(attributes.AID)
      grade = Number(attributes.ReferenceScore)
    }
  })
  parser.on('text', (more) => {
    text += more
  })
  parser.on('closetag', ({ name }) => {
    const question = questions.at(-1)
    if (question === undefined) return
    if (name === 'QuestionText') question.text = text.trim()
    if (name === 'AnswerURL') url = text.trim()
    if (name === 'AnswerText') {
      const body = text.trim()
      const colon = body.slice(0, 160).indexOf(':')
      const id = `mediqa:${file}:${answer}`
      const above = colon > 0 ? body.slice(0, colon) : 'untitled'
      const [, title = above, heading] = /^(.*?) \((.*)\)$/.exec(above) ?? []
      question.answers.push({
        grade,
        passage: {
          ...bare,
          id,
          document: id,
          source: 'mediqa',
          title,
          focus: null,
          synonyms: [],
          headings: heading === undefined ? [] : [heading],
          question: null,
          url,
          text: body,
        },
      })
    }
  })
  parser
    .write(gunzipSync(readFileSync(join(folder, `MEDIQA2019-Task3-QA-${file}.xml.gz`))).toString())
    .close()
  return questions
}
