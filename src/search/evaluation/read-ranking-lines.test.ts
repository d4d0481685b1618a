import { expect, it } from 'vitest'
import { passageSchema } from '../corpus/passage.ts'
import { readRankingLines } from './read-ranking-lines.ts'

const lines = (name: string, ...records: unknown[]) => ({
  name,
  text: records.map((record) => (typeof record === 'string' ? record : JSON.stringify(record))).join('\n'),
})

it('joins candidates to their questions, in the order of the questions', () => {
  const { questions, problems } = readRankingLines(
    lines('q.jsonl', { id: 'q2', text: 'Second?' }, { id: 'q1', text: 'First?' }),
    lines(
      'c.jsonl',
      { question: 'q1', id: 'a', text: 'Yes.', title: 'Gout', headings: ['Treatment'], grade: 3 },
      { question: 'q2', id: 'a', text: 'No.', focus: 'gout', systemRank: 2 },
    ),
  )
  expect(problems).toEqual([])
  expect(questions.map(({ id, candidates }) => [id, candidates.length])).toEqual([
    ['q2', 1],
    ['q1', 1],
  ])
  expect(questions[1]?.candidates[0]).toMatchObject({
    grade: 3,
    systemRank: null,
    passage: { title: 'Gout', headings: ['Treatment'] },
  })
  for (const { candidates } of questions) for (const { passage } of candidates) passageSchema.parse(passage)
})

it('names each line that is wrong and reads the rest', () => {
  const { questions, problems } = readRankingLines(
    lines(
      'q.jsonl',
      { id: 'q1', text: 'First?' },
      { id: 'q1', text: 'Again?' },
      { id: '', text: 'x' },
      '{',
      '{"id":"a","id":"b","text":"x"}',
    ),
    lines(
      'c.jsonl',
      { question: 'q9', id: 'a', text: 'x' },
      { question: 'q1', id: 'a', text: 'x', grade: 9 },
      { question: 'q1', id: 'b', text: 'x' },
      { question: 'q1', id: 'b', text: 'y' },
    ),
  )
  expect(problems.map(({ code, place }) => [code, place.file, place.line, place.field])).toEqual([
    ['RANKING_REPEATED', 'q.jsonl', 2, 'id'],
    ['RANKING_LINE', 'q.jsonl', 3, 'id'],
    ['RANKING_LINE', 'q.jsonl', 4, undefined],
    ['JSON_NAME_REPEATED', 'q.jsonl', 5, 'id'],
    ['RANKING_LINE', 'c.jsonl', 1, 'question'],
    ['RANKING_LINE', 'c.jsonl', 2, 'grade'],
    ['RANKING_REPEATED', 'c.jsonl', 4, 'id'],
  ])
  expect(questions).toMatchObject([{ id: 'q1', candidates: [{ passage: { id: 'b', text: 'x' } }] }])
})
