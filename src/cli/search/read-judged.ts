import { type Problem, problem } from '../../problem.ts'
import { stemOf } from '../../search/corpus/source-file.ts'
import { givenJudgments, type JudgedSet } from '../../search/evaluation/judged-set.ts'
import { fourGrades, type GradeScale, type Judgments, plainGains } from '../../search/evaluation/judgments.ts'
import type { RankingQuestion } from '../../search/evaluation/ranking-question.ts'
import { readBioasq } from '../../search/evaluation/read-bioasq.ts'
import { readMediqa } from '../../search/evaluation/read-mediqa.ts'
import { readQuestionLines, readRankingLines } from '../../search/evaluation/read-ranking-lines.ts'
import { readQrels } from '../../search/evaluation/trec.ts'
import { type JudgedFile, type JudgedKind, readJudgedFiles } from './judged-files.ts'

export type GradesName = 'four' | 'gains'

const scales: Readonly<Record<GradesName, GradeScale>> = { four: fourGrades, gains: plainGains }

export interface ReadJudged {
  readonly set: JudgedSet
  /** Questions that somebody judged an answer of; the others tell nothing and are left out. */
  readonly judgments: Judgments
  readonly files: readonly JudgedFile[]
  /** Of what was left out. */
  readonly problems: readonly Problem[]
}

/**
 * Reads the questions of an evaluation with what was judged. MEDIQA has four grades and BioASQ relevant snippets; of files of
 * one's own, `grades` must say what the numbers mean.
 */
export async function readJudged(paths: readonly string[], grades: GradesName | null): Promise<ReadJudged> {
  const files = await readJudgedFiles(paths)
  const name = grades ?? usualGrades(files)
  const { set, problems } = await setOf(files, scales[name])
  const all = set.mode === 'candidates' ? givenJudgments(set.questions) : set.judgments
  const judgments = new Map([...all].filter(([, own]) => own.size > 0))
  checkGrades(files, judgments, name)
  return { set, judgments, files, problems }
}

async function setOf(
  files: readonly JudgedFile[],
  scale: GradeScale,
): Promise<{ readonly set: JudgedSet; readonly problems: readonly Problem[] }> {
  switch (kindsOf(files)) {
    case 'mediqa':
    case 'candidates+questions': {
      const { questions, problems } = await candidatesOf(files)
      return { set: { mode: 'candidates', questions, scale }, problems }
    }
    case 'bioasq': {
      const { questions, judgments, pool, problems } = readBioasq(files)
      return { set: { mode: 'retrieval', questions, judgments, pool, scale }, problems }
    }
    case 'qrels+questions': {
      const asked = readQuestionLines(fileOf(files, 'questions'))
      const qrels = fileOf(files, 'qrels')
      const { value, problems } = readQrels(qrels.name, qrels.text)
      const judgments = new Map(
        asked.questions.flatMap(({ id }) => [[id, value.get(id) ?? new Map()] as const]),
      )
      return {
        set: { mode: 'retrieval', questions: asked.questions, judgments, pool: null, scale },
        problems: [...asked.problems, ...problems, ...strangers(qrels.name, value, asked.questions)],
      }
    }
    default:
      throw notTogether(files)
  }
}

/** Judgments of questions that nobody asks: most often ids that are written in another way. */
function strangers(
  file: string,
  judgments: Judgments,
  questions: readonly { readonly id: string }[],
): readonly Problem[] {
  const asked = new Set(questions.map(({ id }) => id))
  return [...judgments.keys()]
    .filter((id) => !asked.has(id))
    .map((id) => ({
      code: 'JUDGED_QUESTION_UNKNOWN',
      message: 'The question of these judgments is not among the questions.',
      place: { file, field: 'question' },
      value: id,
      expected: null,
      remedy: 'Write its id as the file of questions does; the judgments were left out.',
    }))
}

interface Candidates {
  readonly questions: readonly RankingQuestion[]
  readonly problems: readonly Problem[]
}

/** Reads questions with candidates to rank, graded or not. */
export async function readCandidates(paths: readonly string[]): Promise<Candidates> {
  return candidatesOf(await readJudgedFiles(paths))
}

