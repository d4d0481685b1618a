import { SectionWriter } from '../blocks/section-writer.ts'
import type { Section } from '../source-document.ts'

/*
 * Answers of MedQuAD were made from web pages whose markup is lost. What is left of it is white space: a line feed or three
 * spaces and more end a paragraph, and a hyphen behind two spaces or at the start of a line begins a list entry.
 */
const boundary = /\s*\n\s*|\s{3,}|\s{2,}(?=[-•]\s)/

/** The parts of an answer as paragraphs and list entries under one heading. */
export function answerSections(answer: string, heading: string): readonly Section[] {
  const writer = new SectionWriter()
  writer.under(heading, () => {
    for (const part of answer.trim().split(boundary)) {
      const entry = /^[-•]\s+(.*)$/s.exec(part)
      if (entry === null) writer.paragraph(part === '-' || part === '•' ? '' : part)
      else writer.entry(entry[1] ?? '')
    }
  })
  return writer.sections()
}
