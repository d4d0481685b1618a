import { expect, it } from 'vitest'
import type { ScoredDecision } from '../trial-data.ts'
import { type StageText, scoreStages } from './score-stages.ts'

const plan = {
  cases: [
    {
      id: 'c1',
      title: 't',
      text: 't',
      expertQuery: 'q',
      conditions: [{ name: 'Stroke', synonyms: [] }],
      disposition: 'ambulance',
      strata: {},
    },
  ],
}
const text = (code: StageText['code'], stage: StageText['stage'] = 'conversation'): StageText => ({
  stage,
  arm: 'tarn',
  case: 'c1',
  encounter: 'e',
  participant: 'p',
  code,
})

it.each([
  ['right twice', { condition: 'Stroke', disposition: 'ambulance' }, true, true],
  ['wrong twice', { condition: null, disposition: 'routine' }, false, false],
  ['no advice is neither right nor wrong', { condition: 'Stroke', disposition: null }, true, null],
  ['no text, or none that was coded', null, null, null],
] as const)('%s', (_, code, condition, disposition) => {
  expect(scoreStages(plan, [text(code)], [])).toEqual([
    {
      stage: 'conversation',
      arm: 'tarn',
      case: 'c1',
      encounter: 'e',
      participant: 'p',
      condition,
      disposition,
    },
  ])
})

it('takes the person from the decision as it was scored', () => {
  const decision: ScoredDecision = {
    encounter: 'e',
    participant: 'p',
    kind: 'real',
    arm: 'control',
    case: 'c1',
    attentive: null,
    condition: false,
    disposition: true,
    triage: 0,
    confidence: 3,
  }
  expect(scoreStages(plan, [], [decision])).toEqual([
    {
      stage: 'person',
      arm: 'control',
      case: 'c1',
      encounter: 'e',
      participant: 'p',
      condition: false,
      disposition: true,
    },
  ])
})
