import { readProtocol } from '../../../protocol/read.ts'

/** A small protocol of an assisted-use trial; what is given takes the place of its entries. */
export function trialProtocol(given: {
  readonly cases: number
  readonly casesPerParticipant?: number
  readonly design?: 'between' | 'within'
  readonly arms?: number
  readonly power: string
}) {
  const models = Array.from({ length: given.arms ?? 1 }, (_, index) => `model-${index + 1}`)
  const text = `
schemaVersion: 1
id: trial
title: A trial
question: Does it help?
arms:
${models.map((id) => `  - {id: ${id}, kind: general, source: {preset: gpt-4o}}`).join('\n')}
  - {id: control, kind: people}
axes:
  - {id: condition, form: absolute, scale: {kind: binary}}
  - {id: disposition, form: absolute, scale: {kind: binary}}
hypotheses:
${models.map((id) => `  - {id: ${id}, kind: superiority, axis: condition, candidate: ${id}, against: control}`).join('\n')}
assisted:
  participants: public
  design: ${given.design ?? 'between'}
  control: control
  outcomes: {condition: condition, disposition: disposition}
  dispositions: [{id: home, label: Stay at home}, {id: doctor, label: See a doctor}]
  cases: [${Array.from({ length: given.cases }, (_, index) => `{id: case-${index}, title: Case, text: Text., conditions: [{name: flu}], disposition: home}`).join(', ')}]
  casesPerParticipant: ${given.casesPerParticipant ?? 1}
  randomisation: {method: block}
  stopping: {responsesPerArm: 200}
  consent: {version: '1', text: Text., stores: [], contact: Somebody}
  instructions: Read.
  controlPage: Use anything.
  power: ${given.power}
seed: 11
`
  const protocol = readProtocol(text, 'trial.yaml')
  const { assisted } = protocol.plan
  if (assisted?.power == null) throw new Error('the trial has a section and a power plan')
  return { protocol, assisted, power: assisted.power }
}
