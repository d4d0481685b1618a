import { createApiArm } from '../../src/arms/api/api-arm.ts'
import type { Arm, ArmReply } from '../../src/arms/arm.ts'
import { armSourceSchema } from '../../src/protocol/arm-source.ts'
import { type ApiSource, fillSource } from '../../src/protocol/planned-source.ts'
import type { Way } from '../providers/dialects.ts'

export const testKey = 'sk-stand-in-7f3a9c'

/** A source as a protocol would say it, read by the real schema and with the real defaults. */
export function apiSource(way: Way, url: string, more: object = {}): ApiSource {
  const { provider, api, model } = way
  const written = { via: 'api', provider, api, model, baseUrl: url, keyFrom: 'STAND_IN_KEY', ...more }
  const source = fillSource(armSourceSchema.parse(written))
  if (source?.via !== 'api') throw new TypeError('The source is not one of an API.')
  return source
}

export function armOf(way: Way, url: string, more: object = {}): Arm {
  return createApiArm({ id: 'arm', source: apiSource(way, url, more), key: testKey })
}

export const questionAbout = (key: string) => ({
  key,
  text: `What is the usual dose? [item ${key}]`,
  strata: {},
})

export function askOnce(arm: Arm, key: string, milliseconds = 10_000): Promise<ArmReply> {
  return arm.answer({
    item: questionAbout(key),
    replicate: 0,
    signal: AbortSignal.timeout(milliseconds),
  })
}
