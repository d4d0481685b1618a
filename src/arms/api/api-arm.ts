import type { LanguageModelV4 } from '@ai-sdk/provider'
import type { Turn } from '../../items/item.ts'
import { isLoopback } from '../../protocol/loopback.ts'
import type { ApiSource } from '../../protocol/planned-source.ts'
import type { Arm, ArmAbilities, ArmReply, ArmRequest } from '../arm.ts'
import { leavesMachine } from '../leaves-machine.ts'
import { promptBytes, promptOf } from '../prompt.ts'
import { localFailure } from '../reply.ts'
import { ask, SettingsDropped } from './ask.ts'
import { exchangeTexts, recorded, recordingFetch } from './exchange.ts'
import { withoutKey } from './key.ts'
import { rateLimitsOf } from './rate-limits.ts'
import { readOutcome } from './read-outcome.ts'
import { askedSettings, type SettingName, settingNames } from './settings.ts'
import type { WireFormat } from './wire-format.ts'
import { wireFormatOf } from './wire-formats.ts'

/** What a search brings into the prompt, at a generous guess: no provider bounds it. */
const tokensOfOneSearch = 20_000
/** Roles and marks that a provider wraps around each turn. */
const tokensOfOneTurn = 16

export interface ApiArmParts {
  readonly id: string
  readonly source: ApiSource
  readonly key: string | null
  readonly now?: () => number
}

/**
 * An arm that calls a model over its API: one HTTP request for one question, never a second one on its own.
 *
 * A setting that the model does not take makes the call fail with the setting's name. Where the source says
 * `report`, the reply says that calling again helps, and later calls are made without it.
 */
export function createApiArm({ id, source, key, now = Date.now }: ApiArmParts): Arm {
  const format = wireFormatOf(source.api, source.provider)
  // What the model has refused so far; only ever filled where the source says `report`.
  const refused = new Set<SettingName>()
  let client: Promise<LanguageModelV4> | null = null
  const model = () => {
    client ??= format.model(source, { baseUrl: source.baseUrl, key, fetch: recordingFetch })
    return client
  }
  return {
    id,
    abilities: abilitiesOf(source),
    async answer(request) {
      const prompt = promptOf(request.item, source.system)
      if (prompt === null) return localFailure('rejected', 'The item has no text to ask.')
      return answerOnce({ source, format, model, key, now, prompt, request, refused })
    },
    worstCase(item) {
      const prompt = promptOf(item, source.system) ?? []
      const searches = source.search?.maxSearches ?? 0
      return {
        inputTokens:
          promptBytes(prompt) + (prompt.length + 1) * tokensOfOneTurn + searches * tokensOfOneSearch,
        outputTokens: source.settings.maxOutputTokens,
        searches,
      }
    },
  }
}

interface Call {
  readonly source: ApiSource
  readonly format: WireFormat
  readonly model: () => Promise<LanguageModelV4>
  readonly key: string | null
  readonly now: () => number
  readonly prompt: readonly Turn[]
  readonly request: ArmRequest
  readonly refused: Set<SettingName>
}

async function answerOnce(call: Call): Promise<ArmReply> {
  const { source, format, key, now, request, refused } = call
  const asked = askedSettings(source.settings, refused)
  const dropped = new Set<SettingName>()
  const begun = performance.now()
  const look = (body: string) => {
    const missing = SettingsDropped.in(body, asked, format)
    for (const name of missing) dropped.add(name)
    const unbearable = missing.filter((name) => name !== 'maxOutputTokens')
    if (source.onRefusedSetting === 'fail' && unbearable.length > 0) throw new SettingsDropped(unbearable)
  }
  const live = source.stream && request.onText !== undefined
  const { result: outcome, exchanges } = await recorded(look, () => ask(call, asked), live)
  const seconds = (performance.now() - begun) / 1000
  const { settings, ...read } = readOutcome({
    outcome,
    exchange: exchanges.at(-1) ?? null,
    format,
    asked,
    aborted: request.signal.aborted,
    now: now(),
  })
  const secondChance = source.onRefusedSetting === 'report' && noteRefused(settings, refused)
  const headers = exchanges.at(-1)?.headers ?? null
  return {
    ...read,
    ...(secondChance ? { retry: { afterMilliseconds: 0 } } : {}),
    text: read.text === null ? null : withoutKey(read.text, key),
    detail: read.detail === null ? null : withoutKey(read.detail, key),
    requestId: read.requestId === null ? null : withoutKey(read.requestId, key),
    modelSnapshot: read.modelSnapshot === null ? null : withoutKey(read.modelSnapshot, key),
    settingsRefused: namesInOrder([...refused, ...dropped, ...settings]),
    limits: headers === null ? null : rateLimitsOf(headers, now()),
    seconds,
    raw: exchangeTexts(exchanges, key),
  }
}

/** Notes what a model refused; false where nothing of it can be left out. The budget rests on the tokens. */
function noteRefused(settings: readonly SettingName[], refused: Set<SettingName>): boolean {
  const news = settings.filter((name) => name !== 'maxOutputTokens')
  for (const name of news) refused.add(name)
  return news.length > 0
}

function namesInOrder(names: readonly SettingName[]): SettingName[] {
  return settingNames.filter((name) => names.includes(name))
}

function abilitiesOf(source: ApiSource): ArmAbilities {
  return {
    callable: true,
    cites: source.search !== null,
    searches: source.search !== null,
    mayRefuse: true,
    paid: source.price === 'free' ? false : source.price !== null || !isLoopback(source.baseUrl),
    leavesMachine: leavesMachine(source),
  }
}
