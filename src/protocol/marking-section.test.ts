import { describe, expect, it } from 'vitest'
import { ProblemError } from '../problem.ts'
import { readProtocol } from './read.ts'

const api = { via: 'api', provider: 'openai', model: 'gpt-5.2' }
const compatible = { via: 'api', provider: 'compatible', model: 'm', baseUrl: 'http://127.0.0.1:1/v1' }

const protocol = (marking: object | undefined, arms: readonly object[] = []) =>
  JSON.stringify({
    schemaVersion: 1,
    id: 'marked',
    title: 'Marked',
    question: 'Who marks?',
    arms: [{ id: 'a', kind: 'general' }, { id: 'b', kind: 'own' }, { id: 'c', kind: 'own' }, ...arms],
    axes: [
      { id: 'utility', form: 'pairwise', question: 'Which helps more?' },
      { id: 'silent', form: 'pairwise' },
      { id: 'score', form: 'absolute', scale: { kind: 'rubric' }, question: 'How good?' },
    ],
    hypotheses: [{ id: 'h', kind: 'superiority', axis: 'utility', candidate: 'a', against: 'b' }],
    seed: 7,
    ...(marking === undefined ? {} : { marking }),
  })

const planOf = (marking: object | undefined, arms: readonly object[] = []) =>
  readProtocol(protocol(marking, arms), 'protocol.yaml').plan

function problemsOf(marking: object): (string | undefined)[][] {
  try {
    planOf(marking)
  } catch (error) {
    if (error instanceof ProblemError) return error.problems.map(({ code, place }) => [code, place.field])
    throw error
  }
  return []
}

describe('the section marking', () => {
  it('asks no judge and scores by default where nothing is written', () => {
    expect(planOf(undefined).marking).toEqual({
      scoring: 'default',
      rubric: null,
      pairwise: null,
      budget: { usd: null, tokens: null },
    })
  })

  it('takes the axes that have a question, and all pairs', () => {
    const { marking } = planOf({
      key: { scoring: 'strict' },
      pairwise: { judges: [{ id: 'gpt', source: api }] },
      budget: { tokens: 9 },
    })
    expect(marking).toMatchObject({
      scoring: 'strict',
      pairwise: {
        judges: [{ id: 'gpt', family: 'openai', source: { via: 'api', keyFrom: 'OPENAI_API_KEY' } }],
        axes: ['utility'],
        pairs: [
          ['a', 'b'],
          ['a', 'c'],
          ['b', 'c'],
        ],
      },
      budget: { usd: null, tokens: 9 },
    })
  })

  it('knows the family of judges and arms, as written or by their provider', () => {
    const { arms, marking } = planOf(
      {
        rubric: {
          judges: [
            { id: 'ours', family: 'house', source: compatible },
            { id: 'their', source: compatible },
          ],
        },
      },
      [
        { id: 'opus', kind: 'general', source: { preset: 'claude-opus-4.6' } },
        {
          id: 'worse',
          kind: 'baseline',
          knownWorse: true,
          source: { via: 'degraded', of: 'opus', degradation: 'drop-numbers' },
        },
        { id: 'named', kind: 'general', family: 'house', source: api },
        { id: 'page', kind: 'specialised', source: { preset: 'openevidence' } },
      ],
    )
    expect(arms.map(({ family }) => family)).toEqual([
      null,
      null,
      null,
      'anthropic',
      'anthropic',
      'house',
      null,
    ])
    expect(marking.rubric?.judges.map(({ family }) => family)).toEqual(['house', null])
  })

  it.each<[object, (string | undefined)[][]]>([
    [
      { rubric: { judges: [{ id: 'j', source: { preset: 'openevidence' } }] } },
      [['PROTOCOL_JUDGE_SOURCE', 'marking.rubric.judges.0.source.via']],
    ],
    [
      { rubric: { judges: [{ id: 'j', source: { preset: 'nobody' } }] } },
      [['PROTOCOL_UNKNOWN_PRESET', 'marking.rubric.judges.0.source.preset']],
    ],
    [
      { rubric: { judges: [{ id: 'j', source: { ...api, api: 'messages' } }] } },
      [['PROTOCOL_SOURCE_API', 'marking.rubric.judges.0.source.api']],
    ],
    [
      {
        rubric: {
          judges: [
            { id: 'j', source: api },
            { id: 'j', source: api },
          ],
        },
      },
      [['PROTOCOL_ID_TWICE', 'marking.rubric.judges.1.id']],
    ],
    [
      { pairwise: { judges: [{ id: 'j', source: api }], axes: ['silent', 'score', 'none'] } },
      [
        ['PROTOCOL_JUDGED_AXIS', 'marking.pairwise.axes.0'],
        ['PROTOCOL_JUDGED_AXIS', 'marking.pairwise.axes.1'],
        ['PROTOCOL_JUDGED_AXIS', 'marking.pairwise.axes.2'],
      ],
    ],
    [
      {
        pairwise: {
          judges: [{ id: 'j', source: api }],
          pairs: [
            ['a', 'x'],
            ['a', 'b'],
            ['b', 'a'],
            ['c', 'c'],
          ],
        },
      },
      [
        ['PROTOCOL_UNKNOWN_ARM', 'marking.pairwise.pairs.0.1'],
        ['PROTOCOL_JUDGED_PAIR', 'marking.pairwise.pairs.2'],
        ['PROTOCOL_JUDGED_PAIR', 'marking.pairwise.pairs.3'],
      ],
    ],
    [{ key: { scoring: 'lenient' } }, [['PROTOCOL_FIELD', 'marking.key.scoring']]],
    [{ rubric: { judges: [] } }, [['PROTOCOL_FIELD', 'marking.rubric.judges']]],
  ])('refuses %j', (marking, problems) => {
    expect(problemsOf(marking)).toEqual(problems)
  })
})
