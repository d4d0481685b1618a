import { loaders } from '../../src/items/loaders/formats.ts'
import { noOptions } from '../../src/items/loaders/loader.ts'
import { modelText } from '../../src/learning/model/model-text.ts'
import { readModel } from '../../src/learning/model/read-model.ts'
import { learningQuestion } from '../../src/learning/training/testing/learning-question.ts'
import { trainModel } from '../../src/learning/training/train-model.ts'
import { readBioasq } from '../../src/search/evaluation/read-bioasq.ts'
import { readMediqa } from '../../src/search/evaluation/read-mediqa.ts'
import { readRankingLines } from '../../src/search/evaluation/read-ranking-lines.ts'
import { readQrels, readRun } from '../../src/search/evaluation/trec.ts'
import { longestQuestion, questionText } from '../../src/search/question-text.ts'
import { readQuestion } from '../../src/search/read-question.ts'
import { bytesOf, type FuzzTarget, reader, textOf } from '../target.ts'
import { chosen, seedFor, textsOf } from './seeds.ts'
import { smallVocabulary } from './vocabulary.ts'

const sets = [...loaders.keys()]

/** One record of each published format, of our own making. */
const records: readonly string[] = [
  '{"question":"Which vitamin?","answer":"Vitamin C","options":{"A":"Vitamin A","C":"Vitamin C"},"meta_info":"step1","answer_idx":"C"}\n',
  '{"id":"a","question":"Which?","opa":"x","opb":"y","opc":"z","opd":"w","cop":1,"choice_type":"single","subject_name":"Anatomy","topic_name":null}\n',
  'Which bone?,femur,tibia,ulna,radius,A\n',
  '{"1":{"QUESTION":"Does it help?","CONTEXTS":["It did."],"LABELS":["RESULTS"],"MESHES":[],"YEAR":"2020","final_decision":"yes","LONG_ANSWER":"Yes."}}',
  '{"questions":[{"id":"b1","body":"Is it so?","type":"yesno","snippets":[{"text":"It is."}],"exact_answer":"yes"}]}',
  '{"medqa":{"0000":{"question":"Which?","options":{"A":"x","B":"y"},"answer":"A"}}}',
  '{"prompt_id":"p1","prompt":[{"role":"user","content":"Dose?"}],"rubrics":[{"criterion":"Says 4 g.","points":5,"tags":["axis:accuracy"]}],"example_tags":["theme:x"]}\n',
  '{"id":"p1","conversation":{"messages":[{"role":"user","content":"Dose?"}]},"rubric_items":[{"criterion_text":"x","points":1}],"use_case":"x","type":"y","difficulty":"z","specialty":"s"}\n',
  '{"Question":"Dose?","Must_have":["4 g"],"Nice_to_have":[],"ICD_10_diag":"x","Free_form_answer":"4 g."}\n',
  '{"question":"Dose?"}\n',
]

export const itemsTarget: FuzzTarget = reader(
  'items',
  [
    '"options":{"A":"x"}',
    '"answer_idx":"B"',
    '"cop":-1',
    '"rubrics":[{"criterion":"c","points":-3,"tags":["level:x"]}]',
    '{"a":1,"a":2}',
    '"__proto__":{}',
    '1e400',
    '\\ud800',
    '"type":"yesno"',
    '"exact_answer":[["no"]]',
  ],
  async () => records.map((text, index) => seedFor(index, text)),
  (input) => {
    const [set, rest] = chosen(input, sets)
    loaders.get(set)?.(
      [{ name: set === 'mmlu-med' ? 'anatomy_test.csv' : `${set}.jsonl`, text: textOf(rest) }],
      noOptions,
    )
  },
)

const mediqaText =
  '<?xml version="1.0"?><MEDIQA2019_Task3><Question QID="1"><QuestionText>Dose &amp; time?</QuestionText><AnswerList><Answer AID="1_A1" SystemRank="1" ReferenceRank="2" ReferenceScore="4"><AnswerURL>https://example.org</AnswerURL><AnswerText>Rest.</AnswerText></Answer></AnswerList></Question></MEDIQA2019_Task3>'

export const judgedTarget = reader(
  'judged-sets',
  [
    'q1 0 d1 2\n',
    'q1 Q0 d1 1 0.5 run\n',
    '"documents":[]',
    '"grade":4',
    '<!ENTITY a "b">',
    '&a;',
    '<Answer AID="x">',
    ']]>',
  ],
  async () => [
    seedFor(0, 'q1 0 d1 2\nq1 0 d2 0\n'),
    seedFor(1, 'q1 Q0 d1 1 0.9 run\nq1 Q0 d2 2 0.5 run\n'),
    seedFor(2, records[4] ?? ''),
    seedFor(3, '{"question":"q1","id":"p1","text":"Rest.","grade":2,"systemRank":1}\n'),
    seedFor(4, mediqaText),
  ],
  async (input) => {
    const text = textOf(input.subarray(1))
    const [read] = chosen(input, [
      () => readQrels('qrels', text),
      () => readRun('run', text),
      () => readBioasq([{ name: 'b.json', text }]),
      () => readRankingLines({ name: 'q', text: '{"id":"q1","text":"Dose?"}' }, { name: 'c', text }),
      async () => {
        for await (const one of readMediqa('m.xml', [text])) if (one === null) break
      },
    ])
    await read()
  },
)

const schema = 'a'.repeat(64)

function smallModel(): string {
  const question = (number: number) =>
    learningQuestion(`question ${number}`, {
      features: [
        [number, 1],
        [2, number % 3],
      ],
      prior: [0.3, number % 2],
      grades: [4, 1],
    })
  const plan = {
    kind: 'ranker',
    features: ['one', 'two'],
    featureSchemaSha256: schema,
    weighed: ['one', 'two'],
    headFeatures: null,
    l2: 'usual',
    seed: 1,
    calibrationShare: 15,
    licences: ['CC0-1.0'],
    softwareVersion: '0.0.0',
  } as const
  return modelText(trainModel([0, 1, 2, 3, 4, 5].map(question), plan))
}

export const modelTarget = reader(
  'model',
  [
    '"weights":[',
    '"priorWeight":1e308',
    '"abstention":null',
    '"kind":"reward"',
    '"l2":0',
    '"schemaVersion":2',
    '"means":[]',
  ],
  async () => [bytesOf(smallModel())],
  (input) => readModel(textOf(input), 'model.json', { kind: 'ranker', featureSchemaSha256: schema }),
)

export const questionsTarget: FuzzTarget = {
  name: 'questions',
  words: [
    'afib',
    'NOT ',
    'in children',
    'pregnant',
    '5 mg',
    'b.i.d.',
    'metforminn',
    'ACE',
    '?',
    'and ',
    'versus',
    '18 y/o',
    'dose of ',
    'symptoms',
    'aaaaaaaaaaaaaaaaaaaa',
    '- ',
    '/',
    'ﬁ',
    '²',
  ],
  seeds: textsOf(
    'What is the dose of metforminn in a 70 y/o man with afib, not on warfarin?',
    'pls help my child has fever and rash ???',
    'ACE inhibitors vs ARBs in pregnancy',
  ),
  open: async () => {
    const vocabulary = smallVocabulary([
      'metformin',
      'warfarin',
      'dose',
      'fever',
      'rash',
      'atrial',
      'fibrillation',
      'pregnancy',
      'ace',
      'inhibitor',
    ])
    return {
      // A longer question is refused before it is read.
      run: (input) => void readQuestion(questionText(textOf(input)).slice(0, longestQuestion), vocabulary),
      close: async () => {},
    }
  },
}
