import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib'
import { guarded, privateOriginsOf } from '../../network/guard.ts'

export interface PostRequest {
  readonly address: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly signal: AbortSignal | null
  /**
   * The address that the owner's configuration names, where the request's own may come from somebody else: null where nobody
   * configured it. Default: the request's own is configured.
   */
  readonly configured?: string | null
}

/** A request of any method; a body of null: none is sent. */
export interface SentRequest extends Omit<PostRequest, 'body'> {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly body: string | Uint8Array | null
}

/** Is told of an answer as it comes in. */
export interface PostListener {
  readonly onHead: (status: number, statusText: string, headers: Headers) => void
  /** A piece of the body, unpacked; what it throws ends the request. */
  readonly onPiece: (piece: Buffer) => void
}

/** One POST; see `send`. */
export function post(request: PostRequest, listener: PostListener): Promise<void> {
  return send({ ...request, method: 'POST' }, listener)
}

/**
 * One request over Node's own HTTP client, which costs a third of the processor time of its `fetch`. Connections are kept;
 * redirects are not followed; nothing is sent a second time. There is no time-out but that of the signal.
 *
 * @throws ForbiddenAddress where the address leads to a machine that nothing allows; whatever the connection meets, also in mid-body.
 */
export async function send(
  { method, address, headers, body, signal, configured = address }: SentRequest,
  { onHead, onPiece }: PostListener,
): Promise<void> {
  const { url, lookup } = guarded(address, { configured, privateOrigins: privateOriginsOf(process.env) })
  await new Promise<void>((resolve, reject) => {
    const open = url.protocol === 'https:' ? httpsRequest : httpRequest
    const options = {
      method,
      lookup,
      headers: body === null ? headers : { ...headers, 'content-length': Buffer.byteLength(body) },
      ...(signal === null ? {} : { signal }),
    }
    const sent = open(url, options, (answer) => {
      try {
        onHead(answer.statusCode ?? 0, answer.statusMessage ?? '', headersOf(answer))
      } catch (error) {
        reject(error)
        answer.destroy()
        return
      }
      const unpacked = unpackedOf(answer)
      // An unpacker does not hear of the error of what it unpacks.
      if (unpacked !== answer) answer.on('error', (error) => unpacked.destroy(error))
      unpacked.on('error', reject)
      unpacked.on('end', resolve)
      unpacked.on('data', (piece: Buffer) => {
        try {
          onPiece(piece)
        } catch (error) {
          reject(error)
          answer.destroy()
        }
      })
    })
    sent.on('error', reject)
    if (body === null) sent.end()
    else sent.end(body)
  })
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers()
  for (let place = 0; place + 1 < rawHeaders.length; place += 2)
    headers.append(rawHeaders[place] ?? '', rawHeaders[place + 1] ?? '')
  return headers
}

/** Packing is not asked for; some gateways pack all the same. */
function unpackedOf(answer: IncomingMessage): Readable {
  switch (answer.headers['content-encoding']?.trim().toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      return answer.pipe(createGunzip())
    case 'deflate':
      return answer.pipe(createInflate())
    case 'br':
      return answer.pipe(createBrotliDecompress())
    case 'zstd':
      return answer.pipe(createZstdDecompress())
    default:
      return answer
  }
}
