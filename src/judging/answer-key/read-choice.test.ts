import { describe, expect, it } from 'vitest'
import { readChoice, readChoices } from './read-choice.ts'

const options = [
  { label: 'A', text: 'Acute pancreatitis' },
  { label: 'B', text: 'Biliary colic' },
  { label: 'C', text: 'Perforated duodenal ulcer' },
  { label: 'D', text: 'A ruptured aortic aneurysm' },
]
const yesNo = ['yes', 'no', 'maybe'].map((text, index) => ({ label: 'ABC'[index]!, text }))
const ten = [...'ABCDEFGHIJ'].map((label, index) => ({ label, text: `Drug number ${index + 1}` }))

/** Reply and the label that a person reads in it. */
const chosen: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'answer-field': [
    ['{"reasoning": "The lipase is raised.", "answer_choice": "A"}', 'A'],
    ['{"reasoning": "He said "B" to me" "answer_choice": "C"}', 'C'],
    ['{"answer": "B', 'B'],
    ['{"answer_choice": B}', 'B'],
    ["{'answer_choice': 'C. Perforated duodenal ulcer'}", 'C'],
    ['```json\n{"answer": ["B"]}\n```', 'B'],
    ['{"answer_choice": "A"}\nOn reflection:\n{"answer_choice": "B"}', 'B'],
    ['{"answer": "biliary colic"}', 'B'],
    ['{"final_answer": "The correct option is B because of the fatty meal."}', 'B'],
    ['{"thoughts": "The answer is A.", "answer_choice": "D"}', 'D'],
  ],
  'boxed-or-tagged': [
    ['$\\boxed{B}$', 'B'],
    ['\\boxed{\\text{B}}', 'B'],
    ['\\boxed{\\textbf{(B)}}', 'B'],
    ['<answer>D</answer>', 'D'],
    ['[[C]]', 'C'],
    ['First \\boxed{A}, corrected: \\boxed{C}', 'C'],
  ],
  'stated-answer': [
    ['The answer is (B).', 'B'],
    ['The answer is $B$.', 'B'],
    ['The answer is “B”.', 'B'],
    ['Answer: B. Biliary colic', 'B'],
    ['**Answer:** B', 'B'],
    ['### Answer\n\n**C**', 'C'],
    ['ANSWER: b', 'B'],
    ['the correct answer is b) biliary colic', 'B'],
    ['Ans. B', 'B'],
    ['Final answer: Ｃ', 'C'],
    ['答案：Ｂ', 'B'],
    ['正确答案是C。', 'C'],
    ['Correct: B', 'B'],
    ['The answer is C because A, B and D are wrong.', 'C'],
    ['Although B is tempting, the best answer is C.', 'C'],
    ['La respuesta es C', 'C'],
    ['I would choose (D).', 'D'],
    ['Option B is the correct answer because of the pain.', 'B'],
    ['The most likely diagnosis is biliary colic.', 'B'],
    ['The answer is a ruptured aortic aneurysm.', 'D'],
    ['The answer is B. Wait, the lipase is raised. The answer is A.', 'A'],
    ['I first thought B, but the correct answer is A.', 'A'],
    ['The answer is A, not B.', 'A'],
    ['The answer is B, C is wrong.', 'B'],
    ["The correct answer isn't A, it is C. The answer is C.", 'C'],
    ['Correct answer: C\nIncorrect answers: A, B, D', 'C'],
    ['The correct answer is C. The incorrect answers are A, B and D.', 'C'],
    ['If the lipase were normal, the answer would be B. Here the answer is A.', 'A'],
    ['Neither A nor B. The answer is C.', 'C'],
  ],
  'marked-in-list': [
    [options.map(({ label, text }) => `${label}. ${text}${label === 'C' ? ' ✓' : ''}`).join('\n'), 'C'],
    [options.map(({ label, text }) => `- [${label === 'D' ? 'x' : ' '}] ${label}. ${text}`).join('\n'), 'D'],
  ],
  'line-of-its-own': [
    ['B', 'B'],
    ['(b)', 'B'],
    ['b.', 'B'],
    ['"B"', 'B'],
    ['Ｂ', 'B'],
    ['（Ｂ）', 'B'],
    ['**B. Biliary colic**', 'B'],
    ['Option (B)', 'B'],
    ['1. B', 'B'],
    ['__C__', 'C'],
    ['<b>C</b>', 'C'],
    ['**C) Perforated duodenal ulcer**\n\nWrong:\n- **A) Acute pancreatitis**\n- **B) Biliary colic**', 'C'],
    ['biliary colic.', 'B'],
    ['A ruptured aortic aneurysm', 'D'],
    ['The pain came after a fatty meal.\n\nB', 'B'],
    ['<think>Maybe B? No, C.</think>\n\nA', 'A'],
  ],
  'leading-word': [
    ['D) because the pulse is weak', 'D'],
    ['**B.** The pain came after a fatty meal', 'B'],
  ],
  'last-sentence': [
    ['The answer is not B. It is A.', 'A'],
    ['The lipase is raised. The likeliest cause of his pain is A. Acute pancreatitis.', 'A'],
  ],
  'weak-statement': [
    ['Therefore, D.', 'D'],
    ['B is correct.', 'B'],
  ],
  'sole-mention': [
    ['A patient with this picture needs a CT. The lipase points to option A.', 'A'],
    ['It is most likely biliary colic.', 'B'],
  ],
}