/** Reads what is asked in files of questions of any kind; what else they hold is passed over. */
export async function readQuestionTexts(
  paths: readonly string[],
): Promise<{ readonly texts: readonly string[]; readonly problems: readonly Problem[] }> {
  const files = await readJudgedFiles(paths)
  const problems: Problem[] = []
  const texts = (await mediqaQuestions(ofKind(files, 'mediqa'), problems)).map(({ text }) => text)
  const golden = readBioasq(ofKind(files, 'bioasq'))
  const read = [golden, ...ofKind(files, 'questions').map(readQuestionLines)]
  for (const one of read) {
    texts.push(...one.questions.map(({ text }) => text))
    problems.push(...one.problems)
  }
  return { texts, problems }
}

async function candidatesOf(files: readonly JudgedFile[]): Promise<Candidates> {
  const problems: Problem[] = []
  switch (kindsOf(files)) {
    case 'mediqa':
      return { questions: await mediqaQuestions(files, problems), problems }
    case 'candidates+questions':
      return readRankingLines(fileOf(files, 'questions'), fileOf(files, 'candidates'))
    default:
      throw notTogether(files)
  }
}

/** Sets of MEDIQA number their questions alike, so that of several files the name stands before the number. */
async function mediqaQuestions(
  files: readonly JudgedFile[],
  problems: Problem[],
): Promise<readonly RankingQuestion[]> {
  const questions: RankingQuestion[] = []
  for (const { name, text } of files) {
    for await (const one of readMediqa(name, [text])) {
      if ('code' in one) problems.push(one)
      else
        questions.push(
          files.length === 1 ? one : { ...one, id: `${stemOf(name).replace(/\s+/g, '_')}-${one.id}` },
        )
    }
  }
  return questions
}

function kindsOf(files: readonly JudgedFile[]): string {
  return [...new Set(files.map(({ kind }) => kind))].sort().join('+')
}

function ofKind(files: readonly JudgedFile[], kind: JudgedKind): readonly JudgedFile[] {
  return files.filter((one) => one.kind === kind)
}

function fileOf(files: readonly JudgedFile[], kind: JudgedKind): JudgedFile {
  const [file, ...more] = ofKind(files, kind)
  if (file === undefined || more.length > 0) throw notTogether(files)
  return file
}

function notTogether(files: readonly JudgedFile[]) {
  return problem(
    'JUDGED_FILES',
    'These files do not make a set together.',
    'Name the XML of MEDIQA; or questions with their candidates; or, for search eval, golden files of BioASQ, or questions with TREC relevance judgments.',
    { value: files.map(({ name, kind }) => `${name} (${kind})`).join(', ') || 'no file' },
  )
}

const meanings: Readonly<Record<GradesName, string>> = {
  four: '1 incorrect to 4 correct and complete, relevant from 3',
  gains: '0 is worth nothing, relevant from 1',
}

function usualGrades(files: readonly JudgedFile[]): GradesName {
  const kinds = kindsOf(files)
  if (kinds === 'mediqa') return 'four'
  if (kinds === 'bioasq') return 'gains'
  if (kinds !== 'candidates+questions' && kinds !== 'qrels+questions') throw notTogether(files)
  throw problem('JUDGED_GRADES', 'Nothing says what these grades mean.', 'Say it with --grades.', {
    place: { file: files[0]?.name ?? '', field: '--grades' },
    expected: `four: ${meanings.four}; gains: ${meanings.gains}`,
  })
}

function checkGrades(files: readonly JudgedFile[], judgments: Judgments, name: GradesName): void {
  const [least, most] = name === 'four' ? [1, 4] : [0, Number.MAX_VALUE]
  for (const [question, own] of judgments)
    for (const [document, grade] of own)
      if (!(grade >= least && grade <= most))
        throw problem('JUDGED_GRADES', 'A grade is none of this scale.', 'Choose the other with --grades.', {
          place: { file: files[0]?.name ?? '', field: '--grades' },
          value: `${grade} for ${document} of ${question}`,
          expected: `${name}: ${meanings[name]}`,
        })
  if (judgments.size === 0)
    throw problem(
      'JUDGED_NOTHING',
      'Nobody judged an answer to these questions.',
      'Name a set with grades; equipoise search rank ranks one without.',
      { place: { file: files[0]?.name ?? '' } },
    )
}
