/** A message of PostgreSQL's wire protocol, whole as it came. */
export interface Message {
  /** The letter that says what it is; empty for the first ones of a connection, which have none. */
  readonly type: string
  readonly bytes: Buffer
  /** What stands after letter and length. */
  readonly body: Buffer
}

/** Cuts a stream of bytes into messages. */
export class MessageReader {
  #rest: Buffer = Buffer.alloc(0)
  #typed: boolean

  /** @param typed Whether messages have a letter from the beginning. */
  constructor(typed: boolean) {
    this.#typed = typed
  }

  /** From here on messages have a letter. */
  startTyped(): void {
    this.#typed = true
  }

  add(chunk: Buffer): void {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk])
  }

  /** The next whole message; null where it has not come whole yet. */
  next(): Message | null {
    const head = this.#typed ? 1 : 0
    if (this.#rest.length < head + 4) return null
    const length = head + this.#rest.readInt32BE(head)
    if (this.#rest.length < length) return null
    const bytes = this.#rest.subarray(0, length)
    this.#rest = this.#rest.subarray(length)
    return {
      type: this.#typed ? String.fromCharCode(bytes[0] ?? 0) : '',
      bytes,
      body: bytes.subarray(head + 4),
    }
  }
}

export function message(type: string, ...parts: readonly (string | Buffer)[]): Buffer {
  const body = Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(`${part}\0`) : part)),
  )
  const length = Buffer.alloc(4)
  length.writeInt32BE(body.length + 4)
  return Buffer.concat([Buffer.from(type), length, body])
}

export function int32(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length)
  for (const [index, value] of values.entries()) bytes.writeInt32BE(value, 4 * index)
  return bytes
}

/** An ErrorResponse that ends the connection. */
export function fatalError(code: string, text: string): Buffer {
  return message('E', 'SFATAL', 'VFATAL', `C${code}`, `M${text}`, Buffer.from([0]))
}

/** The first line of an ErrorResponse. */
export function errorMessage(body: Buffer): string {
  return (
    strings(body)
      .find((field) => field.startsWith('M'))
      ?.slice(1) ?? ''
  )
}

/** The texts of a body that consists of such. */
export function strings(body: Buffer): readonly string[] {
  return body.toString('utf8').split('\0')
}
