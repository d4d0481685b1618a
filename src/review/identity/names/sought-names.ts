import type { ArmPreset } from '../../../protocol/arm-presets.ts'
import { armPresets } from '../../../protocol/arm-presets.ts'
import { fillSource } from '../../../protocol/planned-source.ts'
import type { ProtocolDocument } from '../../../protocol/schema-v1.ts'
import { designWords, domains, makers, ordinaryNames, products } from './known-names.ts'

type Arm = ProtocolDocument['arms'][number]

/** What the screen looks for. */
export interface SoughtNames {
  /** Labels and ids of the study's arms, and the systems behind them. */
  readonly arms: readonly string[]
  /** Every other product, model and maker that the software knows. */
  readonly known: readonly string[]
  readonly ordinary: readonly string[]
  readonly domains: readonly string[]
  /** Ids and labels that are too short or too common to be found in a text; a person should look for them. */
  readonly notSought: readonly string[]
}

/** An id shorter than this is not sought, since single letters and syllables are everywhere. */
const shortestId = 4

/** @param arms Of the protocol; none for the names that are known without a study. */
export function soughtNames(arms: readonly Arm[]): SoughtNames {
  const named = arms.flatMap((arm) => [
    { name: arm.id, sought: arm.id.length >= shortestId && !designWords.has(arm.id.toLowerCase()) },
    ...(arm.label === undefined ? [] : [{ name: arm.label, sought: arm.label.trim().length >= 2 }]),
  ])
  const sources = arms.flatMap((arm) => {
    const source = arm.source === undefined ? null : fillSource(arm.source)
    return source === null ? [] : [source]
  })
  const behind = sources.flatMap((source): readonly string[] => {
    if (source.via === 'api') return [source.model]
    if (source.via === 'capture') return [source.product, ...(source.mode === null ? [] : [source.mode])]
    return source.via === 'vendor' ? [source.vendor] : []
  })
  const ordinary = new Set(ordinaryNames.map((name) => name.toLowerCase()))
  const presets = Object.entries(armPresets).flatMap(([id, preset]) => [id, systemOf(preset)])
  const isOrdinary = (name: string): boolean => ordinary.has(name.toLowerCase()) || name.length < shortestId
  const labels = named.flatMap(({ name, sought }) => (sought ? [name] : []))
  return {
    arms: distinct([...labels, ...behind.filter((name) => !isOrdinary(name))]),
    known: distinct([...products, ...makers, ...presets.filter((name) => !isOrdinary(name))]),
    ordinary: ordinaryNames,
    domains: distinct([
      ...domains,
      ...sources.flatMap((source) => {
        const url = source.via === 'api' ? source.baseUrl : source.via === 'capture' ? source.url : null
        return hostOf(url) ?? []
      }),
    ]),
    notSought: distinct(named.flatMap(({ name, sought }) => (sought ? [] : [name]))),
  }
}

function systemOf({ source }: ArmPreset): string {
  return source.via === 'api' ? source.model : source.product
}

/** The host of an address without `www`; null for a machine of one's own or a host that everybody links to. */
function hostOf(url: string | null): string | null {
  const host = /^https?:\/\/(?:www\.)?([^/:?#]+)/i.exec(url ?? '')?.[1]?.toLowerCase()
  if (host === undefined || !/\.[a-z]{2,}$/.test(host)) return null
  return host === 'google.com' || host.endsWith('.googleapis.com') ? null : host
}

const distinct = (names: readonly string[]): readonly string[] => [...new Set(names)]
