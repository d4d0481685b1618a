import { describe, expect, it } from 'vitest'
import { ProblemError } from '../problem.ts'
import { readProtocol } from './read.ts'

const protocol = (review: object | undefined, more: object = {}) =>
  JSON.stringify({
    schemaVersion: 1,
    id: 'reviewed',
    title: 'Is Tarn as good as Moor?',
    question: 'Who reviews what?',
    arms: [
      { id: 'tarn', label: 'Tarn of the house', kind: 'own' },
      { id: 'moor', kind: 'general' },
      { id: 'b', kind: 'general' },
    ],
    axes: [
      { id: 'utility', form: 'pairwise' },
      { id: 'mark', form: 'absolute', scale: { kind: 'ordinal', min: 1, max: 4 } },
    ],
    hypotheses: [{ id: 'h', kind: 'superiority', axis: 'utility', candidate: 'tarn', against: 'moor' }],
    seed: 7,
    ...(review === undefined ? {} : { review }),
    ...more,
  })

const planOf = (review: object | undefined, more: object = {}) =>
  readProtocol(protocol(review, more), 'protocol.yaml').plan.review

function problemsOf(review: object, more: object = {}): (string | undefined)[][] {
  try {
    planOf(review, more)
  } catch (error) {
    if (error instanceof ProblemError) return error.problems.map(({ code, place }) => [code, place.field])
    throw error
  }
  return []
}

const reviewPlan = { questions: 10, reviewers: 4, reviewersPerQuestion: 2 }
const renderings = [{ id: 'plain', primary: true }, { id: 'cited' }, { id: 'old', excluded: true }]
const rubric = {
  axes: [
    { id: 'utility', form: 'pairwise' },
    { id: 'score', form: 'absolute', scale: { kind: 'rubric' } },
    { id: 'mark', form: 'absolute', scale: { kind: 'binary' } },
  ],
}
const noPairwise = {
  axes: [{ id: 'mark', form: 'absolute', scale: { kind: 'binary' } }],
  hypotheses: [{ id: 'h', kind: 'superiority', axis: 'mark', candidate: 'tarn', against: 'moor' }],
}

