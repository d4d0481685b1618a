import type { ReactNode } from 'react'
import type { AskedAnswer, AskSentence } from '../../../src/server/contract/ask.ts'
import { keyed } from '../../desk/parts/keyed.ts'
import { type TableRows, tableRows } from '../words/table-rows.ts'
import { pathWords, visible } from '../words/visible.ts'

/** Which citation was opened: the passage, and the sentence where it was; null from the list of sources. */
export interface OpenedCitation {
  readonly answer: number
  readonly passage: string
  readonly sentence: number | null
}

interface Props {
  readonly place: number
  readonly asked: AskedAnswer
  readonly opened: OpenedCitation | null
  readonly open: (citation: OpenedCitation) => void
}

/** The sources of an answer as they are numbered: those that it cites, or the nearest ones. */
export function sourcesOf(answer: AskedAnswer['answer']): AskedAnswer['answer']['citations'] {
  return answer.status === 'answered' ? answer.citations : answer.nearest
}

/** What was found: sentences with the numbers of their sources, or why there is no answer. */
export function AnswerText({ place, asked: { answer }, opened, open }: Props) {
  const sources = sourcesOf(answer)
  const numbers = new Map(sources.map(({ passage }, index) => [passage, index + 1]))
  const isOpen = (passage: string, sentence: number | null) =>
    opened?.answer === place && opened.passage === passage && opened.sentence === sentence
  const cite = (sentence: number) => (passage: string) => {
    const source = sources.find((one) => one.passage === passage)
    if (source === undefined) return null
    return (
      <button
        key={passage}
        type="button"
        className="cite"
        aria-label={`Source ${numbers.get(passage)}: ${pathWords(source)}`}
        aria-expanded={isOpen(passage, sentence)}
        onClick={() => open({ answer: place, passage, sentence })}
      >
        {numbers.get(passage)}
      </button>
    )
  }
  return (
    <>
      {answer.decline !== null && (
        <p className="declined">
          <strong>No answer.</strong> {answer.decline.words}
        </p>
      )}
      {paragraphs(answer.sentences).map(({ key, entries, table, sentences }) =>
        table !== null ? (
          <RowTable key={key} table={table} sentences={sentences} cite={cite} />
        ) : entries ? (
          <ul key={key}>
            {sentences.map(({ key: number, one }) => (
              <li key={number}>
                <Sentence one={one} cite={cite(number)} />
              </li>
            ))}
          </ul>
        ) : (
          <p key={key}>
            {sentences.map(({ key: number, one }) => (
              <Sentence key={number} one={one} cite={cite(number)} />
            ))}
          </p>
        ),
      )}
      {sources.length > 0 && (
        <>
          <h3>{answer.status === 'answered' ? 'Sources' : 'Nearest sources'}</h3>
          <ol className="sources">
            {sources.map((source) => (
              <li key={source.passage}>
                <button
                  type="button"
                  className="source"
                  aria-expanded={isOpen(source.passage, null)}
                  onClick={() => open({ answer: place, passage: source.passage, sentence: null })}
                >
                  {pathWords(source)}
                </button>
                {source.date !== null && <span className="small date"> {source.date}</span>}
                {source.check.retraction.status === 'retracted' && (
                  <strong className="flag"> Retracted.</strong>
                )}
                {source.check.retraction.status === 'questioned' && (
                  <strong className="flag"> Questioned: expression of concern.</strong>
                )}
                {source.suspicion !== null && (
                  <span className="small"> Some of its words were kept out: they speak to a machine.</span>
                )}
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  )
}

interface RowTableProps {
  readonly table: TableRows
  readonly sentences: readonly NumberedSentence[]
  readonly cite: (sentence: number) => (passage: string) => ReactNode
}

/** Rows of a source's table under the names of its columns, each with its citation. */
function RowTable({ table: { columns, rows }, sentences, cite }: RowTableProps) {
  // The head of the source's table is a sentence of its own; its citation stands with the names.
  const head = sentences.length > rows.length ? sentences[0] : undefined
  const body = sentences.slice(sentences.length - rows.length)
  return (
    <div className="rows">
      <table>
        <thead>
          <tr>
            {keyed(columns).map(({ key, one }) => (
              <th key={key} scope="col">
                <bdi>{visible(one)}</bdi>
              </th>
            ))}
            <th scope="col">
              <span className="hidden">Source</span>
              {head?.one.citations.map(cite(head.key))}
            </th>
          </tr>
        </thead>
        <tbody>
          {keyed(rows).map(({ key, one: cells }) => (
            <tr key={key}>
              {keyed(cells).map(({ key: column, one }) => (
                <td key={column}>
                  <bdi>{visible(one)}</bdi>
                </td>
              ))}
              <td>
                <Marks one={body[key]?.one} cite={cite(body[key]?.key ?? 0)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface SentenceProps {
  readonly one: AskSentence
  readonly cite: (passage: string) => ReactNode
}

function Sentence({ one, cite }: SentenceProps) {
  return (
    <>
      <bdi>{visible(one.text).replace(/^[-–•*·]\s*/, '')}</bdi>
      <Marks one={one} cite={cite} />{' '}
    </>
  )
}

/** The sources of a sentence, and what the check against them found. */
function Marks({
  one,
  cite,
}: {
  readonly one: AskSentence | undefined
  readonly cite: SentenceProps['cite']
}) {
  if (one === undefined) return null
  const { citations, support } = one
  return (
    <>
      {citations.map(cite)}
      {support.kind === 'not checked' && (
        <span className="flag"> [not checked against the sources: {support.why}]</span>
      )}
      {support.kind === 'flagged' && (
        <strong className="flag"> [not supported by its sources: {support.why.join('; ')}]</strong>
      )}
    </>
  )
}

interface NumberedSentence {
  readonly key: number
  readonly one: AskSentence
}

interface Paragraph {
  readonly key: number
  readonly entries: boolean
  /** Null where the sentences are no rows of one table. */
  readonly table: TableRows | null
  readonly sentences: readonly NumberedSentence[]
}

/** Sentences of one passage run on; entries are lists, rows a table; a change of the passage begins a paragraph. */
function paragraphs(sentences: readonly AskSentence[]): readonly Paragraph[] {
  const out: { key: number; kind: AskSentence['kind']; sentences: NumberedSentence[] }[] = []
  for (const numbered of keyed(sentences)) {
    const { one, key } = numbered
    const last = out.at(-1)
    const before = last?.sentences.at(-1)?.one
    const goesOn =
      last?.kind === one.kind && (one.kind === 'entry' || before?.citations[0] === one.citations[0])
    if (last !== undefined && goesOn) last.sentences.push(numbered)
    else out.push({ key, kind: one.kind, sentences: [numbered] })
  }
  return out.map(({ key, kind, sentences: own }) => ({
    key,
    entries: kind !== 'sentence',
    table: kind === 'row' ? tableRows(own.map(({ one }) => one.text)) : null,
    sentences: own,
  }))
}
