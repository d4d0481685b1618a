/**
 * What the identifier screen finds, and what it stops for nothing: on the labelled sentences of test/data/screen, on
 * names, numbers and addresses that another program invents (@faker-js/faker, every entry of its lists alike), and on
 * real questions of the public sets, where nearly every finding is a false one. Figures only, never a text.
 * Peer: one pass of a plain e-mail pattern over the same questions.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { allFakers, type Faker } from '@faker-js/faker'
import { z } from 'zod'
import { identifierKinds } from '../src/items/screen/identifier-kinds.ts'
import { screenText } from '../src/items/screen/screen-text.ts'
import { labelledSentences } from '../src/items/screen/testing/labelled-sentences.ts'
import { measureScreen } from '../src/items/screen/testing/measure-screen.ts'
import { testData } from '../test/support/test-data.ts'

for (const name of ['development', 'held-out']) labelled(name)
invented()
realQuestions()

function labelled(name: string): void {
  const file = new URL(`../test/data/screen/${name}.txt`, import.meta.url)
  const measure = measureScreen(labelledSentences(readFileSync(file, 'utf8')))
  print(`${name}.txt: ${measure.sentences} sentences, ${measure.sentences - measure.clean} with identifiers`)
  print(`${''.padEnd(32)}labels  stopped  recall  precision`)
  for (const { kind, labels, stopped, named, findings, right } of measure.kinds) {
    const cells = [labels, stopped, share(named, labels), share(right, findings)]
    print(identifierKinds[kind].padEnd(30) + cells.map((cell) => String(cell).padStart(8)).join(''))
  }
  print(`sentences without an identifier: ${measure.falselyStopped} of ${measure.clean} stopped\n`)
}

type Sentence = (faker: Faker) => readonly [before: string, identifier: string, after: string]

function invented(): void {
  const locales = [
    'en',
    'en_GB',
    'en_IN',
    'en_NG',
    'de',
    'fr',
    'es',
    'it',
    'pl',
    'nl',
    'sv',
    'pt_BR',
    'tr',
    'cs_CZ',
  ] as const
  const each = 300
  const full = (faker: Faker) => `${faker.person.firstName()} ${faker.person.lastName()}`
  const sentences: Readonly<Record<string, Sentence>> = {
    'name after a title': (f) => [
      'Can ',
      `Mrs ${f.person.lastName()}`,
      ' take clarithromycin with warfarin?',
    ],
    'name after "patient"': (f) => ['Please advise on patient ', full(f), ' with atrial fibrillation.'],
    'first and last name alone': (f) => ['Is metformin safe for ', full(f), ' with an eGFR of 28?'],
    'first name alone': (f) => ['How much insulin should ', f.person.firstName(), ' take at night?'],
    'telephone after a word': (f) => ['Call ', f.phone.number(), ' with the result.'],
    'telephone alone': (f) => ['The daughter (', f.phone.number(), ') wants to know the result.'],
    'street after "house at"': (f) => ['The house at ', f.location.streetAddress(), ' has mould.'],
    'street alone': (f) => ['Send it to ', f.location.streetAddress(), ' today.'],
    'town after "lives in"': (f) => ['She lives in ', f.location.city(), ' and keeps birds.'],
    'e-mail': (f) => ['Write to ', f.internet.email(), ' about HRT.'],
    'web address': (f) => ['See ', f.internet.url(), ' for the echo.'],
    'IP address, 4 and 6': (f) => [
      'Booked from ',
      f.helpers.arrayElement([f.internet.ipv4(), f.internet.ipv6()]),
      ' at night.',
    ],
    IBAN: (f) => ['Refund to ', f.finance.iban({ formatted: true }), ' please.'],
    'payment card': (f) => ['Charged to ', f.finance.creditCardNumber('visa'), ' twice.'],
    'hardware address': (f) => ['The monitor ', f.internet.mac(), ' has gaps.'],
    UUID: (f) => ['Order ', f.string.uuid(), ' twice.'],
  }
  print(
    `invented by @faker-js/faker, ${each} in each of ${locales.length} locales: share stopped (lowest, highest locale)`,
  )
  for (const [name, make] of Object.entries(sentences)) {
    const shares = locales.map((locale) => {
      const faker = allFakers[locale]
      faker.seed(1)
      const found = Array.from({ length: each }, () => stops(make(faker))).filter((hit) => hit).length
      return found / each
    })
    const mean = shares.reduce((sum, one) => sum + one, 0) / shares.length
    print(
      `${name.padEnd(30)}${percent(mean)} (${percent(Math.min(...shares))}, ${percent(Math.max(...shares))})`,
    )
  }
  print('')
}

function stops([before, identifier, after]: ReturnType<Sentence>): boolean {
  const start = before.length
  const end = start + identifier.length
  return screenText(before + identifier + after).some((finding) => finding.start < end && finding.end > start)
}

function realQuestions(): void {
  const sets = [
    ...mirage(),
    ...lines(
      'k-qa',
      'questions_w_answers.jsonl',
      z.object({ Question: z.string() }).transform((row) => row.Question),
    ),
    ...lines(
      'real-pocqi',
      'questions.jsonl',
      z.object({ question_text: z.string() }).transform((row) => row.question_text),
    ),
    ...healthbench(),
  ]
  if (sets.length === 0) return
  print('real questions (findings are false but for the few that quote a date, a web address or a letter):')
  let seconds = 0
  for (const { name, texts } of sets) {
    const started = performance.now()
    const found = texts.map((text) => screenText(text))
    seconds += (performance.now() - started) / 1000
    const kinds = new Map<string, number>()
    for (const { kind } of found.flat()) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    const stopped = found.filter((findings) => findings.length > 0).length
    const listed = [...kinds].sort(([, left], [, right]) => right - left).map(([kind, n]) => `${kind} ${n}`)
    print(
      `${name.padEnd(18)}${String(texts.length).padStart(6)} questions, ${((1000 * stopped) / texts.length).toFixed(1).padStart(5)} per 1,000 stopped: ${listed.join(', ')}`,
    )
  }
  const all = sets.flatMap(({ texts }) => texts)
  const started = performance.now()
  for (const text of all) text.match(/[\w.+-]{1,64}@[\w-]+\.\w+/g)
  const plain = (performance.now() - started) / 1000
  print(
    `${all.length} questions screened in ${seconds.toFixed(1)} s, ${Math.round(all.length / seconds)} a second; ratio to one plain pattern ${(seconds / plain).toFixed(0)}`,
  )
}

interface QuestionSet {
  readonly name: string
  readonly texts: readonly string[]
}

function mirage(): QuestionSet[] {
  const folder = testData('mirage')
  if (folder === null) return []
  const schema = z.record(
    z.string(),
    z.record(z.string(), z.object({ question: z.string(), options: z.record(z.string(), z.string()) })),
  )
  const sets = schema.parse(
    JSON.parse(gunzipSync(readFileSync(join(folder, 'benchmark.rebuilt.json.gz'))).toString()),
  )
  return Object.entries(sets).map(([name, questions]) => ({
    name: `mirage ${name}`,
    texts: Object.values(questions).map(({ question, options }) =>
      [question, ...Object.values(options)].join('\n'),
    ),
  }))
}

function healthbench(): QuestionSet[] {
  const schema = z
    .object({ prompt: z.array(z.object({ content: z.string() })) })
    .transform(({ prompt }) => prompt.map(({ content }) => content).join('\n'))
  return lines('healthbench', 'm42_sample100_generations.jsonl.gz', schema)
}

function lines(name: string, file: string, schema: z.ZodType<string>): QuestionSet[] {
  const folder = testData(name)
  if (folder === null) return []
  const bytes = readFileSync(join(folder, file))
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()
  return [
    {
      name,
      texts: text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => schema.parse(JSON.parse(line))),
    },
  ]
}

function share(part: number, whole: number): string {
  return whole === 0 ? '–' : percent(part / whole)
}

function percent(value: number): string {
  return `${(value * 100).toFixed(0)}%`
}

function print(line: string): void {
  process.stdout.write(`  ${line}\n`)
}
