import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { ForbiddenAddress, guarded, privateOriginsOf } from './guard.ts'

const mostRedirects = 5

/**
 * Asks an address with GET and follows where it leads. Every step is checked as the first one is, and only the origin that was
 * asked for counts as configured: a server cannot send the request on to this machine or into its network.
 *
 * @returns the answer, its body not read yet; the status is no redirect.
 * @throws ForbiddenAddress, or what the connection meets
 */
export async function openGuarded(address: string, signal: AbortSignal): Promise<IncomingMessage> {
  let at = address
  for (let step = 0; step <= mostRedirects; step++) {
    const answer = await getOnce(at, address, signal)
    const { location } = answer.headers
    if (![301, 302, 303, 307, 308].includes(answer.statusCode ?? 0) || location === undefined) return answer
    answer.destroy()
    if (!URL.canParse(location, at)) throw new ForbiddenAddress(location, location, 'no-web-address')
    const next = new URL(location, at)
    // Whoever asked for an encrypted line gets no other.
    if (at.startsWith('https:') && next.protocol !== 'https:')
      throw new Error(`It leads on to ${next.origin}, without encryption.`)
    at = next.href
  }
  throw new Error(`It leads on more than ${mostRedirects} times.`)
}

function getOnce(address: string, configured: string, signal: AbortSignal): Promise<IncomingMessage> {
  const { url, lookup } = guarded(address, { configured, privateOrigins: privateOriginsOf(process.env) })
  const open = url.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    const sent = open(url, { headers: { 'accept-encoding': 'identity' }, lookup, signal }, resolve)
    sent.on('error', reject)
    sent.end()
  })
}
