import { describe, expect, it } from 'vitest'
import { canonicalHash, canonicalText } from './hash.ts'

describe('canonicalText', () => {
  // RFC 8785, section 3.2.2 (input) and 3.2.3 (serialised and sorted).
  const example = JSON.parse(
    '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],' +
      '"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
  )

  it('gives the text of the example of RFC 8785', () => {
    expect(canonicalText(example)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
  })

  // RFC 8785, section 3.2.3: the emoji is a surrogate pair (d83d ...) and so stands before fb33.
  it('sorts members by UTF-16 code units, as the second example of RFC 8785', () => {
    const names = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6']
    const sorted = ['\r', '1', '\u0080', '\u00f6', '\u20ac', '\ud83d\ude00', '\ufb33']
    const text = canonicalText(Object.fromEntries(names.map((name, index) => [name, index])))
    expect(text).toBe(`{${sorted.map((name) => `${JSON.stringify(name)}:${names.indexOf(name)}`).join(',')}}`)
  })

  // RFC 8785, appendix B: IEEE 754 bits and their text.
  it.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
  ])('writes the number %s as %s', (bits, text) => {
    const view = new DataView(new ArrayBuffer(8))
    view.setBigUint64(0, BigInt(`0x${bits}`))
    expect(canonicalText([view.getFloat64(0)])).toBe(`[${text}]`)
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses %s, which JSON cannot hold', (value) => {
    expect(() => canonicalText({ value })).toThrow()
  })

  it('refuses what is no JSON data', () => {
    expect(() => canonicalText(undefined)).toThrow(TypeError)
  })
})

describe('canonicalHash', () => {
  // Python: hashlib.sha256(text.encode()).hexdigest() of the canonical text written out by hand.
  it('is the SHA-256 of the UTF-8 bytes', () => {
    expect(canonicalHash({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a')
    expect(canonicalHash({ b: { c: null }, a: [1, 2.0] })).toBe(
      'c86ec83bbcf2cd79e5cc99ee36d5726e7f66bcc6f7b8b83d0b5e6e53ce6302d6',
    )
    expect(canonicalHash({ euro: '€' })).toBe(
      'f1c84c9b587c188ea1aa4241a3dcec3df82198e7f82c5f4d27b3bd1aebea7a2c',
    )
  })

  it('does not hang on the order of members, and does on the order of lists', () => {
    expect(canonicalHash({ a: 1, b: 2 })).toBe(canonicalHash({ b: 2, a: 1 }))
    expect(canonicalHash([1, 2])).not.toBe(canonicalHash([2, 1]))
  })

  it('says in words that half a character has no bytes, wherever it stands', () => {
    for (const data of ['\ud800', { a: ['x', { b: 'y\udc00z' }] }, { '\udfff': 1 }])
      expect(() => canonicalHash(data)).toThrow(/half a character.*TEXT_HALF_CHARACTER/)
    expect(canonicalText('\ud83d\ude00')).toBe('"\ud83d\ude00"')
  })
})
