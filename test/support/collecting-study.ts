import { stringify } from 'yaml'
import { type Way, ways } from '../providers/dialects.ts'
import { type StandIn, type StandInOptions, startStandIn } from '../providers/stand-in.ts'
import type { SharedWorkspace, TestStudy } from './shared-workspace.ts'

/** The environment variable of the key that the stand-ins are called with. */
export const keyVariable = 'STAND_IN_KEY'

export interface CollectingStudy extends AsyncDisposable {
  readonly study: TestStudy
  /** Stand-ins by the id of the arm that they answer for. */
  readonly servers: ReadonlyMap<string, StandIn>
}

export interface CollectingOptions {
  readonly items: number
  /** Names of the ways to call a model; each is an arm `arm-0`, `arm-1`, ... */
  readonly ways: readonly string[]
  readonly collect?: object
  readonly standIn?: (arm: string) => StandInOptions
  /** Arms of whose servers the protocol says that they pass nothing on. */
  readonly vouchedFor?: readonly string[]
  /** Further arms, as a protocol writes them. */
  readonly moreArms?: readonly object[]
  /** Questions that the protocol needs, as it writes them. */
  readonly slots?: readonly object[]
}

/** A study of so many questions whose arms are models behind stand-ins. */
export async function collectingStudy(
  workspace: SharedWorkspace,
  name: string,
  options: CollectingOptions,
): Promise<CollectingStudy> {
  const servers = new Map<string, StandIn>()
  const arms: object[] = []
  for (const [index, wayName] of options.ways.entries()) {
    const id = `arm-${index}`
    const way = wayOf(wayName)
    const server = await startStandIn(way.dialect, options.standIn?.(id) ?? {})
    servers.set(id, server)
    const stays = options.vouchedFor?.includes(id) === true ? { staysOnMachine: true } : {}
    arms.push({ id, kind: 'general', source: { ...sourceOf(way, server.url), ...stays } })
  }
  const protocol = {
    schemaVersion: 1,
    id: name,
    title: 'Answers of stand-ins',
    question: 'Does collecting work?',
    arms: [...arms, ...(options.moreArms ?? [])],
    axes: [{ id: 'preference', form: 'pairwise', primary: true }],
    hypotheses: [
      { id: 'better', kind: 'superiority', axis: 'preference', candidate: 'arm-0', against: 'arm-1' },
    ],
    seed: 1,
    collect: options.collect ?? {},
    ...(options.slots === undefined ? {} : { items: options.slots }),
  }
  const study = await workspace.study(name, stringify(protocol))
  const rows = Array.from({ length: options.items }, (_, index) => {
    const key = `q${String(index).padStart(5, '0')}`
    return JSON.stringify({ key, question: `What is the usual dose? [item ${key}]` })
  })
  const table = await workspace.input(`${name}.jsonl`, `${rows.join('\n')}\n`)
  const mapping = await workspace.input(
    `${name}.yaml`,
    stringify({ schemaVersion: 1, form: 'items', columns: { key: 'key', text: 'question' } }),
  )
  if (options.items > 0) await study.imported(table, mapping)
  return {
    study,
    servers,
    [Symbol.asyncDispose]: async () => {
      for (const server of servers.values()) await server.close()
    },
  }
}

function wayOf(name: string): Way {
  const way = ways.find((one) => one.name === name)
  if (way === undefined) throw new Error(`There is no way to call a model named ${name}.`)
  return way
}

function sourceOf({ provider, api, model }: Way, baseUrl: string): object {
  return {
    via: 'api',
    provider,
    api,
    model,
    baseUrl,
    keyFrom: keyVariable,
    settings: { maxOutputTokens: 200 },
  }
}
