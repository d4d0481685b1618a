import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { ForbiddenAddress } from '../network/guard.ts'
import { openGuarded } from '../network/open-guarded.ts'
import { type ProblemError, problem } from '../problem.ts'
import { shownPath } from './study-folder.ts'
import { fillWhole } from './whole-files.ts'

export interface Download {
  readonly url: string
  /** Hash that the file must have; null where it is not known. */
  readonly sha256: string | null
  readonly bytes: number | null
}

export interface DownloadOptions {
  /** Called before the server is asked, with its name and how long its silence is borne. */
  readonly onAsk: (host: string, seconds: number) => void
  readonly onProgress: (bytes: number, total: number | null) => void
  /** A connection over which nothing comes for so long is given up. */
  readonly stallMilliseconds?: number
}

const usualStall = 60_000
/** Of a file whose size is not known beforehand. */
const mostBytes = 4 * 1024 * 1024 * 1024

/**
 * Fetches a file over HTTP into `target`. The file appears there once its size and hash are right, or not at all.
 *
 * @returns the SHA-256 of what came.
 * @throws ProblemError DATA_UNREACHABLE, DATA_SILENT, DATA_ADDRESS, DATA_STATUS, DATA_WEB_PAGE, DATA_BROKEN_OFF, DATA_SIZE or DATA_HASH.
 */
export async function download(
  wanted: Download,
  target: string,
  { onAsk, onProgress, stallMilliseconds = usualStall }: DownloadOptions,
): Promise<string> {
  let found = ''
  await fillWhole(target, async (partial) => {
    onAsk(new URL(wanted.url).host, stallMilliseconds / 1000)
    const stall = new StallTimer(stallMilliseconds)
    try {
      const response = await ask(wanted.url, stall)
      const announced = announcedBytes(response)
      const total = announced ?? wanted.bytes
      const hash = createHash('sha256')
      const file = await open(partial, 'wx')
      let bytes = 0
      try {
        for await (const chunk of body(response, wanted.url, { most: wanted.bytes ?? mostBytes, stall })) {
          stall.reset()
          hash.update(chunk)
          await file.write(chunk)
          bytes += chunk.length
          onProgress(bytes, total)
        }
        await file.sync()
      } finally {
        await file.close()
      }
      if (announced !== null && bytes !== announced) throw brokenOff(wanted.url, bytes, announced)
      if (wanted.bytes !== null && bytes !== wanted.bytes) throw otherSize(wanted.url, bytes, wanted.bytes)
      found = hash.digest('hex')
      if (wanted.sha256 !== null && found !== wanted.sha256)
        throw otherHash(target, wanted.url, found, wanted.sha256)
    } finally {
      stall.stop()
    }
  })
  return found
}

async function ask(url: string, stall: StallTimer): Promise<IncomingMessage> {
  const response = await openGuarded(url, stall.signal).catch((error: unknown) => {
    if (stall.signal.aborted)
      throw problem(
        'DATA_SILENT',
        'The server does not answer.',
        'Try again later, or name a mirror with --from.',
        { place: { file: url }, value: reason(stall.signal.reason) },
      )
    if (ForbiddenAddress.of(error) !== null)
      throw problem('DATA_ADDRESS', 'The file is not fetched from there.', 'Check the address.', {
        place: { file: url },
        value: reason(error),
      })
    throw problem(
      'DATA_UNREACHABLE',
      'The address cannot be reached.',
      'Check the network and the address.',
      {
        place: { file: url },
        value: reason(error),
      },
    )
  })
  const { statusCode = 0, statusMessage = '', headers } = response
  if (statusCode < 200 || statusCode > 299) {
    response.destroy()
    throw problem(
      'DATA_STATUS',
      'The server does not give the file.',
      'Look at the set’s home, which equipoise data list names; the file may have moved.',
      { place: { file: url }, value: `${statusCode} ${statusMessage}`.trim(), expected: '200' },
    )
  }
  const type = headers['content-type'] ?? ''
  if (/^(text\/html|application\/xhtml)/i.test(type)) {
    response.destroy()
    throw problem(
      'DATA_WEB_PAGE',
      'The server answers with a web page instead of the file.',
      'Get the file with a browser from the set’s home.',
      { place: { file: url }, value: type, expected: 'the file itself' },
    )
  }
  return response
}

async function* body(
  response: IncomingMessage,
  url: string,
  { most, stall }: { readonly most: number; readonly stall: StallTimer },
): AsyncGenerator<Uint8Array> {
  let bytes = 0
  try {
    for await (const chunk of response) {
      const piece: Uint8Array = chunk
      bytes += piece.length
      if (bytes > most) break
      yield piece
    }
  } catch (error) {
    const why = stall.signal.aborted ? stall.signal.reason : error
    throw brokenOff(url, bytes, announcedBytes(response), reason(why))
  }
  if (bytes > most) throw otherSize(url, bytes, most)
}

/** What the server says the length is; unknown where it packs the body on the way. */
function announcedBytes({ headers }: IncomingMessage): number | null {
  if (headers['content-encoding'] !== undefined) return null
  const length = headers['content-length']
  return length === undefined || !/^\d+$/.test(length) ? null : Number(length)
}

/** Aborts a request over which nothing has come for a while. */
class StallTimer {
  private readonly controller = new AbortController()
  private timer: NodeJS.Timeout
  private readonly milliseconds: number

  constructor(milliseconds: number) {
    this.milliseconds = milliseconds
    this.timer = this.start()
  }

  get signal(): AbortSignal {
    return this.controller.signal
  }

  reset(): void {
    clearTimeout(this.timer)
    this.timer = this.start()
  }

  stop(): void {
    clearTimeout(this.timer)
  }

  private start(): NodeJS.Timeout {
    return setTimeout(
      () => this.controller.abort(new Error(`nothing came for ${this.milliseconds / 1000} s`)),
      this.milliseconds,
    )
  }
}

function brokenOff(url: string, bytes: number, announced: number | null, value?: string): ProblemError {
  return problem('DATA_BROKEN_OFF', 'The connection broke off in the middle of the file.', 'Try again.', {
    place: { file: url },
    value: value === undefined ? `${bytes} bytes` : `${bytes} bytes, then: ${value}`,
    expected: announced === null ? null : `${announced} bytes`,
  })
}

function otherSize(url: string, bytes: number, expected: number): ProblemError {
  return problem('DATA_SIZE', 'The file is not as long as the published one; it was not kept.', otherFile, {
    place: { file: url },
    value: `${bytes} bytes`,
    expected: `${expected} bytes`,
  })
}

function otherHash(target: string, url: string, found: string, expected: string): ProblemError {
  return problem(
    'DATA_HASH',
    `What ${url} gives is not the file with the known hash; it was not kept.`,
    otherFile,
    { place: { file: shownPath(target) }, value: found, expected },
  )
}

const otherFile = 'Ask the makers of the set whether they changed it; do not mix two versions in one study.'

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message || error.message : error.message
}
