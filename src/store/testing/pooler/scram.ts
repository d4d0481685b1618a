import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'

/** The client's side of SCRAM-SHA-256 (RFC 5802, RFC 7677) without channel binding, as PostgreSQL asks for it. */
export interface ScramClient {
  readonly first: string
  /** The answer to the server's first message. */
  readonly final: (serverFirst: string) => string
}

export function scramClient(password: string): ScramClient {
  const bare = `n=,r=${randomBytes(18).toString('base64')}`
  return {
    first: `n,,${bare}`,
    final: (serverFirst) => {
      const parts = new Map(serverFirst.split(',').map((part) => [part[0], part.slice(2)]))
      const salt = Buffer.from(parts.get('s') ?? '', 'base64')
      const salted = pbkdf2Sync(password.normalize('NFKC'), salt, Number(parts.get('i')), 32, 'sha256')
      const clientKey = hmac(salted, 'Client Key')
      const storedKey = createHash('sha256').update(clientKey).digest()
      const withoutProof = `c=biws,r=${parts.get('r')}`
      const signature = hmac(storedKey, `${bare},${serverFirst},${withoutProof}`)
      const proof = clientKey.map((byte, index) => byte ^ (signature[index] ?? 0))
      return `${withoutProof},p=${Buffer.from(proof).toString('base64')}`
    },
  }
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
