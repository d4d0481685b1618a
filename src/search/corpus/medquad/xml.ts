import { decodeText } from '../bytes/decode-text.ts'
import { type Loaded, recordProblem } from '../loaded.ts'
import type { Loader } from '../loader.ts'
import { stemOf } from '../source-file.ts'
import { at, elements, plainText, within, type XmlElement } from '../xml/element.ts'
import { xmlRecords } from '../xml/read-records.ts'
import { PairIds, pairDocument } from './pair.ts'

/** Names of the elements in the documents of MedQuAD, and in the few that keep an older form. */
const forms = [
  { root: 'Document', focus: 'Focus', pairs: ['QAPairs', 'QAPair'], question: 'Question', answer: 'Answer' },
  {
    root: 'DiseaseFile',
    focus: 'Focus',
    pairs: ['QAPairs', 'QAPair'],
    question: 'Question',
    answer: 'Answer',
  },
  {
    root: 'doc',
    focus: 'doctitle-focus',
    pairs: ['qaPairs', 'pair'],
    question: 'question',
    answer: 'answer',
  },
] as const

/**
 * A document of MedQuAD in XML: one focus with its questions and answers, each pair a document. Its id is that of the
 * JSONL form, `<folder>/<file>/<question>`; a pair whose answer was taken out for copyright is left out.
 */
export const loadMedquadXml: Loader = async function* ({ file, head, bytes, limits }) {
  const ids = new PairIds()
  const document = [file.folder, stemOf(file.name)].filter((part) => part !== null).join('/')
  for await (const root of xmlRecords(
    decodeText(bytes, head, file.name),
    file.name,
    limits,
    (path) => path.length === 1,
  )) {
    if ('code' in root) {
      yield { kind: 'problem', problem: root }
      continue
    }
    const form = forms.find(({ root: name }) => name === root.name) ?? forms[0]
    const [list, pair] = form.pairs
    for (const [index, element] of elements(at(root, list), pair).entries()) {
      const question = at(element, form.question)
      const id = question?.attributes.qid ?? ''
      const place = { file: file.name, line: element.line, field: `${pair} ${index + 1}` }
      if (question === null || id === '') {
        yield {
          kind: 'problem',
          problem: recordProblem(
            place,
            'The pair has no question with an id.',
            null,
            `${form.question} with qid`,
          ),
        }
        continue
      }
      yield pairDocument(
        {
          id: ids.unique(`${document}/${id}`, document),
          focus: plainText(at(root, form.focus)) ?? '',
          synonyms: synonymsOf(root),
          question: plainText(question) ?? '',
          kind: question.attributes.qtype ?? '',
          answer:
            at(element, form.answer)
              ?.children.filter((node) => typeof node === 'string')
              .join('') ?? '',
          url: root.attributes.url ?? null,
        },
        place,
        limits,
      ) satisfies Loaded
    }
  }
}

function synonymsOf(root: XmlElement): readonly string[] {
  return within(root, 'Synonym').map((synonym) => plainText(synonym) ?? '')
}