describe('the section review', () => {
  // Defaults of version 1 are for good: locked protocols rest on them.
  it('has these defaults', () => {
    expect(planOf(undefined)).toEqual({
      title: 'Review of answers to clinical questions',
      reviewersPerQuestion: 1,
      overlap: 1,
      comparisonsPerQuestion: 1,
      pairs: [
        { arms: ['tarn', 'moor'], share: 1 / 3 },
        { arms: ['tarn', 'b'], share: 1 / 3 },
        { arms: ['moor', 'b'], share: 1 / 3 },
      ],
      axes: ['utility', 'mark'],
      forms: ['pairwise', 'absolute'],
      formBy: 'reviewer',
      renderingBy: 'question',
      renderings: [],
      specialty: null,
      most: null,
      conflicts: { uses: 'allow', paidBy: 'exclude' },
      repeatShare: 0,
      training: [],
      gold: [],
      asks: { adequacy: true, unsafe: true, guess: true, consent: false },
      rulebook: null,
      minutesPerQuestion: null,
      returnAfterMinutes: 1440,
    })
  })

  it('takes what it does not say from the planned size, the axes and the renderings', () => {
    const pairs = [{ arms: ['moor', 'tarn'], share: 0.5 }]
    const planned = { ...reviewPlan, comparisonsPerQuestion: 2, pairs }
    expect(planOf({}, { reviewPlan: planned, renderings })).toMatchObject({
      reviewersPerQuestion: 2,
      comparisonsPerQuestion: 2,
      pairs: [{ share: 0.5 }, { share: 0.25 }, { share: 0.25 }],
      renderings: [
        { id: 'plain', share: 0.5 },
        { id: 'cited', share: 0.5 },
      ],
    })
    expect(planOf({}, noPairwise).forms).toEqual(['absolute'])
    // Axes that are left to judges give reviewers no form.
    expect(planOf({ axes: ['mark'] })).toMatchObject({ axes: ['mark'], forms: ['absolute'] })
    const shares = { cited: 0.25, plain: 0.75 }
    expect(planOf({}, { renderings, reviewPlan: { ...reviewPlan, renderings: shares } }).renderings).toEqual([
      { id: 'plain', share: 0.75 },
      { id: 'cited', share: 0.25 },
    ])
  })

  it('keeps what is written', () => {
    const written = {
      title: 'Answers for the ward',
      reviewersPerQuestion: 3,
      overlap: 0.25,
      forms: ['absolute'],
      formBy: 'question',
      renderingBy: 'reviewer',
      specialty: { stratum: 'specialty', rule: 'only' },
      most: 40,
      conflicts: { uses: 'exclude', paidBy: 'allow' },
      repeatShare: 0.1,
      asks: { adequacy: false, unsafe: false, guess: false, consent: true },
      rulebook: 'rules/rulebook.md',
      minutesPerQuestion: 4,
      returnAfterMinutes: 60,
    }
    const absolute = { axis: 'mark', arm: 'moor', mark: 1 }
    const pairwise = { axis: 'utility', better: 'tarn', worse: 'moor' }
    const plan = planOf({
      ...written,
      training: [{ item: 'q1', note: 'The dose is wrong in one of them.' }],
      gold: [{ item: 'q2', marks: [absolute, pairwise] }],
    })
    expect(plan).toMatchObject(written)
    expect(plan.training).toEqual([{ item: 'q1', note: 'The dose is wrong in one of them.', marks: [] }])
    expect(plan.gold).toEqual([{ item: 'q2', note: null, marks: [absolute, pairwise] }])
  })

  const gold = (mark: object) => ({ gold: [{ item: 'q', marks: [mark] }] })
  it.each<[object, object, (string | undefined)[][]]>([
    [{ overlap: 1.5 }, {}, [['PROTOCOL_FIELD', 'review.overlap']]],
    [{ reviewersPerQuestion: 5 }, {}, []],
    [{ comparisonsPerQuestion: 4 }, {}, [['PROTOCOL_REVIEW', 'review.comparisonsPerQuestion']]],
    [{ pairs: [{ arms: ['tarn', 'x'], share: 0.5 }] }, {}, [['PROTOCOL_UNKNOWN_ARM', 'review.pairs.0.arms']]],
    [{ pairs: [{ arms: ['tarn', 'moor'], share: 1 }] }, {}, [['PROTOCOL_REVIEW', 'review.pairs']]],
    [{ forms: ['pairwise'] }, noPairwise, [['PROTOCOL_UNKNOWN_FORM', 'review.forms.0']]],
    [{ forms: ['absolute', 'absolute'] }, {}, [['PROTOCOL_REVIEW', 'review.forms.1']]],
    [
      { axes: ['mark', 'x', 'mark'] },
      {},
      [
        ['PROTOCOL_UNKNOWN_AXIS', 'review.axes.1'],
        ['PROTOCOL_REVIEW', 'review.axes.2'],
      ],
    ],
    [{ axes: ['utility'], forms: ['absolute'] }, {}, [['PROTOCOL_UNKNOWN_FORM', 'review.forms.0']]],
    [gold({ axis: 'score', arm: 'moor', met: { c1: true } }), rubric, []],
    [
      { axes: ['mark'], ...gold({ axis: 'score', arm: 'moor', met: { c1: true } }) },
      rubric,
      [['PROTOCOL_UNKNOWN_AXIS', 'review.gold.0.marks.0.axis']],
    ],
    [
      gold({ axis: 'score', arm: 'moor', mark: 0.5 }),
      rubric,
      [['PROTOCOL_REVIEW', 'review.gold.0.marks.0.mark']],
    ],
    [
      gold({ axis: 'mark', arm: 'moor', met: { c1: true } }),
      rubric,
      [['PROTOCOL_REVIEW', 'review.gold.0.marks.0.met']],
    ],
    [{ title: 'Answers of tarn, of the HOUSE' }, {}, [['PROTOCOL_REVIEW', 'review.title']]],
    [{ title: 'Answers on moorland, part b' }, {}, []],
    [
      { training: [{ item: 'q', note: 'Moor is wrong.' }] },
      {},
      [['PROTOCOL_REVIEW', 'review.training.0.note']],
    ],
    [{ rulebook: '/etc/rules.md' }, {}, [['PROTOCOL_REVIEW', 'review.rulebook']]],
    [{ rulebook: 'a/../../rules.md' }, {}, [['PROTOCOL_REVIEW', 'review.rulebook']]],
    [{ rulebook: 'C:\\rules.md' }, {}, [['PROTOCOL_REVIEW', 'review.rulebook']]],
    [
      { training: [{ item: 'q' }], ...gold({ axis: 'mark', arm: 'moor', mark: 2 }) },
      {},
      [['PROTOCOL_REVIEW', 'review.gold.0.item']],
    ],
    [gold({ axis: 'mark', arm: 'moor', mark: 5 }), {}, [['PROTOCOL_REVIEW', 'review.gold.0.marks.0.mark']]],
    [
      gold({ axis: 'utility', arm: 'x', mark: 2 }),
      {},
      [
        ['PROTOCOL_UNKNOWN_ARM', 'review.gold.0.marks.0.arm'],
        ['PROTOCOL_UNKNOWN_AXIS', 'review.gold.0.marks.0.axis'],
      ],
    ],
    [
      gold({ axis: 'utility', better: 'moor', worse: 'moor' }),
      {},
      [['PROTOCOL_AGAINST_ITSELF', 'review.gold.0.marks.0.worse']],
    ],
    [
      { reviewersPerQuestion: 5 },
      { reviewPlan: { ...reviewPlan, reviewersPerQuestion: 4 } },
      [
        ['PROTOCOL_REVIEW', 'review.reviewersPerQuestion'],
        ['PROTOCOL_REVIEW', 'review.reviewersPerQuestion'],
      ],
    ],
    [{ reviewersPerQuestion: 2, pairs: [{ arms: ['b', 'moor'], share: 1 / 3 }] }, { reviewPlan }, []],
    [{ pairs: [{ arms: ['b', 'moor'], share: 0.5 }] }, { reviewPlan }, [['PROTOCOL_REVIEW', 'review.pairs']]],
  ])('%j with %j gives %j', (review, more, problems) => {
    expect(problemsOf(review, more)).toEqual(problems)
  })
})
