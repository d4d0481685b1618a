/** A request to a service that tunes models, as data. */
export interface HostedRequest {
  readonly method: 'GET' | 'POST' | 'PUT'
  /** A path behind the base address, or a whole address that the service itself gave. */
  readonly to: string
  readonly contentType: string | null
  readonly body: string | Uint8Array | null
  /**
   * Whether the request may be made once more where nobody knows what became of it: true of what only looks, and of uploads,
   * false of what starts a paid job.
   */
  readonly repeatable: boolean
  /** False for addresses that carry their own permission: the key is not for whoever keeps the files. */
  readonly withKey: boolean
}

export interface HostedReply {
  readonly status: number
  readonly headers: Headers
  /** The JSON of the body; undefined where it is none. */
  readonly json: unknown
}

/**
 * Makes a request, again where that is safe and of use, and gives an answer of status 200 to 399.
 *
 * @throws CallInDoubt where a request that is not repeatable may or may not have arrived; ProblemError where the service says no.
 */
export type Send = (request: HostedRequest) => Promise<HostedReply>

/** Nobody knows whether the service took the request. */
export class CallInDoubt extends Error {
  constructor(reason: string) {
    super(reason)
    this.name = 'CallInDoubt'
  }
}

/** The end of a job, or that it has none yet. `none` is no end: the service is still at work. */
export type JobState = 'open' | 'succeeded' | 'failed' | 'cancelled'

export interface Job {
  readonly id: string
  readonly state: JobState
  /** The service's own word for it. */
  readonly word: string
  /** Name of the tuned model; null until there is one. */
  readonly model: string | null
  /** What the service says went wrong; null where nothing did. */
  readonly message: string | null
}

export interface JobEvent {
  readonly at: string
  readonly message: string
}

export interface UploadedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

export type FileState =
  | { readonly state: 'checking' | 'ready' }
  | { readonly state: 'bad'; readonly why: string }

/** A job before it is started. */
export interface JobPlan {
  readonly stage: 'sft' | 'dpo'
  readonly baseModel: string
  /** The stage before this one, whose model is tuned further; null for the first. */
  readonly after: { readonly jobId: string; readonly model: string } | null
  readonly fileId: string
  /** Unlike that of every other job: it is how the job is found again. At most 64 characters. */
  readonly tag: string
  readonly epochs: number | null
  readonly beta: number | null
  readonly seed: number
}

/** How a service is spoken to. Replies are read with a schema; what does not fit it is HOSTED_REPLY. */
export interface HostedService {
  readonly id: 'openai' | 'together'
  readonly title: string
  readonly baseUrl: string
  readonly keyFrom: string
  /** Fewest examples of a file. */
  readonly fewest: number
  /** The id of a file of this name and length that is there already; null for none. */
  findFile(send: Send, file: UploadedFile): Promise<string | null>
  upload(send: Send, file: UploadedFile): Promise<string>
  fileState(send: Send, id: string): Promise<FileState>
  /** @throws CallInDoubt */
  create(send: Send, plan: JobPlan): Promise<Job>
  /** The job with a tag; null where the service lists none. */
  find(send: Send, tag: string): Promise<Job | null>
  job(send: Send, id: string): Promise<Job>
  /** The newest first. */
  events(send: Send, id: string): Promise<readonly JobEvent[]>
  cancel(send: Send, id: string): Promise<Job>
  /** How the tuned model is asked as an arm. @param baseUrl Null: the service's own. */
  arm(
    model: string,
    baseUrl: string | null,
    keyFrom: string,
  ): {
    readonly via: 'api'
    readonly provider: 'openai' | 'compatible'
    readonly model: string
    readonly baseUrl?: string
    readonly keyFrom?: string
  }
}
