import { SaxesParser } from 'saxes'
import { type Problem, ProblemError, problem } from '../../../problem.ts'
import type { Limits } from '../limits.ts'
import type { XmlElement } from './element.ts'
import { RecordBuilder } from './record-builder.ts'

/*
 * saxes never reads a document type: what an internal subset declares stays unknown, so that entities cannot expand, and
 * nothing outside the file is opened. Left to bound are depth, the size of a record, and what saxes holds back until its end
 * comes: one text, tag, comment or document type.
 */

/**
 * Reads an XML stream and gives each record as a tree, one at a time: what lies outside of records is not kept.
 *
 * @param isRecord Whether an element is a record, by its own name and those of the elements around it, outermost first.
 * @returns Records, and problems of records that are too large. A text that is not well-formed ends in a ProblemError.
 */
export async function* xmlRecords(
  text: AsyncIterable<string>,
  file: string,
  limits: Limits,
  isRecord: (path: readonly string[]) => boolean,
): AsyncGenerator<XmlElement | Problem> {
  const reading = new Reading(file, limits, isRecord)
  for await (const piece of text) {
    const failed = failure(() => reading.write(piece))
    yield* reading.taken()
    if (failed !== null) throw failed
  }
  const failed = failure(() => reading.close())
  yield* reading.taken()
  if (failed !== null) throw failed
}

/** What was read before a failure is handed on first. */
function failure(run: () => void): ProblemError | null {
  try {
    run()
    return null
  } catch (error) {
    if (error instanceof ProblemError) return error
    throw error
  }
}

class Reading {
  private readonly parser = new SaxesParser()
  private readonly path: string[] = []
  private readonly file: string
  private readonly limits: Limits
  private readonly isRecord: (path: readonly string[]) => boolean
  private found: (XmlElement | Problem)[] = []
  /** Where in the text the last record ended. */
  private foundAt = -1
  private record: { readonly builder: RecordBuilder; readonly depth: number } | null = null
  private heldBack = 0
  private closing = false

  constructor(file: string, limits: Limits, isRecord: (path: readonly string[]) => boolean) {
    this.file = file
    this.limits = limits
    this.isRecord = isRecord
    this.parser.on('error', ({ message }) => this.notWellFormed(message))
    this.parser.on('opentag', ({ name, attributes }) => this.open(name, attributes))
    this.parser.on('closetag', () => this.shut())
    for (const event of ['text', 'cdata'] as const)
      this.parser.on(event, (text) => {
        this.heldBack = 0
        this.record?.builder.text(text)
      })
    for (const event of ['comment', 'doctype'] as const)
      this.parser.on(event, () => {
        this.heldBack = 0
      })
  }

  write(piece: string): void {
    this.heldBack += piece.length
    this.parser.write(piece)
    if (this.heldBack > this.limits.recordCharacters)
      throw problem('SOURCE_TOO_LARGE', 'A text, tag or comment of the file is too large.', 'Split it.', {
        place: { file: this.file, line: this.parser.line },
        expected: `at most ${this.limits.recordCharacters} characters`,
      })
  }

  close(): void {
    this.closing = true
    this.parser.close()
  }

  taken(): readonly (XmlElement | Problem)[] {
    const { found } = this
    this.found = []
    return found
  }

  private open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.heldBack = 0
    this.path.push(name)
    const { line } = this.parser
    if (this.path.length > this.limits.depth)
      throw problem(
        'SOURCE_TOO_DEEP',
        'Elements of the file lie too deep within each other.',
        'Look whether it is what it seems to be.',
        {
          place: { file: this.file, line },
          value: name,
          expected: `at most ${this.limits.depth} within each other`,
        },
      )
    if (this.record === null && this.isRecord(this.path))
      this.record = {
        builder: new RecordBuilder(line, this.limits.recordCharacters),
        depth: this.path.length,
      }
    this.record?.builder.open(name, attributes, line)
  }

  private shut(): void {
    this.heldBack = 0
    const { record } = this
    const depth = this.path.length
    const name = this.path.pop() ?? ''
    if (record === null) return
    record.builder.close()
    if (depth !== record.depth) return
    this.record = null
    this.foundAt = this.parser.position
    this.found.push(record.builder.finish() ?? this.recordTooLarge(name, record.builder.line))
  }

  private recordTooLarge(name: string, line: number): Problem {
    return {
      code: 'SOURCE_RECORD_TOO_LARGE',
      message: `A record (${name}) is too large and left out.`,
      place: { file: this.file, line },
      value: null,
      expected: `at most ${this.limits.recordCharacters} characters with its markup`,
      remedy: 'Split it.',
    }
  }

  private notWellFormed(message: string): never {
    // saxes closes what a wrong end tag leaves open before it says so: such a record is not whole.
    if (this.foundAt === this.parser.position) this.found.pop()
    const place = { file: this.file, line: this.parser.line }
    if (this.closing)
      throw problem('SOURCE_TRUNCATED', 'The file ends before its last element does.', 'Download it again.', {
        place,
        value: this.path.at(-1) ?? null,
      })
    throw problem('SOURCE_XML', 'The file is not well-formed XML from here on.', 'Download it again.', {
      place,
      // saxes puts line and column first.
      value: message.replace(/^[\d:]+\s*/, ''),
    })
  }
}