describe('readChoice', () => {
  for (const [rule, cases] of Object.entries(chosen)) {
    it.each(cases)(`reads by ${rule}: %s`, (reply, choice) => {
      expect(readChoice(reply, options)).toMatchObject({ choice, rule })
    })
  }

  it.each([
    ['Yes.', 'A'],
    ['No, it does not.', 'B'],
    ['maybe', 'C'],
    ['The answer is yes.', 'A'],
    ['B. no', 'B'],
    ['B', 'B'],
  ])('reads yes, no and maybe: %s', (reply, choice) => {
    expect(readChoice(reply, yesNo)).toMatchObject({ choice })
  })

  it.each([
    ['The answer is J.', 'J'],
    ['I', 'I'],
    ['Answer: I', 'I'],
    ['H) Drug number 8', 'H'],
    ['I think it is drug number 3.', 'C'],
  ])('reads options beyond E: %s', (reply, choice) => {
    expect(readChoice(reply, ten)).toMatchObject({ choice })
  })

  it.each([
    ['A or B', ['A', 'B']],
    ['The answer is either A or B.', ['A', 'B']],
    ['{"answer_choice": "B/C"}', ['B', 'C']],
    ['{"answer_choice": "Uncertain (either A or B)"}', ['A', 'B']],
    ['A. Acute pancreatitis or B. Biliary colic', ['A', 'B']],
    ['{"answer_choice": "A. Biliary colic"}', ['A', 'B']],
  ])('does not choose among several: %s', (reply, candidates) => {
    expect(readChoice(reply, options)).toMatchObject({ none: 'ambiguous', candidates })
  })

  it.each([
    [null, 'empty'],
    [' \n\t', 'empty'],
    ['I cannot provide medical advice. Please see a doctor.', 'refused'],
    ["I'm sorry, but I can't help with that.", 'refused'],
    ['The response was filtered due to the prompt triggering the content management policy.', 'refused'],
    ['None of the above', 'no-choice'],
    ['{"answer_choice": "Cannot be determined"}', 'no-choice'],
    ['{"answer_choice": "E. Appendicitis"}', 'no-choice'],
    ['It cannot be determined from the information given.', 'no-choice'],
    ['Not B.', 'no-choice'],
    ['What is the answer? A or B?', 'no-choice'],
    ['Option A is wrong. Option C is incorrect. Option D is unlikely.', 'no-choice'],
    ['<think>Maybe B', 'no-choice'],
    ['{"thoughts": "Let us go through the options one by one.", "answer_choice": ""}', 'no-choice'],
    [options.map(({ label, text }) => `${label}. ${text}`).join('\n'), 'no-choice'],
  ])('has no choice in %s', (reply, none) => {
    expect(readChoice(reply, options)).toMatchObject({ none })
  })

  it.each([
    ['The answer is 2.', '2'],
    ['2', '2'],
    ['2. Stop warfarin', '2'],
    ['Answer: 3) Give 0.5 mg vitamin K', '3'],
    ['I would give 0.5 mg of vitamin K, so option 3.', '3'],
  ])('reads numbered options: %s', (reply, choice) => {
    const numbered = ['Start heparin', 'Stop warfarin', 'Give 0.5 mg vitamin K']
    const asOptions = numbered.map((text, index) => ({ label: String(index + 1), text }))
    expect(readChoice(reply, asOptions)).toMatchObject({ choice })
  })

  it.each([
    ['E. coli', 'C'],
    ['The answer is E. coli.', 'C'],
    ['E. Enterococcus', 'E'],
  ])('tells a letter from a text that begins like one: %s', (reply, choice) => {
    const germs = ['Staphylococcus aureus', 'Klebsiella', 'E. coli', 'Proteus', 'Enterococcus']
    const asOptions = germs.map((text, index) => ({ label: 'ABCDE'[index]!, text }))
    expect(readChoice(reply, asOptions)).toMatchObject({ choice })
  })

  it('takes "none of the above" for a choice where it is an option', () => {
    const withNone = [...options.slice(0, 3), { label: 'D', text: 'None of the above' }]
    for (const reply of [
      'The answer is none of the above.',
      'None of the above',
      '{"answer": "None of the above"}',
    ]) {
      expect(readChoice(reply, withNone)).toMatchObject({ choice: 'D' })
    }
  })

  it('names the place in the reply as it came', () => {
    for (const [reply, written] of [
      ['<think>B</think> The answer is （Ｃ）.', 'Ｃ'],
      ['{"a": "x\\n\\"y\\"", "answer": "B. Biliary colic"}', 'B. Biliary colic'],
    ] as const) {
      const { span } = readChoice(reply, options)
      expect(span === null ? null : reply.slice(...span)).toBe(written)
    }
  })

  it('answers any text, and always in the range of the reply', () => {
    const parts = [
      'The answer is ',
      'not ',
      'A',
      'B',
      ' or ',
      '{"answer": "',
      '"',
      '\\boxed{',
      '}',
      '\n',
      'option ',
      '(',
      ')',
      '**',
      '. ',
    ]
    let state = 7
    const next = (n: number) => {
      state = (state * 48271) % 2147483647
      return state % n
    }
    for (let round = 0; round < 3000; round++) {
      const reply = Array.from({ length: next(12) }, () => parts[next(parts.length)]).join('')
      const reading = readChoice(reply, options)
      if (reading.span !== null) {
        expect(reading.span[0]).toBeLessThanOrEqual(reading.span[1])
        expect(reading.span[1]).toBeLessThanOrEqual(reply.length)
      }
      if ('choice' in reading) expect(reply.toUpperCase()).toContain(reading.choice)
    }
  })

  it('takes no more than linear time', () => {
    const seconds = (text: string) => {
      const started = performance.now()
      readChoice(text, options)
      return (performance.now() - started) / 1000
    }
    for (const piece of ['(', '**', '"answer": ', 'the answer is not ', 'A, ', ' option', '\\text{', 'x']) {
      expect(seconds(piece.repeat(100_000 / piece.length))).toBeLessThan(5)
    }
  })
})

describe('readChoices', () => {
  it.each([
    ['A, C', ['A', 'C']],
    ['C and A', ['A', 'C']],
    ['AC', ['A', 'C']],
    ['A\nC', ['A', 'C']],
    ['B', ['B']],
    ['{"answer": ["A", "D"]}', ['A', 'D']],
    ['\\boxed{A,C}', ['A', 'C']],
    ['The correct answers are A, C and D.', ['A', 'C', 'D']],
    ['Answer: A and C, but not B', ['A', 'C']],
    ['The correct answers are:\n- A. Acute pancreatitis\n- D. A ruptured aortic aneurysm', ['A', 'D']],
    ['A. Acute pancreatitis\nC. Perforated duodenal ulcer', ['A', 'C']],
  ])('reads several letters: %s', (reply, choices) => {
    expect(readChoices(reply, options)).toMatchObject({ choices })
  })

  it('keeps a letter with another text ambiguous', () => {
    expect(readChoices('Answer: A. Biliary colic', options)).toMatchObject({ none: 'ambiguous' })
    expect(readChoices('', options)).toMatchObject({ none: 'empty' })
  })
})
