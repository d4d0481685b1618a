import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { z } from 'zod'
import type { Arm, ArmReply, ArmRequest } from '../../arms/arm.ts'
import { localReply, noUsage } from '../../arms/reply.ts'
import type { AssistedSection } from '../../protocol/assisted/assisted-section.ts'
import { canonicalHash } from '../../protocol/hash.ts'
import { type Protocol, parseProtocol } from '../../protocol/read.ts'
import { participantOf } from '../../store/assisted/enrol.ts'
import { openTrial } from '../../store/assisted/open-trial.ts'
import { holdStudy } from '../../store/locks.ts'
import type { Store } from '../../store/store.ts'
import { ensureStudy } from '../../store/studies.ts'
import { createApp } from '../app.ts'
import { type Part, partSchema } from '../contract/participant.ts'
import type { ChatArm } from '../participant/chat-arm.ts'
import { makeTrial } from '../participant/make-trial.ts'
import type { OpenTrial } from '../participant/open-trial.ts'
import { participantRoutes } from '../participant/participant-routes.ts'
import { testOrigin } from './study-app.ts'

/** Ids of the arms that a test talks with; nothing that a participant gets may hold one of them. */
export const secretArms = ['zephyr-arm', 'quartz-arm'] as const

/** A model that says what a test lets it say. */
export interface ScriptedModel {
  /** What it was asked, in order. */
  readonly asked: ArmRequest['item'][]
  /** Gives the reply to a request; the usual one repeats the message. */
  says: (request: ArmRequest, number: number) => Promise<Partial<ArmReply>> | Partial<ArmReply>
}

export function scriptedArm(id: string): { readonly arm: ChatArm; readonly model: ScriptedModel } {
  const model: ScriptedModel = { asked: [], says: ({ item }) => ({ text: `You wrote: ${item.text}` }) }
  const arm: Arm = {
    id,
    abilities: {
      callable: true,
      cites: false,
      searches: false,
      mayRefuse: true,
      paid: true,
      leavesMachine: false,
    },
    answer: async (request) => {
      model.asked.push(request.item)
      const said = await model.says(request, model.asked.length)
      return localReply(
        {
          status: 'answered',
          text: null,
          usage: { ...noUsage, inputTokens: 10, outputTokens: 10 },
          ...said,
        },
        0.25,
      )
    },
    worstCase: () => ({ inputTokens: 50, outputTokens: 50, searches: 0 }),
  }
  const chat: ChatArm = {
    arm,
    costOf: (usage) => ({
      usd: ((usage.inputTokens ?? 0) + (usage.outputTokens ?? 0)) / 1000,
      tokens: (usage.inputTokens ?? 0) + (usage.outputTokens ?? 0),
    }),
    worstOf: ({ inputTokens, outputTokens }) => ({
      usd: (inputTokens + outputTokens) / 1000,
      tokens: inputTokens + outputTokens,
    }),
    screened: false,
    streams: true,
  }
  return { arm: chat, model }
}

/** Says a text word by word, `milliseconds` apart. */
export async function slowly(request: ArmRequest, text: string, milliseconds: number) {
  for (const word of text.match(/\S+\s*/g) ?? []) {
    request.onText?.(word)
    await sleep(milliseconds)
  }
  return { text }
}

