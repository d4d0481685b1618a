import { BlockList, isIPv6 } from 'node:net'

/**
 * Whose an address is. `metadata`: where clouds give out the keys of a machine. `private`: a network that the internet does not
 * reach, shared addresses of carriers among them. `reserved`: no host of the internet has it.
 */
export type AddressKind = 'public' | 'loopback' | 'private' | 'link-local' | 'metadata' | 'reserved'

/** RFC 6890 and the registries of special addresses of IANA; metadata addresses of AWS, Azure, Google, Oracle and Alibaba. */
const ranges: readonly (readonly [kind: AddressKind, ...blocks: readonly string[]])[] = [
  ['metadata', '169.254.169.254/32', '169.254.170.2/32', '169.254.170.23/32', '100.100.100.200/32', '192.0.0.192/32', '168.63.129.16/32', 'fd00:ec2::254/128', 'fd00:ec2::23/128', 'fd20:ce::254/128'],
  ['loopback', '127.0.0.0/8', '::1/128'],
  ['link-local', '169.254.0.0/16', 'fe80::/10'],
  ['private', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7', 'fec0::/10'],
  ['reserved', '0.0.0.0/8', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4', '::/128', '100::/64', '2001::/23', '2001:db8::/32', '3fff::/20', '5f00::/16', 'ff00::/8'],
] // biome-ignore format: a table

const lists = ranges.map(([kind, ...blocks]) => {
  const list = new BlockList()
  for (const block of blocks) {
    const [start = '', bits] = block.split('/')
    list.addSubnet(start, Number(bits), isIPv6(start) ? 'ipv6' : 'ipv4')
  }
  return { kind, list }
})

/** @param address IPv4 or IPv6 without brackets; one that is neither is `reserved`. */
export function addressKind(address: string): AddressKind {
  const bare = address.replace(/%.*$/, '')
  const embedded = isIPv6(bare) ? embeddedIpv4(bare) : null
  if (embedded !== null) return addressKind(embedded)
  const family = isIPv6(bare) ? 'ipv6' : 'ipv4'
  if (family === 'ipv4' && !/^\d{1,3}(\.\d{1,3}){3}$/.test(bare)) return 'reserved'
  return lists.find(({ list }) => list.check(bare, family))?.kind ?? 'public'
}

/**
 * The IPv4 address that an IPv6 address leads to: mapped (`::ffff:0:0/96`), compatible (`::/96`), translated (`64:ff9b::/96`,
 * `64:ff9b:1::/48`) or 6to4 (`2002::/16`). Null where it leads to none.
 */
function embeddedIpv4(address: string): string | null {
  const words = wordsOf(address)
  const dotted = (high: number, low: number) => [high >> 8, high & 255, low >> 8, low & 255].join('.')
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = words
  const zeros = (...some: readonly number[]) => some.every((word) => word === 0)
  if (zeros(a, b, c, d, e) && (f === 0xffff || f === 0) && !(f === 0 && g === 0 && h <= 1))
    return dotted(g, h)
  if (zeros(a, b, c, d) && e === 0xffff && f === 0) return dotted(g, h)
  if (a === 0x64 && b === 0xff9b) return dotted(g, h)
  return a === 0x2002 ? dotted(b, c) : null
}

/** The eight words of an IPv6 address, as `URL` writes it out. */
function wordsOf(address: string): readonly number[] {
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const read = (part: string) => (part === '' ? [] : part.split(':').map((word) => Number.parseInt(word, 16)))
  if (tail === undefined) return read(head)
  const [front, back] = [read(head), read(tail)]
  return [...front, ...Array.from({ length: 8 - front.length - back.length }, () => 0), ...back]
}
