import { isIP } from 'node:net'

/**
 * Address that a request came from, where it passed so many proxies of one's own. Each proxy writes the address that it was
 * asked from at the right end of X-Forwarded-For, so the one that counts stands as many places from the right as there are
 * proxies. What stands further left was written by whoever asked, and is not read.
 *
 * @param forwarded X-Forwarded-For, all its lines joined by commas; null where there is none.
 * @param peer Address at the other end of the connection; taken where the header is not what the proxies would have written.
 * @param proxies 0 where nobody stands between: then the header is not read at all.
 */
export function clientAddress(forwarded: string | null, peer: string, proxies: number): string {
  if (proxies === 0 || forwarded === null) return peer
  const hops = forwarded.split(',')
  return addressIn(hops[hops.length - proxies]?.trim() ?? '') ?? peer
}

/** An address as proxies write it: bare, with a port, or in brackets; null where it is none. */
function addressIn(hop: string): string | null {
  const bare = /^\[([^\]]+)\](?::\d{1,5})?$/.exec(hop)?.[1] ?? /^([\d.]+):\d{1,5}$/.exec(hop)?.[1] ?? hop
  return isIP(bare) === 0 ? null : bare.toLowerCase()
}