/** An assisted-use study with a control and two arms to talk with. */
export function assistedProtocol(change: Partial<AssistedSection> = {}): Protocol {
  const section: AssistedSection = {
    participants: 'public',
    design: 'between',
    control: 'usual-means',
    outcomes: { condition: 'condition', disposition: 'disposition' },
    dispositions: [
      { id: 'self-care', label: 'Care for yourself at home' },
      { id: 'gp', label: 'See a doctor within days' },
      { id: 'emergency', label: 'Call an ambulance' },
    ],
    cases: ['one', 'two', 'three'].map((id) => ({
      id: `case-${id}`,
      title: `Case ${id}`,
      text: `Somebody of 40 has had a headache since Tuesday (${id}).`,
      conditions: [{ name: 'Goldcondition haemorrhage', synonyms: ['goldsynonym'] }],
      disposition: 'emergency',
    })),
    casesPerParticipant: 2,
    randomisation: { method: 'block', ratio: { 'usual-means': 1, 'zephyr-arm': 1, 'quartz-arm': 1 } },
    stopping: { responsesPerArm: 100 },
    consent: {
      version: '1',
      text: 'You may **stop** at any time.',
      stores: ['conversation', 'questionnaire', 'timings'],
      contact: 'study@example.org',
    },
    eligibility: [
      {
        id: 'adult',
        kind: 'choice',
        text: 'Are you 18 or older?',
        options: [
          { id: 'yes', label: 'Yes' },
          { id: 'no', label: 'No' },
        ],
        accept: ['yes'],
      },
    ],
    baseline: [
      {
        id: 'age',
        kind: 'choice',
        text: 'How old are you?',
        options: [
          { id: 'younger', label: 'Under 40' },
          { id: 'older', label: '40 or older' },
        ],
      },
    ],
    instructions: 'Read the case, then decide.',
    controlPage: 'Use what you would use at home.',
    attentionChecks: [
      {
        id: 'green',
        kind: 'choice',
        text: 'Choose green.',
        options: [
          { id: 'green', label: 'Green' },
          { id: 'red', label: 'Red' },
        ],
        accept: ['green'],
      },
    ],
    questionnaire: [{ id: 'trust', kind: 'scale', text: 'How much did you trust it?', min: 1, max: 5 }],
    chat: { maxTurns: 4, minTurns: 1, maxCharacters: 500, messagesPerMinute: 120 },
    ...change,
  }
  const document = {
    schemaVersion: 1,
    id: 'assisted-test',
    title: 'What people decide',
    question: 'Does help help?',
    sample: true,
    arms: [
      { id: 'usual-means', kind: 'people' },
      ...secretArms.map((id) => ({
        id,
        kind: 'general',
        source: {
          via: 'api',
          provider: 'compatible',
          model: `${id}-model`,
          baseUrl: 'http://127.0.0.1:9/v1',
          stream: true,
          price: 'free',
        },
      })),
    ],
    axes: ['condition', 'disposition'].map((id) => ({
      id,
      form: 'absolute',
      scale: { kind: 'binary' },
      ...(id === 'condition' ? { primary: true } : {}),
    })),
    hypotheses: [
      { id: 'h', kind: 'superiority', axis: 'condition', candidate: 'zephyr-arm', against: 'usual-means' },
    ],
    seed: 5,
    assisted: section,
  }
  return parseProtocol(document, (path) => ({ field: path.map(String).join('.') }))
}

