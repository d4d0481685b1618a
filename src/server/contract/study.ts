import { z } from 'zod'
import { roles } from '../../review/people/role.ts'
import { studyLooksSchema } from './looks.ts'

/*
 * What the study page and the server say to each other. While a study is blind nothing here is an outcome, and nothing
 * ties one to an arm: answers are counted by arm, because they were collected openly, and marks by letter or not at all.
 */

const id = z.guid()
const time = z.iso.datetime({ offset: true })
const count = z.int().min(0)

/** Something the organiser does on the way to results, in its order. */
export const studyStepSchema = z.strictObject({
  id: z.enum(['questions', 'lock', 'answers', 'names', 'open', 'people', 'marks', 'unblind', 'results']),
  title: z.string(),
  done: z.boolean(),
  /** How far it is, or what is in the way; empty where there is nothing to say. */
  state: z.string(),
  /** Commands to type in a terminal, where it is done there. */
  commands: z.array(z.string()),
})

export const studyArmSchema = z.strictObject({
  id: z.string(),
  label: z.string(),
  /** Answers that the plan asks for: the sum of the five below. */
  asked: count,
  answered: count,
  refused: count,
  failed: count,
  withheld: count,
  waiting: count,
  /** How the answers come that are waited for. */
  comesBy: z.enum(['call', 'capture', 'import']),
  calls: count,
  usd: z.number().min(0),
  tokens: count,
  inDoubt: count,
  inDoubtUsd: z.number().min(0),
  /** Calls whose price is not known. */
  unpriced: count,
})

export const studyReviewerSchema = z.strictObject({
  /** Pseudonym. */
  person: id,
  /** Null for analysts, and where the person's data were deleted. */
  name: z.string().nullable(),
  /** Null for analysts, and for who has no role any more. */
  role: z.enum(roles).nullable(),
  done: count,
  inHand: count,
  givenBack: count,
  /** Mean active seconds of a finished review; null before there is one. */
  secondsPerUnit: z.number().min(0).nullable(),
  lastSeen: time.nullable(),
})

export const studyMemberSchema = z.strictObject({
  person: id,
  name: z.string().nullable(),
  role: z.enum(roles),
  since: time,
  /** `invited`: the link was not used yet; `expired`: nor can it be. */
  entry: z.enum(['invited', 'expired', 'entered']),
})

/** Marks of an arm, by its letter while the study is blind. */
const marksOfSystemSchema = z.strictObject({ system: z.string(), due: count, given: count, missing: count })

/** `GET /api/study` */
export const studySchema = z.strictObject({
  /** When the counts below were made; in a large study that is some seconds ago. */
  countedAt: time,
  title: z.string(),
  question: z.string(),
  sample: z.boolean(),
  /** Whether it is an assisted-use trial, whose counts `/api/study/trial` tells. */
  assisted: z.boolean(),
  visitor: z.strictObject({ person: id, name: z.string(), role: z.enum(['owner', 'analyst']) }),
  state: z.strictObject({
    /** Id in the protocol; typed to confirm that the study is unblinded. */
    id: z.string(),
    /** Of the protocol as it is written now. */
    protocolHash: z.string(),
    /** Null where the plan was not locked. */
    lock: z
      .strictObject({
        version: z.int().min(1),
        hash: z.string(),
        at: time,
        retrospective: z.boolean(),
        /** Whether the protocol is still what was locked. */
        current: z.boolean(),
      })
      .nullable(),
    review: z.enum(['not-open', 'blind', 'unblinded']),
    openedAt: time.nullable(),
    unblinded: z.strictObject({ at: time, by: z.string().nullable(), reason: z.string() }).nullable(),
  }),
  questions: z.strictObject({
    loaded: count,
    /** Known by their keys alone: nobody can be asked them. */
    withoutText: count,
    sources: z.array(z.strictObject({ label: z.string(), n: count })),
  }),
  arms: z.array(studyArmSchema),
  /** Captured answers and their check by a second person, by arm; only arms of which answers were captured. */
  secondChecks: z.array(
    z.strictObject({
      label: z.string(),
      captured: count,
      toCheck: count,
      /** Of those drawn, whatever was found. */
      checked: count,
      differed: count,
    }),
  ),
  names: z.strictObject({
    found: count,
    undecided: count,
    excluded: count,
    /** False while answers are still being looked through. */
    complete: z.boolean(),
  }),
  /** Null before the review is open. */
  reviews: z
    .strictObject({
      planned: count,
      done: count,
      inHand: count,
      notDealt: count,
      givenBack: count,
      secondsPerUnit: z.number().min(0).nullable(),
    })
    .nullable(),
  marks: z.strictObject({
    due: count,
    given: count,
    missing: count,
    toCome: count,
    /** Null where counts by system would tell which letter is which, and before there is a review. */
    bySystem: z.array(marksOfSystemSchema).nullable(),
  }),
  /** Null where no look is planned before the last one. */
  looks: studyLooksSchema.nullable(),
  /** Marks that were made elsewhere and imported. */
  importedMarks: count,
  reviewers: z.array(studyReviewerSchema),
  /** Questions that lack marks, those that lack most first. */
  gaps: z.strictObject({
    questions: count,
    listed: z.array(z.strictObject({ question: z.string(), planned: count, done: count, inHand: count })),
  }),
  /** Null for analysts. */
  people: z.array(studyMemberSchema).nullable(),
  /** Null for analysts. */
  steps: z.array(studyStepSchema).nullable(),
})

