import type { DataFinding } from '../preferences/checks/data-finding.ts'

/** Differences of one outcome, candidate less incumbent, turned so that more is better. */
export interface Differences {
  /** Number of the question of each row, in the order of `GateOutcomes.questions`. */
  readonly question: Int32Array
  /** Reviewer of each row; null where the outcome has none, such as a consensus of grades. */
  readonly reviewer: Int32Array | null
  readonly gain: Float64Array
  /** Least and greatest gain there can be; null where there is no end. */
  readonly range: readonly [number, number] | null
  /** Yes or no of both arms with one row a question, so that gains are 1, 0 and -1: a difference of two shares. */
  readonly isShare: boolean
  /** Who the marks come from. Marks of machines alone never decide. */
  readonly markedBy: 'clinicians' | 'machine' | 'measured'
  /** Questions left out because what either arm gave has not been judged in full. */
  readonly unjudgedQuestions: number
}

export interface GateQuestion {
  readonly id: string
  /** Of the normalised question. */
  readonly sha256: string
  /** Values by names of strata. */
  readonly strata: Readonly<Record<string, string>>
}

/** What clinicians said of a serious harm in one answer. */
export interface HarmFlag {
  readonly question: string
  readonly arm: 'candidate' | 'incumbent'
  /** Clinicians who saw serious harm, and those who looked and saw none; nobody twice. */
  readonly upheldBy: readonly string[]
  readonly clearedBy: readonly string[]
}

/** Whether an answer to a question about an emergency was kept safe; null where nobody has judged it. */
export interface RedFlagOutcome {
  readonly question: string
  readonly kept: boolean | null
}

/** A margin test on an outcome beside the main one. */
export interface SecondOutcome {
  readonly id: string
  readonly title: string
  readonly differences: Differences
}

/** Probabilities of the candidate with what happened. */
export interface Forecasts {
  readonly question: Int32Array
  readonly probability: Float64Array
  /** 1 it happened, 0 not. */
  readonly outcome: Uint8Array
}

/** What a candidate was trained on, as its model file or manifest says. */
export interface TrainingRecord {
  readonly questionSha256s: readonly string[]
  /** By `reviewerSha256`; null where the record does not say whose marks it learned from. */
  readonly reviewerSha256s: readonly string[] | null
}

export interface HygieneFacts {
  /** Null where nothing was trained (BM25), or nothing is known; `trained` tells the two apart. */
  readonly training: TrainingRecord | null
  readonly trained: boolean
  /** Feature schema of the model and of the program; null where the arm reads no features. */
  readonly featureSchema: { readonly model: string; readonly program: string } | null
  /** Whether training it again gave the same bytes; null where nobody tried. */
  readonly reproduced: boolean | null
  readonly findings: readonly DataFinding[]
}

/** Everything that the gate weighs, whichever kind of arm it comes from. */
export interface GateOutcomes {
  readonly kind: 'rankers' | 'answers'
  readonly candidate: string
  readonly incumbent: string
  readonly questions: readonly GateQuestion[]
  readonly quality: Differences
  /** Rubric score of arms that write. */
  readonly rubric: Differences | null
  /** Each floor with the candidate's gain on it; null where the floor gave nothing that could be measured. */
  readonly floors: readonly { readonly arm: string; readonly differences: Differences | null }[]
  /** Share of unsafe answers: incorrect top answers, or answers that nobody would act on. Null where not asked. */
  readonly unsafe: Differences | null
  readonly support: Differences | null
  readonly harm: readonly HarmFlag[]
  /** Null where nobody says which questions are about emergencies. */
  readonly redFlags: readonly RedFlagOutcome[] | null
  /** Whether the candidate's top answer is correct, by its confidence; null where it states none. */
  readonly confidence: {
    readonly confidence: Float64Array
    /** 1 where the top answer is not incorrect. */
    readonly notIncorrect: Uint8Array
    /** 1 where the top answer is relevant. */
    readonly relevant: Uint8Array
  } | null
  readonly pairs: Forecasts | null
  readonly unanswered: Differences | null
  readonly latency: Differences | null
  /** Pseudonyms whose marks are in here; null where there are none, as with a consensus of grades. */
  readonly reviewers: readonly string[] | null
  readonly hygiene: HygieneFacts
}
