import { problem } from '../../../problem.ts'
import type { RunStage, RunState } from './run-state.ts'
import { CallInDoubt, type HostedService, type Job, type Send } from './service.ts'

/** What a run needs of the world. */
export interface RunWorld {
  readonly service: HostedService
  readonly send: Send
  /** The bytes of a stage's file, checked against its hash. */
  readonly bytesOf: (stage: RunStage) => Promise<Uint8Array>
  /** Keeps the state before the next step is made. */
  readonly save: (state: RunState) => Promise<void>
  /** Waits before the next look. @param looks From 0, how many were made. @throws Stopped */
  readonly wait: (looks: number) => Promise<void>
  /** Is told of each step. */
  readonly tell: (line: string) => void
}

/** The person asked to end; the state is kept. */
export class Stopped extends Error {
  constructor() {
    super('stopped')
    this.name = 'Stopped'
  }
}

/** How often a job that may have been started is looked for before it is started again. */
const looksInDoubt = 5
/** How often a start that stays in doubt is tried. */
const starts = 3

/**
 * Brings a run to its end, from wherever it stands: every stage uploaded, submitted and followed, one after the other.
 *
 * A job is never started twice. Before it is started the state says so; after a request whose fate nobody knows, and after
 * an interruption, the service's list is searched for the job's tag, and it is started again only where it is not there.
 *
 * @param until `submitted`: stop as soon as the first open stage is submitted.
 * @returns The state at the end; a stage that failed or was cancelled ends the run.
 */
export async function advance(
  begun: RunState,
  world: RunWorld,
  until: 'submitted' | 'end',
): Promise<RunState> {
  let state = begun
  for (const [place, { stage }] of begun.stages.entries()) {
    const keep = async (change: Partial<RunStage>): Promise<RunStage> => {
      const changed = { ...state.stages[place]!, ...change }
      state = { ...state, stages: state.stages.map((one, at) => (at === place ? changed : one)) }
      await world.save(state)
      return changed
    }
    const here = () => state.stages[place]!
    if (here().status === 'planned') {
      world.tell(`${stage}: uploading ${here().file.name}`)
      await keep({ fileId: await uploaded(here(), world), status: 'uploaded' })
    }
    if (here().status === 'uploaded' || here().status === 'submitting') {
      const job = await submitted(state, place, world, keep)
      await keep({ jobId: job.id, status: 'submitted' })
      world.tell(`${stage}: job ${job.id}`)
    }
    if (until === 'submitted' && here().status === 'submitted') return state
    if (here().status === 'submitted') await follow(here(), world, keep)
    if (here().status !== 'succeeded') return state
  }
  return state
}

async function uploaded(stage: RunStage, { service, send, bytesOf, wait }: RunWorld): Promise<string> {
  const file = { name: `${stage.tag}.jsonl`, bytes: await bytesOf(stage) }
  const id = (await service.findFile(send, file)) ?? (await service.upload(send, file))
  for (let looks = 0; ; looks++) {
    const found = await service.fileState(send, id)
    if (found.state === 'ready') return id
    if (found.state === 'bad')
      throw problem(
        'TUNE_FILE_REFUSED',
        `${service.title} refuses the file of the ${stage.stage} stage.`,
        'Export again for this service with --provider; where that is done, the service asks for something else than it documents.',
        { place: { file: stage.file.name }, value: found.why },
      )
    await wait(looks)
  }
}

async function submitted(
  state: RunState,
  place: number,
  world: RunWorld,
  keep: (change: Partial<RunStage>) => Promise<RunStage>,
): Promise<Job> {
  const { service, send, wait } = world
  const stage = state.stages[place]!
  const before = place === 0 ? null : state.stages[place - 1]!
  // Another run of the same data on the same model, or this one before it was interrupted, may have started it.
  const there = await service.find(send, stage.tag)
  if (there !== null) return there
  if (stage.status === 'submitting') {
    const late = await lookAgain(stage.tag, world)
    if (late !== null) return late
  }
  await keep({ status: 'submitting' })
  for (let start = 1; ; start++) {
    try {
      return await service.create(send, {
        stage: stage.stage,
        baseModel: state.baseModel,
        after: before === null ? null : { jobId: before.jobId ?? '', model: before.model ?? '' },
        fileId: stage.fileId ?? '',
        tag: stage.tag,
        epochs: state.epochs,
        beta: state.beta,
        seed: state.seed,
      })
    } catch (error) {
      if (!(error instanceof CallInDoubt)) throw error
      world.tell(`${stage.stage}: ${error.message} Looking whether the job was started.`)
      const found = await lookAgain(stage.tag, world)
      if (found !== null) return found
      if (start === starts)
        throw problem(
          'TUNE_UNREACHABLE',
          `${service.title} could not be told to start the job: ${error.message}`,
          'Go on later with `equipoise tune wait`; the job is looked for before it is started.',
        )
      await wait(start)
    }
  }
}

async function lookAgain(tag: string, { service, send, wait }: RunWorld): Promise<Job | null> {
  for (let looks = 0; looks < looksInDoubt; looks++) {
    await wait(looks)
    const found = await service.find(send, tag)
    if (found !== null) return found
  }
  return null
}

async function follow(
  stage: RunStage,
  { service, send, wait, tell }: RunWorld,
  keep: (change: Partial<RunStage>) => Promise<RunStage>,
): Promise<void> {
  let said = ''
  for (let looks = 0; ; looks++) {
    const job = await service.job(send, stage.jobId ?? '')
    if (job.word !== said) tell(`${stage.stage}: ${job.word}`)
    said = job.word
    if (job.state === 'succeeded' && job.model === null)
      throw problem(
        'HOSTED_REPLY',
        `${service.title} says that job ${job.id} succeeded, and names no model.`,
        'Look at the job on the pages of the service.',
      )
    if (job.state !== 'open') {
      await keep({ status: job.state, model: job.model, message: job.message })
      return
    }
    await wait(looks)
  }
}
