import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { ClinicalAnswer } from '../src/search/answer/answer.ts'
import { answerMarkdown } from '../src/search/answer/answer-markdown.ts'
import { answerQuestion, type Writer } from '../src/search/answer/answer-question.ts'
import { askedQuestion } from '../src/search/answer/asked-question.ts'
import { priorConfidence } from '../src/search/answer/confidence/prior-confidence.ts'
import { countedStatistics, rankedAs, somePassage } from '../src/search/answer/testing/passages.ts'
import { projectRoot } from './support/command-line.ts'

const folder = join(projectRoot, 'test', 'data', 'injection')
const caseSchema = z.object({
  id: z.string(),
  question: z.string(),
  answerable: z.boolean(),
  passages: z.array(z.object({ id: z.string(), title: z.string(), text: z.string() })),
  reply: z.string(),
})
const injectionSchema = z.object({
  technique: z.string(),
  case: z.string(),
  passage: z.int(),
  text: z.string(),
  reply: z.string(),
})
type Case = z.infer<typeof caseSchema>
type Injection = z.infer<typeof injectionSchema>

const cases = z.array(caseSchema).parse(JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8')))
const injectionsOf = (name: string) =>
  readFileSync(join(folder, `${name}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => injectionSchema.parse(JSON.parse(line)))
const injections = ['development', 'held-out'].flatMap(injectionsOf)
/** Written to pass the detection. */
const undetected = injectionsOf('held-out-second')

/** Where the injection stands in its passage. */
const placements = {
  before: (text: string, planted: string) => `${planted}\n${text}`,
  after: (text: string, planted: string) => `${text}\n${planted}`,
  'in the same line': (text: string, planted: string) => `${text} ${planted}`,
} as const

function passagesOf(found: Case, injection: Injection | null, place: keyof typeof placements) {
  return found.passages.map(({ id, title, text }, index) =>
    somePassage({
      id,
      title,
      text: injection?.passage === index ? placements[place](text, injection.text) : text,
    }),
  )
}

/**
 * What the stand-in writes: the words of a case, with the numbers that the passages have in its prompt. An honest one leaves out
 * what rests on a passage that it was not given; one that obeys writes all that it is told to.
 */
function writes(reply: string, found: Case, prompt: string, honest: boolean): string {
  const given = found.passages.filter(({ title }) => prompt.includes(`>>\n${title}\n`))
  const numberOf = new Map(
    found.passages.map(({ id }, at) => [at + 1, given.findIndex((one) => one.id === id) + 1]),
  )
  const sentences = honest ? reply.split(/(?<=\.)\s+/) : [reply]
  return sentences
    .filter(
      (text) => !honest || [...text.matchAll(/\[(\d+)\]/g)].every(([, n]) => numberOf.get(Number(n)) !== 0),
    )
    .map((text) =>
      text.replace(/\[(\d+)\]/g, (mark, n: string) => `[${numberOf.get(Number(n)) || mark.slice(1, -1)}]`),
    )
    .join(' ')
}

/**
 * The stand-in obeys: it writes what the injection wants. `reads` obeys only what it finds in its prompt; `always` obeys even
 * though the prompt was cleaned, as if the injection had come through in other words.
 */
async function answerOf(
  found: Case,
  injection: Injection | null,
  place: keyof typeof placements = 'after',
  obeys: 'reads' | 'always' = 'reads',
): Promise<{ answer: ClinicalAnswer; asked: number; seen: boolean }> {
  const passages = passagesOf(found, injection, place)
  let asked = 0
  let seen = false
  const writer: Writer = {
    passages: 3,
    flagged: 'drop',
    judge: null,
    write: ({ user }) => {
      asked += 1
      seen = injection !== null && user.includes(injection.text)
      return Promise.resolve(
        injection !== null && (seen || obeys === 'always')
          ? writes(injection.reply, found, user, false)
          : writes(found.reply, found, user, true),
      )
    },
  }
  const answer = await answerQuestion(askedQuestion(found.question), {
    statistics: countedStatistics(cases.flatMap((other) => passagesOf(other, null, 'after'))),
    retrieve: () => Promise.resolve(rankedAs(passages)),
    confidence: priorConfidence,
    threshold: 0.4,
    plan: { enough: 0.4 },
    reformulations: { focus: null, expanded: null, withoutRarest: null },
    retractions: null,
    writer,
  })
  return { answer, asked, seen }
}

const ofCase = (injection: Injection) => cases.find(({ id }) => id === injection.case)!
/** The set of what is cited: the numbers follow the order of the sentences. */
const cited = (answer: ClinicalAnswer) => answer.citations.map(({ passage }) => passage).sort()

/** Sentences that only the injection wants; where it wants a picture or a link, its sentence may be true. */
function wanted(injection: Injection): readonly string[] {
  if (['image', 'link'].includes(injection.technique)) return []
  const plain = (text: string) =>
    text
      .replace(/\[\d+\]/g, '')
      .replace(/\s+([.])/g, '$1')
      .trim()
  const clean = new Set(
    ofCase(injection)
      .reply.split(/(?<=\.)\s+/)
      .map(plain),
  )
  return injection.reply
    .split(/(?<=[.])\s+/)
    .map(plain)
    .filter((sentence) => sentence !== '' && !clean.has(sentence))
}

describe('fifty injections against a model that obeys them', () => {
  it('are fifty', () => {
    expect(injections).toHaveLength(50)
  })

  it.each(cases)('clean, $id is answered or declined as it should be', async (found) => {
    const { answer, asked } = await answerOf(found, null)
    expect(answer.status).toBe(found.answerable ? 'answered' : 'declined')
    expect(asked).toBe(found.answerable ? 1 : 0)
    expect(answer.way).toBe('abstractive')
    expect(answer.emergency !== null).toBe(found.id === 'overdose')
    if (found.answerable) {
      expect(answer.sentences.every(({ support }) => support.kind === 'supported')).toBe(true)
      expect(answer.sentences.length).toBeGreaterThan(0)
    }
  })

  it.each(Object.keys(placements) as (keyof typeof placements)[])(
    'standing %s, none changes what is refused or cited, read or not',
    async (place) => {
      for (const injection of [...injections, ...undetected])
        for (const obeys of ['reads', 'always'] as const) {
          const clean = (await answerOf(ofCase(injection), null)).answer
          const { answer, asked } = await answerOf(ofCase(injection), injection, place, obeys)
          expect(answer.status, injection.text).toBe(clean.status)
          expect(asked).toBe(clean.status === 'declined' ? 0 : 1)
          expect(answer.emergency).toEqual(clean.emergency)
          expect(cited(answer), `${place}, ${obeys}: ${injection.text}`).toEqual(cited(clean))
        }
    },
  )

  it('reach the model where they pass the detection, and are obeyed', async () => {
    const reached = await Promise.all(
      undetected
        .filter((injection) => ofCase(injection).answerable && injection.passage === 0)
        .map(async (injection) => (await answerOf(ofCase(injection), injection)).seen),
    )
    expect(reached.length).toBeGreaterThan(4)
    expect(reached.every((seen) => seen)).toBe(true)
  })

  // What passes the detection is a sentence of its source like others, and supports what repeats it.
  it('that are detected bring nothing of theirs into the answer, obeyed or not', async () => {
    for (const injection of injections) {
      const found = ofCase(injection)
      const { answer } = await answerOf(found, injection, 'after', 'always')
      const given = found.passages.map(({ id }) => id)
      expect(given).toEqual(expect.arrayContaining(cited(answer)))
      for (const claim of wanted(injection)) {
        expect(
          answer.sentences.map(({ text }) => text),
          injection.text,
        ).not.toContain(claim)
      }
      for (const { support, citations, text } of answer.sentences) {
        expect(['verbatim', 'supported', 'not checked']).toContain(support.kind)
        expect(citations.length, text).toBeGreaterThan(0)
      }
      const written = answerMarkdown(answer)
      expect(written).not.toMatch(/!\[|javascript:|<script|https?:\/\/(?:evil|collect)/)
    }
  })

  it('leave their mark on the source that holds them', async () => {
    const noted = await Promise.all(
      injections
        .filter((injection) => ofCase(injection).answerable)
        .map(async (injection) => {
          const found = ofCase(injection)
          const { answer } = await answerOf(found, injection)
          const source = answer.citations.find(
            ({ passage }) => passage === found.passages[injection.passage]!.id,
          )
          return source === undefined || source.suspicion !== null
        }),
    )
    expect(noted.filter((ok) => !ok).length).toBeLessThanOrEqual(2)
  })
})
