import type { PlannedSettings } from '../../protocol/planned-source.ts'
import type { ProviderError } from './error-body.ts'

export type SettingName = keyof PlannedSettings

/** Where a setting stands in a request, and how errors speak of it. */
export interface SettingPlace {
  /** Several where models differ. */
  readonly paths: readonly (readonly string[])[]
  /** What an error calls it. */
  readonly names: readonly string[]
  /** What is sent for a value, where that is another word. */
  readonly onWire?: (value: unknown) => unknown
}

export type SettingPlaces = Readonly<Record<SettingName, SettingPlace>>

export const settingNames = [
  'temperature',
  'topP',
  'seed',
  'maxOutputTokens',
  'reasoningEffort',
] as const satisfies readonly SettingName[]

/** The settings that somebody asked for, without those of a list. */
export function askedSettings(
  settings: PlannedSettings,
  without: ReadonlySet<SettingName>,
): Partial<PlannedSettings> {
  return Object.fromEntries(
    settingNames
      .filter((name) => settings[name] !== null && (name === 'maxOutputTokens' || !without.has(name)))
      .map((name) => [name, settings[name]]),
  )
}

/**
 * Settings that were asked for and do not stand in a body as they were asked: a client library that knows a
 * model takes them out, or changes them, without a word.
 */
export function settingsMissing(
  body: unknown,
  asked: Partial<PlannedSettings>,
  places: SettingPlaces,
): SettingName[] {
  return settingNames.filter((name) => {
    const value = asked[name]
    if (value === undefined || value === null) return false
    const { paths, onWire = (each: unknown) => each } = places[name]
    return !paths.some((path) => valueAt(body, path) === onWire(value))
  })
}

/**
 * Settings that an error says the model does not take. OpenAI names the field; the others only in a sentence,
 * in which the field is named.
 */
export function settingsRefusedBy(
  status: number,
  error: ProviderError | null,
  asked: Partial<PlannedSettings>,
  places: SettingPlaces,
): SettingName[] {
  if (error === null || (status !== 400 && status !== 422)) return []
  return settingNames.filter(
    (name) =>
      asked[name] !== undefined &&
      places[name].names.some((field) => error.field === field || namesField(opening(error.message), field)),
  )
}

/** Long messages repeat what was sent, in which anything may stand. */
function opening(message: string): string {
  return message.slice(0, 200)
}

/** The name as a word of its own, not as a part of a longer one. */
function namesField(message: string, field: string): boolean {
  return new RegExp(`(^|[^A-Za-z0-9_])${field.replaceAll('.', '\\.')}($|[^A-Za-z0-9_])`).test(message)
}

function valueAt(body: unknown, path: readonly string[]): unknown {
  let here: unknown = body
  for (const key of path) {
    if (typeof here !== 'object' || here === null) return undefined
    here = Object.entries(here).find(([name]) => name === key)?.[1]
  }
  return here
}
