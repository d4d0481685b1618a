import type { Block, Inline, ShownAnswer } from '../../src/review/shown/shown-answer.ts'
import type { Desk, DeskAxis, DeskUnit } from '../../src/server/contract/desk.ts'

/* A small review with everything that a page has to draw. The medicine in it is made up for tests. */

/** The same identifier for the same number, so that tests can speak of it. */
export function guid(kind: 'unit' | 'task', number: number): string {
  return `${kind === 'unit' ? '1' : '2'}0000000-0000-4000-8000-${String(number).padStart(12, '0')}`
}

const text = (words: string, sentence: number): Inline => ({ kind: 'text', text: words, sentence })

/** An answer with every kind of block; eight sentences. */
export function fullAnswer(drug: string): ShownAnswer {
  const blocks: readonly Block[] = [
    { kind: 'heading', level: 3, children: [text('Short answer', 0)] },
    {
      kind: 'paragraph',
      children: [
        text('Start ', 1),
        { kind: 'strong', children: [text(`${drug} 2.5 mg twice daily`, 1)] },
        text(', and keep the usual dose of the others.', 1),
        { kind: 'reference', numbers: [1, 2] },
        text(' Check the creatinine clearance first; below 15 mL/min do not give it.', 2),
      ],
    },
    { kind: 'heading', level: 5, children: [text('By kidney function', 3)] },
    {
      kind: 'table',
      head: [[], [text('Clearance (mL/min)', 3)], [text('Dose', 3)], [text('How often it is checked', 3)]],
      rows: [
        [
          [text('Normal', 4)],
          [text('above 50', 4)],
          [text('5 mg twice daily', 4)],
          [text('every 12 months', 4)],
        ],
        [
          [text('Reduced', 4)],
          [text('15 to 50', 4)],
          [text('2.5 mg twice daily', 4)],
          [text('every 3 months', 4)],
        ],
      ],
    },
    {
      kind: 'list',
      start: 1,
      entries: [
        [{ kind: 'paragraph', children: [text('Ask about falls and bleeding.', 5)] }],
        [
          { kind: 'paragraph', children: [text('Look for interactions:', 6)] },
          {
            kind: 'list',
            start: null,
            entries: [
              [{ kind: 'paragraph', children: [{ kind: 'emphasis', children: [text('azoles', 6)] }] }],
            ],
          },
        ],
      ],
    },
    {
      kind: 'quote',
      children: [{ kind: 'paragraph', children: [text('Dose by weight, age and clearance together.', 7)] }],
    },
    {
      kind: 'preformatted',
      text: 'CrCl = (140 - age) x weight x (0.85 if female) / (72 x creatinine in mg/dL)',
      sentence: 7,
    },
    { kind: 'rule' },
  ]
  return {
    blocks,
    references: [
      'Guideline on anticoagulation, 2026, https://example.org/guideline',
      'Trial of two doses, 2025',
    ],
    sentences: 8,
  }
}

/** An answer of one sentence. */
export function shortAnswer(words: string): ShownAnswer {
  return { blocks: [{ kind: 'paragraph', children: [text(words, 0)] }], references: [], sentences: 1 }
}

export const pairAxes: readonly DeskAxis[] = [
  {
    form: 'pairwise',
    id: 'overall',
    label: 'Overall',
    question: 'Which would you rather have at the bedside?',
  },
  { form: 'pairwise', id: 'correct', label: 'Correctness', question: null },
  { form: 'pairwise', id: 'clear', label: 'Clarity', question: null },
]

export const markAxes: readonly DeskAxis[] = [
  {
    form: 'absolute',
    id: 'accuracy',
    label: 'Accuracy',
    question: 'Is what it says right?',
    marks: [
      { value: 1, anchor: 'Wrong, or dangerous' },
      { value: 2, anchor: 'Right in part, with an error that matters' },
      { value: 3, anchor: 'Right, with small gaps' },
      { value: 4, anchor: 'Right and complete' },
    ],
  },
  {
    form: 'absolute',
    id: 'harmful',
    label: 'Harmful',
    question: null,
    marks: [0, 1].map((value) => ({ value, anchor: null })),
  },
  {
    form: 'absolute',
    id: 'useful',
    label: 'Usefulness, 0 to 10',
    question: null,
    marks: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((value) => ({ value, anchor: null })),
  },
]

