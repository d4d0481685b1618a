import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4Citation,
  LanguageModelV4Prompt,
  LanguageModelV4Source,
} from '@ai-sdk/provider'
import type { Turn } from '../../items/item.ts'
import { parsedJson } from '../../parsed-json.ts'
import type { ApiSource, PlannedSettings } from '../../protocol/planned-source.ts'
import type { ArmRequest, Citation } from '../arm.ts'
import { type SettingName, settingsMissing } from './settings.ts'
import type { WireFormat } from './wire-format.ts'

/** What the client library made of a call: an answer, or what it threw. */
export type Outcome =
  | { readonly text: string; readonly citations: readonly Citation[]; readonly error: null }
  | { readonly text: null; readonly citations: readonly Citation[]; readonly error: unknown }

/** The client library left out, or changed, a setting that was asked for; nothing was sent. */
export class SettingsDropped extends Error {
  readonly settings: readonly SettingName[]

  constructor(settings: readonly SettingName[]) {
    super(`The model does not take ${settings.join(', ')}.`)
    this.name = 'SettingsDropped'
    this.settings = settings
  }

  static in(body: string, asked: Partial<PlannedSettings>, format: WireFormat): SettingName[] {
    return settingsMissing(parsedJson(body), asked, format.settingPlaces)
  }

  /** The one that a chain of causes ends in. */
  static of(error: unknown): SettingsDropped | null {
    for (let here = error; here instanceof Error; here = here.cause) {
      if (here instanceof SettingsDropped) return here
    }
    return null
  }
}

interface Asking {
  readonly source: ApiSource
  readonly format: WireFormat
  /** Loads the client library with the first call. */
  readonly model: () => Promise<LanguageModelV4>
  readonly prompt: readonly Turn[]
  readonly request: Pick<ArmRequest, 'signal' | 'onText'>
}

/**
 * Asks a model once through its client library, without the library's layer of retries and steps: one call is
 * one request.
 */
export async function ask(
  { source, format, model: load, prompt, request }: Asking,
  asked: Partial<PlannedSettings>,
): Promise<Outcome> {
  try {
    const model = await load()
    const options: LanguageModelV4CallOptions = {
      prompt: prompt.map(message),
      abortSignal: request.signal,
      ...(asked.temperature == null ? {} : { temperature: asked.temperature }),
      ...(asked.topP == null ? {} : { topP: asked.topP }),
      ...(asked.seed == null ? {} : { seed: asked.seed }),
      ...(asked.maxOutputTokens === undefined ? {} : { maxOutputTokens: asked.maxOutputTokens }),
      ...format.callOptions(source, asked.reasoningEffort ?? null),
    }
    return source.stream
      ? await streamed(model, options, format, request.onText)
      : await whole(model, options, format)
  } catch (error) {
    return { text: null, citations: [], error }
  }
}

function message(turn: Turn): LanguageModelV4Prompt[number] {
  return turn.role === 'system'
    ? { role: 'system', content: turn.text }
    : { role: turn.role, content: [{ type: 'text', text: turn.text }] }
}

async function whole(
  model: LanguageModelV4,
  options: LanguageModelV4CallOptions,
  format: WireFormat,
): Promise<Outcome> {
  const { content } = await model.doGenerate(options)
  const parts = content.filter((part) => part.type === 'text')
  const sources = content.filter((part) => part.type === 'source')
  return {
    text: parts.map((part) => part.text).join(''),
    citations: citationsOf(
      format,
      parts.flatMap((part) => part.citations ?? []),
      sources,
    ),
    error: null,
  }
}

async function streamed(
  model: LanguageModelV4,
  options: LanguageModelV4CallOptions,
  format: WireFormat,
  onText: ArmRequest['onText'],
): Promise<Outcome> {
  const { stream } = await model.doStream(options)
  let text = ''
  const inText: LanguageModelV4Citation[] = []
  const sources: LanguageModelV4Source[] = []
  for await (const part of stream) {
    if (part.type === 'text-delta') {
      text += part.delta
      onText?.(part.delta)
    }
    if (part.type === 'text-end') inText.push(...(part.citations ?? []))
    if (part.type === 'source') sources.push(part)
    if (part.type === 'error') return { text: null, citations: [], error: part.error }
  }
  return { text, citations: citationsOf(format, inText, sources), error: null }
}

/** In the order of the answer. What a search found and the answer does not name is no citation. */
function citationsOf(
  format: WireFormat,
  inText: readonly LanguageModelV4Citation[],
  sources: readonly LanguageModelV4Source[],
): Citation[] {
  if (format.citations === 'list') return sources.map((source) => citation(source, null))
  return inText.map(({ source, citedText }) => citation(source, citedText ?? null))
}

function citation(source: LanguageModelV4Source, quote: string | null): Citation {
  return {
    url: source.sourceType === 'url' ? source.url : null,
    title: source.title ?? null,
    quote,
  }
}
