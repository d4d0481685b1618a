import { describe, expect, it } from 'vitest'
import { newSecretText, secretCommitment, secretGenerator } from './secret-draws.ts'

const secret = '0f'.repeat(32)

describe('secretGenerator', () => {
  // From Python: hmac, json and xoshiro128++ with integers masked to 32 bits.
  it('is xoshiro128++ from the beginning of the HMAC', () => {
    const generator = secretGenerator(secret, 'real', 'simple', 1)
    expect(Array.from({ length: 4 }, () => generator.nextUint32())).toEqual([
      1828889728, 1484145405, 927512449, 1421863312,
    ])
  })

  it('starts again as a generator of its own', () => {
    const generator = secretGenerator(secret, 'real', 'simple')
    generator.uniform()
    generator.restart(1)
    expect(generator.nextUint32()).toBe(secretGenerator(secret, 'real', 'simple', 1).nextUint32())
  })

  it('takes no other text for a secret', () => {
    for (const text of ['', '0f', secret.toUpperCase(), `${secret}0`]) {
      expect(() => secretGenerator(text, 'x')).toThrow('[ALLOCATION_SECRET]')
      expect(() => secretCommitment(text)).toThrow('[ALLOCATION_SECRET]')
    }
  })
})

describe('newSecretText', () => {
  it('writes 32 bytes as hexadecimal digits', () => {
    expect(newSecretText(new Uint8Array(32).fill(15))).toBe(secret)
    expect(() => newSecretText(new Uint8Array(16))).toThrow(RangeError)
  })
})

describe('secretCommitment', () => {
  // sha256sum of the 64 digits.
  it('is the SHA-256 of the secret', () => {
    expect(secretCommitment(secret)).toBe('7152f9958a983e3313fb2498d743af1e83a0ff5999650fd341f0368d1678992c')
  })
})
