import { SaxesParser, type SaxesTagPlain } from 'saxes'
import type { Problem } from '../../problem.ts'
import { mediqaPassage } from './mediqa-answer.ts'
import type { GivenCandidate, RankingQuestion } from './ranking-question.ts'

interface OpenAnswer {
  readonly id: string
  readonly line: number
  readonly grade: number | null
  readonly systemRank: number | null
  url: string
  text: string
}

interface OpenQuestion {
  readonly id: string
  readonly line: number
  text: string
  readonly candidates: GivenCandidate[]
}

/**
 * Reads the XML of MEDIQA-2019, task 3 (question answering), as it comes: training, validation and test sets; the last has no
 * grades and no ranks of its system, so its answers keep the order of the file as `systemRank`. A question or an answer with
 * something wrong is a problem and left out; XML that is not well-formed ends the reading with a problem.
 */
export async function* readMediqa(
  file: string,
  chunks: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<RankingQuestion | Problem> {
  const reader = new MediqaReader(file)
  for await (const chunk of chunks) {
    if (!reader.write(chunk)) break
    yield* reader.taken()
  }
  reader.close()
  yield* reader.taken()
}

class MediqaReader {
  private readonly file: string
  private readonly parser = new SaxesParser({ xmlns: false })
  private readonly questionIds = new Set<string>()
  private ready: (RankingQuestion | Problem)[] = []
  private question: OpenQuestion | null = null
  private answer: OpenAnswer | null = null
  private inside = ''
  private failed = false

  constructor(file: string) {
    this.file = file
    this.parser.on('opentag', (tag) => this.open(tag))
    this.parser.on('closetag', (tag) => this.closeTag(tag.name))
    this.parser.on('text', (text) => this.add(text))
    this.parser.on('cdata', (text) => this.add(text))
    this.parser.on('error', (fault) => this.fail(fault.message))
  }

  write(chunk: string): boolean {
    if (!this.failed) this.parser.write(chunk)
    return !this.failed
  }

  close(): void {
    if (!this.failed) this.parser.close()
  }

  taken(): readonly (RankingQuestion | Problem)[] {
    const taken = this.ready
    this.ready = []
    return taken
  }

  private open(tag: SaxesTagPlain): void {
    this.inside = tag.name
    if (tag.name === 'Question')
      this.question = {
        id: (tag.attributes.QID ?? '').trim(),
        line: this.parser.line,
        text: '',
        candidates: [],
      }
    if (tag.name === 'Answer')
      this.answer = {
        id: (tag.attributes.AID ?? '').trim(),
        line: this.parser.line,
        grade: numberOf(tag.attributes.ReferenceScore),
        systemRank: numberOf(tag.attributes.SystemRank),
        url: '',
        text: '',
      }
  }

  private add(text: string): void {
    if (this.inside === 'QuestionText' && this.question !== null) this.question.text += text
    if (this.inside === 'AnswerURL' && this.answer !== null) this.answer.url += text
    if (this.inside === 'AnswerText' && this.answer !== null) this.answer.text += text
  }

  private closeTag(name: string): void {
    this.inside = ''
    if (name === 'Answer' && this.answer !== null) this.finishAnswer(this.answer)
    if (name === 'Question' && this.question !== null) this.finishQuestion(this.question)
  }

  private finishAnswer(answer: OpenAnswer): void {
    this.answer = null
    if (this.question === null) return
    const { candidates } = this.question
    const { id, line, grade, systemRank } = answer
    if (id === '') this.report(line, 'AID', 'An answer has no AID.', null, 'an identifier')
    else if (candidates.some((other) => other.passage.id === id))
      this.report(line, 'AID', 'An answer of this AID stands in the question already.', id, 'each AID once')
    else if (answer.text.trim() === '')
      this.report(line, 'AnswerText', 'An answer has no text.', null, 'text')
    else if (grade !== null && !(grade >= 1 && grade <= 4))
      this.report(line, 'ReferenceScore', 'The grade is not one of the four.', String(grade), '1 to 4')
    else
      candidates.push({
        passage: mediqaPassage(id, answer.text, answer.url.trim() || null),
        grade,
        systemRank: systemRank ?? candidates.length + 1,
      })
  }

  private finishQuestion({ id, line, text, candidates }: OpenQuestion): void {
    this.question = null
    if (id === '') this.report(line, 'QID', 'A question has no QID.', null, 'an identifier')
    else if (this.questionIds.has(id))
      this.report(line, 'QID', 'A question of this QID stands in the file already.', id, 'each QID once')
    else if (text.trim() === '') this.report(line, 'QuestionText', 'A question has no text.', null, 'text')
    else {
      this.questionIds.add(id)
      this.ready.push({ id, text: text.trim(), candidates })
    }
  }

  private report(line: number, field: string, message: string, value: string | null, expected: string): void {
    this.ready.push({
      code: 'MEDIQA_RECORD',
      message,
      place: { file: this.file, line, field },
      value,
      expected,
      remedy: 'Correct the record; it was left out.',
    })
  }

  private fail(message: string): void {
    if (this.failed) return
    this.failed = true
    this.ready.push({
      code: 'MEDIQA_XML',
      message: 'The file is not well-formed XML; reading ended here.',
      place: { file: this.file, line: this.parser.line },
      value: message,
      expected: 'the XML of MEDIQA-2019, task 3',
      remedy: 'Fetch the file again: it is cut short or is another file.',
    })
  }
}

function numberOf(written: string | undefined): number | null {
  if (written === undefined || written.trim() === '') return null
  return Number(written)
}
