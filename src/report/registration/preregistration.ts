import type { Plan } from '../../protocol/plan.ts'
import type { Preregistration, RegistrationAbout, RegistrationEntry } from './registration-schema.ts'
import type { TrialSentences } from './trial-sentences.ts'

type Row = readonly [key: string, topic: string, asks: string, answer: string | null]

/** Answers the questions of the OSF preregistration form from the protocol; what it cannot know stays open. */
export function preregistration(plan: Plan, said: TrialSentences, about: RegistrationAbout): Preregistration {
  const section = (title: string, rows: readonly Row[]) => ({
    title,
    entries: rows.map(([item, topic, asks, answer]): RegistrationEntry => ({ item, topic, asks, answer })),
  })
  return {
    registrationVersion: 1,
    ...about,
    sections: [
      section('Study information', [
        ['title', 'Title', 'Name of the study', plan.title],
        ['authors', 'Authors', 'Who runs it', null],
        ['description', 'Description', 'What it is about', `${plan.question.trim()} ${said.procedure}`],
        ['hypotheses', 'Hypotheses', 'Claims that are tested, with their direction', said.hypotheses],
      ]),
      section('Design plan', [
        ['study_type', 'Study type', 'Experiment or observation', 'Experiment: participants are randomised.'],
        ['blinding', 'Blinding', 'Who does not know the arm', said.blinding],
        ['study_design', 'Study design', 'Groups, factors, repeated measures', said.design],
        [
          'randomisation',
          'Randomisation',
          'How arms are given out',
          `${said.randomisation} ${said.restriction} ${said.concealment}`,
        ],
      ]),
      section('Sampling plan', [
        ['existing_data', 'Existing data', 'What was known when this was written', existingData(about)],
        [
          'data_collection',
          'Data collection',
          'How and from whom',
          [said.participants, said.eligibility, said.procedure].filter((part) => part !== null).join('. '),
        ],
        ['sample_size', 'Sample size', 'How many', said.size],
        ['stopping_rule', 'Stopping rule', 'When collection ends', said.stopping],
      ]),
      section('Variables', [
        [
          'manipulated',
          'Manipulated variables',
          'What differs between the arms',
          `${said.arms}. Control: ${said.control}`,
        ],
        [
          'measured',
          'Measured variables',
          'Outcomes and how they are taken',
          `${said.outcomes} ${said.coding}`,
        ],
        ['indices', 'Indices', 'How measures are joined', said.secondary],
      ]),
      section('Analysis plan', [
        ['models', 'Statistical models', 'Which test answers each hypothesis', said.analysis],
        ['transformations', 'Transformations', 'How variables are recoded', said.goldLists],
        ['inference', 'Inference criteria', 'When a claim holds', said.inference],
        ['exclusion', 'Data exclusion', 'Who is left out', said.exclusions],
        ['missing', 'Missing data', 'What is done about them', said.missing],
        ['exploratory', 'Exploratory analysis', 'What is not confirmatory', said.secondary],
      ]),
      section('Conditions', [
        [
          'models_used',
          'Models',
          'Versions of what participants talk with',
          `${said.models}. ${said.settings}. ${said.prompts} ${said.conversation}`,
        ],
        ['cases', 'Cases', 'What participants decide about', said.cases],
        ['consent', 'Consent', 'What participants agree to', said.consent],
        ['ethics', 'Ethics', 'Who approved it', null],
        ['other', 'Other', 'Anything else', plan.notes.length === 0 ? null : plan.notes.join(' ')],
      ]),
    ],
  }
}

function existingData({ lock }: RegistrationAbout): string | null {
  if (lock.state === 'not locked') return null
  const before = lock.retrospective === true ? 'outcomes existed already' : 'no outcome existed'
  const changed = lock.state === 'locked' ? '' : ' The protocol was changed since.'
  return `The protocol was locked at ${lock.lockedAt ?? ''}, version ${lock.version ?? ''}; ${before} at that moment.${changed}`
}