/** Criteria of every length that there may be; one has an id that objects have a property for. */
export const rubricAxis: DeskAxis = {
  form: 'rubric',
  id: 'rubric',
  label: 'What the answer says',
  question: 'Which of these does it do?',
  criteria: [
    { id: 'dose', text: 'Gives the reduced dose of 2.5 mg twice daily.' },
    {
      id: 'constructor',
      text: 'Names at least two of the three conditions for a reduced dose (age of 80 years and above, weight of 60 kg and below, creatinine of 1.5 mg/dL and above), and says that two of them are needed.',
    },
    { id: 'wait', text: 'Advises to wait with anticoagulation.' },
  ],
}

/** A single answer that is marked by criteria besides. */
export function rubricUnit(number: number): DeskUnit {
  return { ...singleUnit(number, 1), axes: [...markAxes.slice(0, 1), rubricAxis] }
}

/** A plain pair, for going through many of them. */
export function pairUnit(number: number, more: Partial<DeskUnit> = {}): DeskUnit {
  return {
    unit: guid('unit', number),
    role: 'study',
    form: 'pairwise',
    question: {
      turns: [{ speaker: 'user', text: `Question ${number}: which dose for a patient of 82 years?` }],
      context: null,
      options: [],
    },
    axes: [...pairAxes],
    tasks: [
      {
        task: guid('task', number * 10),
        answers: [shortAnswer(`Give 2.5 mg (${number}).`), shortAnswer(`Give 5 mg (${number}).`)],
        form: null,
        complete: false,
      },
    ],
    ...more,
  }
}

/** A pair with a conversation, a context and long answers. */
export function fullUnit(number: number): DeskUnit {
  return pairUnit(number, {
    question: {
      turns: [
        { speaker: 'user', text: 'My patient is 82 and weighs 58 kg. Can I start an anticoagulant?' },
        { speaker: 'assistant', text: 'What is the creatinine clearance, and are there other medicines?' },
        {
          speaker: 'user',
          text: 'Clearance is 40 mL/min. She takes fluconazole. Which dose do I start with?',
        },
      ],
      context: 'Atrial fibrillation, no bleeding so far.\nCreatinine 1.1 mg/dL.',
      options: [],
    },
    tasks: [
      {
        task: guid('task', number * 10),
        answers: [fullAnswer('apixaban'), fullAnswer('drug B')],
        form: null,
        complete: false,
      },
    ],
  })
}

/** Single answers to one question with options, one after the other. */
export function singleUnit(number: number, answers = 2): DeskUnit {
  return {
    ...pairUnit(number),
    form: 'absolute',
    question: {
      turns: [{ speaker: 'user', text: 'Which of these is the first choice?' }],
      context: null,
      options: ['Rest', 'Fluids', 'Surgery'].map((words, index) => ({
        label: 'PQR'[index] ?? '',
        text: words,
      })),
    },
    axes: [...markAxes],
    tasks: Array.from({ length: answers }, (_, index) => ({
      task: guid('task', number * 10 + index),
      answers: [fullAnswer(`drug ${index}`)],
      form: null,
      complete: false,
    })),
  }
}

export const sampleDesk: Omit<Desk, 'progress' | 'state' | 'consent'> = {
  title: 'Answers at the bedside',
  sample: true,
  seat: '3f0c6a56-7a1f-4a6c-9d55-1d3b7c6f2a10',
  reviewer: 'Dr Rowe',
  asks: { adequacy: true, unsafe: true, guess: true, consent: false },
  minutesPerQuestion: null,
  practice: 0,
  rulebook: {
    version: '2026-11',
    blocks: {
      blocks: [
        { kind: 'heading', level: 1, children: [text('When to call it the same', 0)] },
        { kind: 'paragraph', children: [text('Say “same” when neither answer would help you more.', 1)] },
        { kind: 'heading', level: 1, children: [text('Unsafe sentences', 2)] },
        { kind: 'paragraph', children: [text('Severe: following it could cost a life or an organ.', 3)] },
        { kind: 'paragraph', children: [text('A wrong dose is at least moderate.', 4)] },
        { kind: 'heading', level: 1, children: [text('Length', 5)] },
        { kind: 'paragraph', children: [text('A longer answer is not a better one.', 6)] },
      ],
      references: [],
      sentences: 7,
    },
  },
}
