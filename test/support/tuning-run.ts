import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { standInKey, startTuningStandIn, type TuningOptions } from '../providers/tuning-stand-in.ts'
import { equipoise, temporaryFolder } from './command-line.ts'
import { enough, hostedExport } from './preference-files.ts'

export const tuningKeys = ['OPENAI_API_KEY', 'TOGETHER_API_KEY'] as const

/** Sets the keys that the stand-ins take, or takes them away again. */
export function setTuningKeys(set: boolean): void {
  for (const name of tuningKeys) {
    if (set) process.env[name] = standInKey
    else delete process.env[name]
  }
}

export const services = ['openai', 'together'] as const
export type Service = (typeof services)[number]
export const routes = {
  openai: { create: 'POST /fine_tuning/jobs', list: 'GET /fine_tuning/jobs', job: 'GET /fine_tuning/jobs/*' },
  together: { create: 'POST /fine-tunes', list: 'GET /fine-tunes', job: 'GET /fine-tunes/*' },
} as const

/** A run of a service in a folder, with what is needed to start it. */
export async function prepared(service: Service, options: TuningOptions = {}, preferences = enough()) {
  const folder = await temporaryFolder()
  const standIn = await startTuningStandIn(service, options)
  const exported = await hostedExport(folder.path, service, preferences)
  const run = join(folder.path, 'run')
  const given = [
    ...['tune', 'start', exported, '--service', service, '--base-model', 'maker/base-8b'],
    ...['--out', run, '--base-url', standIn.url, '--poll', '0.01'],
  ]
  return {
    run,
    given,
    exported,
    standIn,
    folder: folder.path,
    start: (...more: readonly string[]) => equipoise(...given, '--yes', ...more),
    state: async () => JSON.parse(await readFile(join(run, 'tuning.json'), 'utf8')),
    async [Symbol.asyncDispose]() {
      await standIn[Symbol.asyncDispose]()
      await folder[Symbol.asyncDispose]()
    },
  }
}
