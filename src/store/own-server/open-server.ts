import type pg from 'pg'
import { createPool } from '../database.ts'
import { probeServer, type ServerFacts } from './probe-server.ts'
import { readServerUrl, type ServerUrl } from './server-url.ts'

/** A server of one's own that was looked at, with a pool of connections to it. */
export interface OwnServer {
  readonly url: ServerUrl
  readonly facts: ServerFacts
  readonly pool: pg.Pool
}

/**
 * Connections to the server at an address, with the limits that what stands there has.
 *
 * @param field The variable or option that the address stood in.
 * @throws ProblemError with a STORE_ code that says why it cannot be used.
 */
export async function openServer(address: string, field?: string): Promise<OwnServer> {
  const url = readServerUrl(address, field)
  const facts = await probeServer(url)
  return { url, facts, pool: createPool({ connectionString: url.connectionString }, facts.pooled) }
}
