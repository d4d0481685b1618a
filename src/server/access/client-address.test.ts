import { expect, it } from 'vitest'
import { clientAddress } from './client-address.ts'

const peer = '127.0.0.1'

it.each([
  ['reads nothing without a proxy', '203.0.113.7', 0, peer],
  ['takes the peer without a header', null, 1, peer],
  ['takes what the proxy wrote', '203.0.113.7', 1, '203.0.113.7'],
  ['takes the right end, whatever was sent before', '198.51.100.1, 10.0.0.1, 203.0.113.7', 1, '203.0.113.7'],
  ['goes back one place for each proxy', '198.51.100.1, 203.0.113.7, 10.0.0.2', 2, '203.0.113.7'],
  ['takes the peer where fewer proxies wrote than there are', '203.0.113.7', 2, peer],
  ['takes the peer where there is no address', 'unknown', 1, peer],
  ['takes the peer where the place is empty', '203.0.113.7,', 1, peer],
  ['knows an address with a port', '203.0.113.7:51234', 1, '203.0.113.7'],
  ['knows IPv6, bare', '2001:DB8::7', 1, '2001:db8::7'],
  ['knows IPv6 in brackets, with a port', '[2001:db8::7]:51234', 1, '2001:db8::7'],
])('%s', (_, forwarded, proxies, expected) => {
  expect(clientAddress(forwarded, peer, proxies)).toBe(expected)
})