/** A browser of somebody who takes part, or may. */
export interface TestBrowser {
  readonly cookie: () => string | null
  readonly send: (
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Response>
  /** Sends what must succeed, and gives where the participant stands then. */
  readonly part: (path?: string, body?: unknown) => Promise<Part>
  /** Goes on from the consent to the first case. */
  readonly toFirstCase: () => Promise<Part>
}

export interface TestTrial {
  readonly store: Store
  readonly study: { readonly id: string }
  readonly protocol: Protocol
  readonly trial: OpenTrial
  readonly models: ReadonlyMap<string, ScriptedModel>
  readonly faults: unknown[]
  readonly browser: (address?: string) => TestBrowser
  /** The same study served by another process. */
  readonly servedAgain: () => TestTrial
}

export interface AssistedTrialOptions {
  readonly section?: Partial<AssistedSection>
  /** Changes the arms that participants talk with. */
  readonly arm?: Partial<ChatArm>
  /** Leaves the trial unopened. */
  readonly unopened?: boolean
}

/** A trial on a real store, open and served by the server's application, with scripted models. */
export async function assistedTrial(store: Store, options: AssistedTrialOptions = {}): Promise<TestTrial> {
  const protocol = assistedProtocol(options.section)
  const { assisted } = protocol.plan
  if (assisted === null) throw new Error('the protocol is one of an assisted-use study')
  const study = await ensureStudy(store, 'assisted', protocol.plan.title)
  const protocolHash = canonicalHash(protocol.document)
  await holdStudy(store, study, (append) => append({ hash: protocolHash, document: '{}' }))
  if (options.unopened !== true) {
    const items = assisted.cases.map(({ id, text, strata }) => ({ key: id, text, strata }))
    const arms = protocol.plan.arms.map(({ id }) => id)
    await openTrial(store, study, { protocolHash, items, arms }, null)
  }
  return served(store, study, protocol, options)
}

function served(
  store: Store,
  study: { readonly id: string },
  protocol: Protocol,
  options: AssistedTrialOptions,
): TestTrial {
  const { assisted } = protocol.plan
  if (assisted === null) throw new Error('the protocol is one of an assisted-use study')
  const scripted = secretArms.map((id) => ({ id, ...scriptedArm(id) }))
  const faults: unknown[] = []
  const onFault = (error: unknown) => faults.push(error)
  const arms = new Map(scripted.map(({ id, arm }) => [id, { ...arm, ...options.arm }]))
  const trial = makeTrial({ store, study, protocol, assisted, arms, onFault })
  const app = createApp({
    store,
    study: study.id,
    origin: testOrigin,
    routes: participantRoutes({
      readTrial: async () => trial,
      readState: async () => 'open',
      origin: testOrigin,
      onFault,
    }),
    participantOf: (token) => participantOf(store, study, token),
    addressOf: (context) => context.req.header('x-test-address') ?? '127.0.0.1',
    onFault,
  })
  const browser = (address: string = randomUUID()): TestBrowser => {
    let cookie: string | null = null
    const send: TestBrowser['send'] = async (method, path, body, headers = {}) => {
      const response = await app.request(path, {
        method,
        headers: {
          origin: testOrigin,
          'x-equipoise': '1',
          'content-type': 'application/json',
          'x-test-address': address,
          ...(cookie === null ? {} : { cookie }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const set = response.headers.get('set-cookie')
      if (set !== null) cookie = set.split(';')[0] ?? null
      return response
    }
    const part = async (path = '', body?: unknown) =>
      read(await send(body === undefined ? 'GET' : 'POST', `/api/part${path}`, body), partSchema, faults)
    return {
      cookie: () => cookie,
      send,
      part,
      toFirstCase: async () => {
        const begun = await part('/consent', { version: assisted.consent.version, given: true })
        if (begun.link === null) return begun
        if (assisted.eligibility.length > 0)
          await part('/answers', { step: 'eligibility', answers: { adult: 'yes' } })
        if (assisted.baseline.length > 0)
          await part('/answers', { step: 'baseline', answers: { age: 'younger' } })
        return part('/instructions', { read: true })
      },
    }
  }
  return {
    store,
    study,
    protocol,
    trial,
    models: new Map(scripted.map(({ id, model }) => [id, model])),
    faults,
    browser,
    servedAgain: () => served(store, study, protocol, options),
  }
}

async function read<T>(response: Response, schema: z.ZodType<T>, faults: readonly unknown[]): Promise<T> {
  if (response.status !== 200)
    throw new Error(`${response.status} ${await response.text()} ${faults.map(String).join()}`)
  return schema.parse(await response.json())
}

export interface SentEvent {
  readonly name: string
  readonly data: unknown
}

/** All events of a stream of the server. */
export async function eventsOf(response: Response): Promise<readonly SentEvent[]> {
  const text = await response.text()
  return text
    .split('\n\n')
    .filter((block) => block.startsWith('event: '))
    .map((block) => {
      const [name = '', data = ''] = block.split('\n')
      return { name: name.slice(7), data: JSON.parse(data.slice(6)) }
    })
}
