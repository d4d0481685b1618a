import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { testData } from '../../../test/support/test-data.ts'
import type { Problem } from '../../problem.ts'
import type { RankingQuestion } from './ranking-question.ts'
import { readMediqa } from './read-mediqa.ts'

const answer = (id: string, attributes: string, text: string) =>
  `<Answer AID="${id}" ${attributes}><AnswerURL>https://a.org/x</AnswerURL><AnswerText>${text}</AnswerText></Answer>`
const question = (id: string, text: string, answers: string) =>
  `<Question QID="${id}">\n<QuestionText>${text}</QuestionText>\n<AnswerList>\n${answers}\n</AnswerList>\n</Question>\n`

async function read(...chunks: string[]) {
  const questions: RankingQuestion[] = []
  const problems: Problem[] = []
  for await (const one of readMediqa('set.xml', chunks)) {
    if ('code' in one) problems.push(one)
    else questions.push(one)
  }
  return { questions, problems }
}

describe('readMediqa', () => {
  const first = question(
    '1',
    'Can I eat &amp; drink?',
    answer('1_A1', 'SystemRank="2" ReferenceRank="1" ReferenceScore="4"', 'Diet: Yes &lt; all.') +
      answer('1_A2', 'SystemRank="1" ReferenceRank="2" ReferenceScore="1"', 'No.'),
  )

  it('reads the same however the text is cut', async () => {
    const whole = `<?xml version="1.0"?><Set>${first}</Set>`
    const once = await read(whole)
    expect(once.problems).toEqual([])
    expect(once.questions).toMatchObject([
      {
        id: '1',
        text: 'Can I eat & drink?',
        candidates: [
          { passage: { id: '1_A1', title: 'Diet', text: 'Yes < all.' }, grade: 4, systemRank: 2 },
          { passage: { id: '1_A2', text: 'No.' }, grade: 1, systemRank: 1 },
        ],
      },
    ])
    expect(await read(...whole)).toEqual(once)
  })

  it('takes the order of the file for the system’s where a test set gives no ranks', async () => {
    const { questions } = await read(
      `<Set>${question('7', 'Q', answer('a', '', 'x') + answer('b', '', 'y'))}</Set>`,
    )
    expect(questions[0]?.candidates.map(({ grade, systemRank }) => [grade, systemRank])).toEqual([
      [null, 1],
      [null, 2],
    ])
  })

  it('leaves out what is wrong and says where', async () => {
    const { questions, problems } = await read(
      `<Set>\n${question('1', 'Q', answer('a', 'ReferenceScore="5"', 'x') + answer('b', '', ' ') + answer('c', '', 'y') + answer('c', '', 'z'))}${question('1', 'again', '')}${question('2', ' ', '')}</Set>`,
    )
    expect(questions.map(({ id, candidates }) => [id, candidates.length])).toEqual([['1', 1]])
    expect(problems.map(({ place }) => place.field)).toEqual([
      'ReferenceScore',
      'AnswerText',
      'AID',
      'QID',
      'QuestionText',
    ])
    expect(problems[3]?.place.line).toBe(8)
  })

  it('keeps what came before a file breaks off', async () => {
    const { questions, problems } = await read(`<Set>${first}<Question QID="2"><Ques`)
    expect(questions.map(({ id }) => id)).toEqual(['1'])
    expect(problems.map(({ code }) => code)).toEqual(['MEDIQA_XML'])
  })

  const folder = testData('mediqa2019')
  it.skipIf(folder === null)('reads every answer of the published sets', async () => {
    for (const name of ['TrainingSet1-LiveQAMed', 'TrainingSet2-Alexa', 'ValidationSet', 'TestSet']) {
      const file = join(folder ?? '', `MEDIQA2019-Task3-QA-${name}.xml.gz`)
      const xml = gunzipSync(readFileSync(file)).toString('utf8')
      const { questions, problems } = await read(xml)
      expect(problems).toEqual([])
      expect(questions.length).toBe(xml.match(/<Question /g)?.length)
      const answers = questions.reduce((sum, one) => sum + one.candidates.length, 0)
      expect(answers).toBe(xml.match(/<Answer /g)?.length)
    }
  })
})