const partSchema = z.strictObject({ text: z.string(), found: z.boolean() })

/** `GET /api/study/names`: answers in which a name was found, those that wait for a decision first. */
export const studyNamesSchema = z.strictObject({
  /** No decision changes what reviewers see once the review is open. */
  decidable: z.boolean(),
  answers: z.array(
    z.strictObject({
      answer: id,
      question: z.string(),
      arm: z.string(),
      state: z.enum(['open', 'cleared', 'masked', 'excluded']),
      findings: z.array(
        z.strictObject({
          phrase: z.string(),
          level: z.enum(['self', 'name']),
          /** `text`, or the part of a source. */
          part: z.string(),
          /** The words around it. */
          context: z.array(partSchema),
        }),
      ),
    }),
  ),
})

/** How long and of what kind, says the check that the command line makes, too. */
const words = z.string().max(20_000)
const armIds = z.array(z.string().min(1).max(200)).max(50).optional()

/** `POST /api/study/people` */
export const invitationSchema = z.strictObject({
  name: words,
  role: z.enum(roles),
  /** Of these three: what is absent stays as the study knows it. */
  specialties: z.array(words).max(500).optional(),
  /** Ids of arms that the person uses, and of those whose maker pays them. */
  uses: armIds,
  paidBy: armIds,
  hours: z
    .int()
    .min(1)
    .max(24 * 60),
})

/** Its answer: the link is told once and kept nowhere. */
export const invitedSchema = z.strictObject({
  person: id,
  link: z.url(),
  expiresAt: time,
  /** What whoever invites should know: that the person was there, what changed, that it comes too late. */
  remarks: z.array(z.string()),
})

/** `POST /api/study/people/revoke` */
export const revocationSchema = z.strictObject({ person: id })
export const revokedSchema = z.strictObject({ revoked: z.boolean() })

/** `POST /api/study/names/decide` */
export const nameDecisionSchema = z.strictObject({
  answers: z.array(id).min(1).max(500),
  decision: z.enum(['clear', 'mask', 'exclude']),
  reason: words,
})
export const nameDecidedSchema = z.strictObject({ decided: count })

/** `POST /api/study/review/open` */
export const reviewOpeningSchema = z.strictObject({})
export const reviewOpenedSchema = z.strictObject({
  reviews: count,
  answers: count,
  /** Showings that had to be left out, because an answer was refused, failed or excluded. */
  leftOut: count,
  /** What else is dealt, what is left out, and what of practice and gold nobody is shown. */
  remarks: z.array(z.string()),
})

/** `POST /api/study/unblind` */
export const unblindingSchema = z.strictObject({
  /** The id of the study, typed by hand. */
  confirmation: z.string().max(500),
  reason: words,
})
export const unblindedSchema = z.strictObject({
  /** Begun and not finished. */
  openUnits: count,
  /** Judgments without a mark, for answers that could not be shown because they were refused or failed. */
  withoutMark: count,
})

/** `GET /api/study/results`: 409 while the study is blind. */
export const studyResultsSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('ready'), report: z.string() }),
  z.strictObject({ state: z.literal('running') }),
])

/** What every route says where it refuses. */
export const refusalSchema = z.object({
  problems: z
    .array(
      z.object({
        code: z.string(),
        message: z.string(),
        value: z.string().nullish(),
        expected: z.string().nullish(),
        remedy: z.string().nullish(),
      }),
    )
    .min(1),
})

export type Study = Readonly<z.infer<typeof studySchema>>
export type StudyArm = Readonly<z.infer<typeof studyArmSchema>>
export type StudyReviewer = Readonly<z.infer<typeof studyReviewerSchema>>
export type StudyMember = Readonly<z.infer<typeof studyMemberSchema>>
export type StudyStep = Readonly<z.infer<typeof studyStepSchema>>
export type StudyNames = Readonly<z.infer<typeof studyNamesSchema>>
export type NewInvitation = Readonly<z.infer<typeof invitationSchema>>
export type Invited = Readonly<z.infer<typeof invitedSchema>>
export type NameDecision = Readonly<z.infer<typeof nameDecisionSchema>>
export type ReviewOpened = Readonly<z.infer<typeof reviewOpenedSchema>>
export type Unblinding = Readonly<z.infer<typeof unblindingSchema>>
export type StudyResults = Readonly<z.infer<typeof studyResultsSchema>>
