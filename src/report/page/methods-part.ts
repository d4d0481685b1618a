import { escapeText } from '../escape.ts'
import { methodNotes } from '../method-notes.ts'
import type { CitedSentence } from '../methods.ts'
import type { PageContext } from './context.ts'

/** The methods in words, the notes that tables point to, and the literature. */
export function methodsPart(context: PageContext): string {
  const { paragraphs, references } = context.methods
  const sentence = ({ text, cites }: CitedSentence) =>
    `${escapeText(text.replace(/\.$/, ''))}${context.citation(cites)}.`
  const notes = methodNotes(context.results).map(
    (note, index) =>
      `<li id="note-${index + 1}"><span class="number">M${index + 1}</span> <strong>${note.title}.</strong> ${escapeText(note.text)}${context.citation(note.cites)}</li>`,
  )
  const literature = references.map(({ reference }, index) => {
    const doi =
      reference.doi === null
        ? ''
        : ` <a href="https://doi.org/${escapeText(reference.doi)}">doi:${escapeText(reference.doi)}</a>`
    return `<li id="reference-${index + 1}"><span class="number">${index + 1}</span> ${escapeText(reference.text)}${doi}</li>`
  })
  return [
    '<section id="methods">',
    '<h2>Methods</h2>',
    ...paragraphs.map((paragraph) => `<p>${paragraph.map(sentence).join(' ')}</p>`),
    '<h3 id="notes">Notes on the numbers</h3>',
    `<ol class="notes">${notes.join('\n')}</ol>`,
    '<h3 id="references">References</h3>',
    `<ol class="notes">${literature.join('\n')}</ol>`,
    '</section>',
  ].join('\n')
}
