import { z } from 'zod'
import { budgetSchema } from '../budget-schema.ts'
import { idSchema as id } from '../id.ts'
import { questionSchema } from './question-schema.ts'
import { randomisationSchema } from './randomisation-schema.ts'

const words = z.string().min(1)
const share = z.number().gt(0).lt(1)

const goldCondition = z
  .strictObject({
    name: words,
    synonyms: z.array(words).optional().meta({ description: 'Other words that count as this condition.' }),
  })
  .meta({ description: 'A condition that is accepted as relevant for the case.' })

const caseSchema = z
  .strictObject({
    id,
    title: words.meta({ description: 'Shown to participants; says nothing of the conditions.' }),
    text: words.meta({ description: 'The case as a participant reads it.' }),
    expertQuery: words.optional().meta({
      description:
        'The question of somebody who knows what matters, for the first stage (model alone). Default: the text of the case with the question of the decision.',
    }),
    conditions: z.array(goldCondition).min(1),
    disposition: id.meta({ description: 'The right disposition.' }),
    strata: z.record(words, words).optional(),
  })
  .meta({ description: 'A case that participants decide about, with its gold list.' })

const chat = z
  .strictObject({
    system: words.optional().meta({ description: 'Put before every conversation. Default: none.' }),
    maxTurns: z
      .int()
      .min(1)
      .max(200)
      .optional()
      .meta({ description: 'Messages of a participant in one conversation. Default: 20.' }),
    minTurns: z.int().min(0).max(20).optional().meta({
      description: 'Messages needed before a decision may be given. Default: 1.',
    }),
    maxCharacters: z
      .int()
      .min(100)
      .max(20_000)
      .optional()
      .meta({ description: 'Length of one message. Default: 4000.' }),
    messagesPerMinute: z
      .int()
      .min(1)
      .max(120)
      .optional()
      .meta({ description: 'Of one participant. Default: 12.' }),
    budget: budgetSchema.optional().meta({
      description: 'Ceiling for all conversations of the study together. Default: none.',
    }),
    budgetPerParticipant: budgetSchema.optional().meta({ description: 'Default: none.' }),
  })
  .meta({ description: 'Conversations with the arm.' })

/** What the consent can name as stored; what it does not name is not stored beyond what the decision needs. */
export const storableKinds = ['conversation', 'questionnaire', 'timings'] as const

const consent = z
  .strictObject({
    version: words,
    text: words.meta({ description: 'Markdown.' }),
    stores: z.array(z.enum(storableKinds)).meta({
      description:
        'What is kept beside the decisions. Kinds that are not named are never written: without conversation the transcript lives in memory alone.',
    }),
    contact: words.meta({ description: 'Whom a participant can ask, and how.' }),
  })
  .meta({ description: 'What a participant agrees to before anything is stored.' })

const power = z
  .strictObject({
    control: z
      .strictObject({ condition: share, disposition: share })
      .meta({ description: 'Expected share of right decisions of the control.' }),
    effect: z
      .strictObject({
        condition: z.number().gt(-1).lt(1).optional(),
        disposition: z.number().gt(-1).lt(1).optional(),
      })
      .meta({ description: 'Risk difference to be found, as a share: 0.1 is 10 points.' }),
    participantSd: z.number().min(0).max(5).optional().meta({
      description: 'Standard deviation of participants on the logit scale. Default: 0.5.',
    }),
    caseSd: z.number().min(0).max(5).optional().meta({
      description: 'Standard deviation of cases on the logit scale. Default: 0.8.',
    }),
    caseByArmSd: z.number().min(0).max(5).optional().meta({
      description: 'How differently an arm does on single cases, on the logit scale. Default: 0.2.',
    }),
    dropout: z.number().min(0).max(0.9).optional().meta({
      description: 'Share of responses expected to be missing or left out. Default: 0.',
    }),
  })
  .meta({ description: 'What the sample size is planned with. No analysis uses it.' })

/** The part of a protocol that makes a study an assisted-use trial: people decide about cases with an arm's help. */
export const assistedSection = z
  .strictObject({
    title: words.optional().meta({
      description:
        "What participants read as the study's title; it names no arm. Default: A study of how people decide.",
    }),
    participants: z.enum(['public', 'clinicians']),
    design: z.enum(['between', 'within']).meta({
      description:
        'between: a participant has one arm for all cases. within: each case of a participant has its own arm.',
    }),
    control: id.meta({ description: 'The arm of kind people whose participants use their usual means.' }),
    outcomes: z
      .strictObject({ condition: id, disposition: id })
      .meta({ description: 'Binary absolute axes that the scores of decisions are read on.' }),
    question: words.optional().meta({
      description:
        'What a participant is asked about a case. Default: a sentence that asks for conditions and what to do.',
    }),
    dispositions: z
      .array(z.strictObject({ id, label: words }))
      .min(2)
      .max(9)
      .meta({ description: 'The scale of what to do, from the least to the most urgent.' }),
    cases: z.array(caseSchema).min(1).max(1000),
    casesPerParticipant: z.int().min(1).max(100),
    maxConditions: z.int().min(1).max(20).optional().meta({
      description: 'Conditions that a participant may name. Default: 5.',
    }),
    randomisation: randomisationSchema,
    stopping: z
      .strictObject({
        responsesPerArm: z.int().min(1).max(1_000_000),
        maxParticipants: z.int().min(1).max(1_000_000).optional(),
      })
      .meta({
        description:
          'Recruiting ends once every arm has its responses, or when so many participants were randomised. Default of maxParticipants: none.',
      }),
    consent,
    eligibility: z.array(questionSchema).optional().meta({
      description: 'Who may take part: the answers in accept.',
    }),
    baseline: z.array(questionSchema).optional().meta({
      description: 'Asked before randomisation; strata and factors of the randomisation are among these.',
    }),
    instructions: words.meta({ description: 'Markdown, read before the first case.' }),
    controlPage: words.meta({ description: 'Markdown: what participants of the control may use.' }),
    attentionChecks: z.array(questionSchema).optional().meta({
      description: 'Each has accept; who fails one is analysed both with and without.',
    }),
    questionnaire: z.array(questionSchema).optional().meta({ description: 'Asked at the end.' }),
    chat: chat.optional(),
    coding: z
      .strictObject({
        coders: z
          .int()
          .min(1)
          .max(10)
          .optional()
          .meta({ description: 'Blinded coders of a decision. Default: 2.' }),
        judge: id.optional().meta({ description: 'An arm whose model proposes matches. Default: none.' }),
      })
      .optional(),
    power: power.optional(),
  })
  .meta({
    description:
      'Makes the study an assisted-use trial: the unit is the decision that a person takes. Default: none.',
  })

export type AssistedSection = z.infer<typeof assistedSection>
