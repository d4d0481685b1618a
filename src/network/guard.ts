import { type LookupAddress, lookup as lookUp } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { type AddressKind, addressKind } from './address-kind.ts'

/** An address that no request goes to. */
export class ForbiddenAddress extends Error {
  constructor(origin: string, address: string, kind: AddressKind | 'no-web-address') {
    super(
      kind === 'no-web-address'
        ? 'Only addresses that begin with http:// or https:// are asked, and without a name or a password in them.'
        : `${origin} leads to ${address}, a ${kind} address, and nothing allows that. Where it is meant, name this origin in EQUIPOISE_PRIVATE_ORIGINS.`,
    )
    this.name = 'ForbiddenAddress'
  }

  /** The one that a chain of causes ends in. */
  static of(error: unknown): ForbiddenAddress | null {
    for (let here = error; here instanceof Error; here = here.cause)
      if (here instanceof ForbiddenAddress) return here
    return null
  }
}

/** What an owner allows beside the internet. */
export interface Allowance {
  /** Address that the owner's own configuration names; null where the address comes from somebody else. */
  readonly configured: string | null
  /** Origins that may lead to private addresses: EQUIPOISE_PRIVATE_ORIGINS, separated by commas. */
  readonly privateOrigins: readonly string[]
}

/**
 * Whether a request to an origin may connect to an address. The internet: always. This machine: where the configuration names this
 * very origin and says by its name that it is this machine. Every other address that is not public: where the exact origin
 * is in EQUIPOISE_PRIVATE_ORIGINS. Addresses where clouds give out keys, and of no host: never.
 */
export function mayConnect(url: URL, address: string, { configured, privateOrigins }: Allowance): boolean {
  const kind = addressKind(address)
  switch (kind) {
    case 'public':
      return true
    case 'loopback':
      return (
        privateOrigins.includes(url.origin) ||
        (configured !== null && namesThisMachine(url) && originOf(configured) === url.origin)
      )
    case 'private':
    case 'link-local':
      return privateOrigins.includes(url.origin)
    default:
      return false
  }
}

/** `localhost` and loopback addresses; a name that somebody's server of names lets lead here does not count. */
function namesThisMachine({ hostname }: URL): boolean {
  const literal = literalOf(hostname)
  return literal === null ? hostname === 'localhost' : addressKind(literal) === 'loopback'
}

/**
 * Checks an address before anything is sent, and gives what a connection looks the name up with: what it resolves to is checked, and
 * that is what the connection is made to, so that a name cannot lead elsewhere a moment later.
 *
 * @throws ForbiddenAddress
 */
export function guarded(
  address: string,
  allowance: Allowance,
): { readonly url: URL; readonly lookup: LookupFunction } {
  const url = URL.canParse(address) ? new URL(address) : null
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    throw new ForbiddenAddress(address, address, 'no-web-address')
  const literal = literalOf(url.hostname)
  // A connection to a literal address looks nothing up.
  if (literal !== null && !mayConnect(url, literal, allowance))
    throw new ForbiddenAddress(url.origin, literal, addressKind(literal))
  const lookup: LookupFunction = (hostname, options, callback) => {
    lookUp(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, [])
      const allowed = found.filter((one) => mayConnect(url, one.address, allowance))
      const [first] = allowed
      if (first === undefined) return callback(forbidden(url, found), [])
      if (options.all === true) callback(null, allowed)
      else callback(null, first.address, first.family)
    })
  }
  return { url, lookup }
}

function forbidden(url: URL, found: readonly LookupAddress[]): ForbiddenAddress {
  const address = found[0]?.address ?? url.hostname
  return new ForbiddenAddress(url.origin, address, addressKind(address))
}

function literalOf(hostname: string): string | null {
  const bare = hostname.replace(/^\[|\]$/g, '')
  return isIP(bare) === 0 ? null : bare
}

function originOf(address: string): string | null {
  return URL.canParse(address) ? new URL(address).origin : null
}

/** The origins of an environment variable; what is no origin is left out, and so allows nothing. */
export function privateOriginsOf(
  environment: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  return (environment.EQUIPOISE_PRIVATE_ORIGINS ?? '')
    .split(',')
    .flatMap((written) => originOf(written.trim()) ?? [])
}
