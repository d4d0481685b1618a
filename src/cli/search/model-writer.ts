import { createApiArm } from '../../arms/api/api-arm.ts'
import { type Environment, keyOf } from '../../arms/api/key.ts'
import { leavesMachine } from '../../arms/leaves-machine.ts'
import { problem } from '../../problem.ts'
import { armPresets, presetSource } from '../../protocol/arm-presets.ts'
import { isLoopback } from '../../protocol/loopback.ts'
import { type ApiSource, fillSource } from '../../protocol/planned-source.ts'
import type { Writer } from '../../search/answer/answer-question.ts'

export interface WriterOptions {
  /** Name of a preset with an API, or the address of an OpenAI-compatible server. */
  readonly writer?: string | undefined
  readonly writerModel?: string | undefined
  readonly writerKey?: string | undefined
  readonly writerStays?: boolean | undefined
}

export interface ModelWriter {
  readonly writer: Writer
  /** Whether what it is given leaves this machine, as far as anybody vouched. */
  readonly leaves: boolean
  /** For the person who asked: `gpt-5.4`, or the address and the model. */
  readonly name: string
  /** As its server calls it. */
  readonly model: string
}

/** Why a model wrote nothing. */
export interface Silence {
  /** A word of ours that says nothing of what was asked. */
  readonly reason: string
  /** What the server says, which may repeat what it was sent. */
  readonly detail: string | null
}

const passagesGiven = 6
const seconds = 120

/**
 * The general model that writes; null where none was asked for.
 *
 * @param onSilence Is told why a model wrote nothing; the answer is then made of sentences of the passages.
 * @throws ProblemError WRITER_UNKNOWN, WRITER_MODEL, WRITER_ELSEWHERE, ARM_KEY_MISSING, ARM_KEY_UNUSABLE
 */
export function modelWriter(
  options: WriterOptions,
  environment: Environment,
  onSilence: (why: Silence) => void,
): ModelWriter | null {
  if (options.writer === undefined) return null
  const source = sourceOf(options.writer, options)
  const key = keyOf('--writer', source.keyFrom, environment)
  const writer: Writer = {
    passages: passagesGiven,
    flagged: 'drop',
    judge: null,
    async write({ system, user }) {
      const arm = createApiArm({ id: 'writer', source: { ...source, system }, key })
      const reply = await arm.answer({
        item: { key: 'question', text: user, strata: {} },
        replicate: 0,
        signal: AbortSignal.timeout(seconds * 1000),
      })
      if (reply.status === 'answered' && reply.text !== null) return reply.text
      onSilence({ reason: reply.reason ?? 'it wrote nothing', detail: reply.detail ?? null })
      return ''
    },
  }
  return {
    writer,
    leaves: leavesMachine(source),
    name: `${source.model} at ${source.baseUrl}`,
    model: source.model,
  }
}

function sourceOf(named: string, { writerModel, writerKey, writerStays }: WriterOptions): ApiSource {
  const isAddress = /^https?:\/\//.test(named)
  if (isAddress && writerModel === undefined)
    throw problem('WRITER_MODEL', 'The server does not say which model is to write.', 'Name it.', {
      place: { field: '--writer-model' },
    })
  const known = isAddress ? null : presetSource(named)
  if (!isAddress && known?.via !== 'api') {
    throw problem('WRITER_UNKNOWN', 'This is no model that can be called.', 'Name a preset or an address.', {
      place: { field: '--writer' },
      value: named,
      expected: `an address, or one of ${Object.keys(armPresets)
        .filter((name) => presetSource(name)?.via === 'api')
        .join(', ')}`,
    })
  }
  const more = {
    ...(writerModel === undefined ? {} : { model: writerModel }),
    ...(writerKey === undefined ? {} : { keyFrom: writerKey }),
  }
  const source =
    known?.via === 'api'
      ? fillSource({ ...known, ...more })
      : fillSource({ via: 'api', provider: 'compatible', model: '', baseUrl: named, ...more })
  if (source?.via !== 'api') throw new RangeError('a source with an API fills in as one')
  if (writerStays === true && !isLoopback(source.baseUrl)) {
    throw problem(
      'WRITER_ELSEWHERE',
      'The server is not on this machine, so what it is sent leaves it.',
      'Leave --writer-stays out; the question is screened first.',
      { place: { field: '--writer-stays' }, value: source.baseUrl },
    )
  }
  return { ...source, staysOnMachine: writerStays === true }
}
