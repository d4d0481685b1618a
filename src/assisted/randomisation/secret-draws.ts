import { createHash, createHmac } from 'node:crypto'
import { z } from 'zod'
import { problem } from '../../problem.ts'
import { type Generator, generatorFromState } from '../../statistics/random/generator.ts'

/** A secret as it is kept and released. */
export const allocationSecretSchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits in lower case, drawn at random')

/**
 * The secret of a study from 32 random bytes, which the caller takes from the operating system.
 *
 * @throws RangeError where there are not 32 bytes.
 */
export function newSecretText(bytes: Uint8Array): string {
  if (bytes.length !== 32) throw new RangeError(`a secret needs 32 random bytes, not ${bytes.length}`)
  return Buffer.from(bytes).toString('hex')
}

/**
 * What may be published of a secret when the study opens: its SHA-256. A secret that is released at the end and gives this number is
 * the one of the beginning, and nobody chose it to fit.
 */
export function secretCommitment(secret: string): string {
  return createHash('sha256').update(checked(secret), 'utf8').digest('hex')
}

/**
 * A generator whose 128 bits of state are the beginning of HMAC-SHA256(secret, stream). The mixing that other seeds go through can be
 * undone, which does not matter where the seed is published; here, who sees allocations must learn nothing of the next ones, so
 * every purpose has a keyed state of its own.
 */
export function secretGenerator(secret: string, ...stream: readonly (string | number)[]): Generator {
  const key = checked(secret)
  const state = new Int32Array(4)
  const fill = (into: Int32Array, parts: readonly (string | number)[]) => {
    const bytes = createHmac('sha256', key).update(JSON.stringify(parts), 'utf8').digest()
    for (let word = 0; word < 4; word++) into[word] = bytes.readInt32BE(4 * word)
    if (into.every((word) => word === 0)) into[0] = 1
  }
  fill(state, stream)
  return generatorFromState(state, (last) => fill(state, [...stream, last]))
}

function checked(secret: string): string {
  if (allocationSecretSchema.safeParse(secret).success) return secret
  // The secret is not repeated: problems are printed and logged.
  throw problem(
    'ALLOCATION_SECRET',
    'The secret of the randomisation is not one.',
    'Give the secret that was drawn when the study opened, as the released list has it.',
    { expected: '64 hexadecimal digits in lower case' },
  )
}
