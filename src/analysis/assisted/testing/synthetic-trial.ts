import type { Encounter, ScoredDecision, StageScore, TrialParticipant } from '../../../assisted/trial-data.ts'
import type { AssistedPlan } from '../../../protocol/assisted/assisted-plan.ts'
import type { Plan } from '../../../protocol/plan.ts'
import { parseProtocol } from '../../../protocol/read.ts'
import { createGenerator } from '../../../statistics/random/generator.ts'
import type { TrialRequest } from '../analyse-trial.ts'

const caseIds = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6']

const protocol = {
  schemaVersion: 1,
  id: 'synthetic-trial',
  title: 'SYNTHETIC trial of the tests',
  question: 'Do people decide better with Alder or Birch than with their usual means?',
  sample: true,
  arms: [
    { id: 'control', label: 'usual means', kind: 'people' },
    ...['Alder', 'Birch'].map((label) => ({
      id: label.toLowerCase(),
      label,
      kind: 'general',
      source: { via: 'api', provider: 'compatible', model: label, baseUrl: 'http://127.0.0.1:9/v1' },
    })),
  ],
  axes: [
    {
      id: 'condition',
      label: 'Relevant condition named',
      form: 'absolute',
      scale: { kind: 'binary' },
      primary: true,
    },
    { id: 'disposition', label: 'Right disposition', form: 'absolute', scale: { kind: 'binary' } },
  ],
  hypotheses: ['alder', 'birch'].map((candidate) => ({
    id: `${candidate}-condition`,
    kind: 'superiority',
    axis: 'condition',
    candidate,
    against: 'control',
    alpha: 0.05,
    sides: 2,
    family: 'condition',
  })),
  assisted: {
    participants: 'public',
    design: 'between',
    control: 'control',
    outcomes: { condition: 'condition', disposition: 'disposition' },
    dispositions: [
      { id: 'self-care', label: 'Self-care' },
      { id: 'gp', label: 'GP' },
      { id: 'ambulance', label: 'Ambulance' },
    ],
    cases: caseIds.map((id) => ({
      id,
      title: `Case ${id}`,
      text: `SYNTHETIC case ${id}.`,
      conditions: [{ name: `condition of ${id}` }],
      disposition: 'gp',
    })),
    casesPerParticipant: 2,
    randomisation: { method: 'simple' },
    stopping: { responsesPerArm: 40 },
    consent: { version: '1', text: 'Synthetic.', stores: [], contact: 'nobody' },
    instructions: 'Read.',
    controlPage: 'Use what you like.',
  },
  seed: 11,
}

const place = (path: readonly PropertyKey[]) => ({ file: 'synthetic', field: path.join('.') })

export function syntheticPlan(): Plan & { readonly assisted: AssistedPlan } {
  const { plan } = parseProtocol(protocol, place)
  if (plan.assisted === null) throw new Error('The synthetic protocol plans a trial.')
  return { ...plan, assisted: plan.assisted }
}

export interface SyntheticOptions {
  readonly participantsPerArm?: number
  /** Share of right decisions by arm: control, Alder, Birch. */
  readonly risks?: readonly [number, number, number]
  readonly simulated?: number
}

const arms = ['control', 'alder', 'birch'] as const

/** Decisions drawn by a seed; every tenth participant fails the attention check and every fifteenth leaves one case undecided. */
export function syntheticRequest(options: SyntheticOptions = {}): TrialRequest {
  const { participantsPerArm = 40, risks = [0.4, 0.4, 0.85], simulated = 0 } = options
  const generator = createGenerator(5, 'synthetic trial')
  const participants: TrialParticipant[] = []
  const encounters: Encounter[] = []
  const decisions: ScoredDecision[] = []
  const stages: StageScore[] = []
  const people = participantsPerArm * arms.length
  for (let person = 0; person < people + simulated; person++) {
    const place = person % arms.length
    const arm = arms[place] ?? 'control'
    const kind = person < people ? ('real' as const) : ('simulated' as const)
    const id = `p${String(person).padStart(4, '0')}`
    const attentive = person % 10 !== 9
    participants.push({
      id,
      kind,
      strata: { age: person % 4 < 2 ? 'young' : 'old' },
      number: person + 1,
      attentive,
      withdrawn: false,
    })
    for (let which = 0; which < 2; which++) {
      const encounter = `${id}-${which}`
      const of = caseIds[(Math.floor(person / arms.length) + which * 3) % caseIds.length] ?? 'c1'
      const missing = person % 15 === 14 && which === 1
      const right = generator.uniform() < (risks[place] ?? 0)
      const triage = generator.integerBelow(3) - 1
      const about = { participant: id, arm, case: of }
      encounters.push({
        id: encounter,
        ...about,
        place: which,
        decision: missing ? null : { conditions: ['x'], disposition: 'gp', confidence: 50, seconds: null },
      })
      decisions.push({
        encounter,
        ...about,
        kind,
        attentive,
        condition: missing ? null : right,
        disposition: missing ? null : triage === 0,
        triage: missing ? null : triage,
        confidence: missing ? null : 50,
      })
      if (arm === 'control') continue
      for (const stage of ['first-turn', 'conversation'] as const) {
        const score = generator.uniform() < (stage === 'first-turn' ? 0.8 : 0.7)
        stages.push({ stage, ...about, encounter, condition: score, disposition: null })
      }
    }
  }
  for (const arm of ['alder', 'birch']) {
    for (const of of caseIds) {
      stages.push({
        stage: 'expert-query',
        arm,
        case: of,
        encounter: null,
        participant: null,
        condition: of !== 'c6',
        disposition: null,
      })
    }
  }
  return {
    plan: syntheticPlan(),
    state: 'prospective',
    sentence: 'The analysis plan was locked before any outcome mark was made.',
    protocolHash: '0'.repeat(64),
    lockVersion: 1,
    record: { locks: [], writtenNow: parseProtocol(protocol, place).document },
    data: { participants, encounters, decisions, stages, entry: { consented: people + 6, eligible: people } },
    allocations: {
      lists: [
        { list: 'real', allocations: people, agree: people },
        { list: 'simulated', allocations: simulated, agree: simulated },
      ],
      problems: [],
    },
    closed: true,
    softwareVersion: '0.0.0',
  }
}
