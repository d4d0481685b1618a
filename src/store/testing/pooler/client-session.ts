import { randomInt } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import type { PoolerSettings } from '../pooled-server.ts'
import { fatalError, int32, type Message, MessageReader, message, strings } from './messages.ts'
import type { ServerSession } from './server-session.ts'
import type { SessionPool } from './session-pool.ts'

interface Surroundings {
  readonly settings: PoolerSettings
  readonly poolOf: (database: string) => SessionPool
  /** Logged-in clients by the number that each was told, for cancelling. */
  readonly clients: Map<number, ClientSession>
}

const startup = 196_608
const cancel = 80_877_102
/** Settings that a client keeps across server connections, and the only ones it may begin with. */
const tracked = [
  'client_encoding',
  'DateStyle',
  'TimeZone',
  'standard_conforming_strings',
  'application_name',
]
const protocolViolation = '08P01'

/** A client of the pooler: who it is, what it set, and the server connection it has at this moment. */
export class ClientSession {
  readonly #socket: Socket
  readonly #around: Surroundings
  readonly #reader = new MessageReader(false)
  readonly #id = randomInt(1, 2 ** 31 - 1)
  readonly #settings = new Map<string, string>()
  /** Messages that wait for a server connection. */
  readonly #queue: Message[] = []
  #pool: SessionPool | null = null
  #loggedIn = false
  #linking = false
  #server: ServerSession | null = null
  /** Answers (ReadyForQuery) that are still to come. */
  #pending = 0

  constructor(socket: Socket, around: Surroundings) {
    this.#socket = socket
    this.#around = around
    socket.setNoDelay(true)
    socket.on('error', () => {})
    socket.on('data', (chunk: Buffer) => {
      this.#reader.add(chunk)
      for (let next = this.#reader.next(); next !== null; next = this.#reader.next()) this.#read(next)
    })
  }

  /** A client that is gone takes the connection with it that has something of its own open. */
  vanished(): void {
    this.#around.clients.delete(this.#id)
    const server = this.#server
    this.#server = null
    this.#queue.length = 0
    if (server !== null) this.#pool?.drop(server)
  }

  cancel(): void {
    const server = this.#server
    if (server === null) return
    const socket = connect(this.#around.settings.serverPort, '127.0.0.1')
    socket.on('error', () => {})
    socket.end(message('', int32(cancel, server.pid, server.secret)))
  }

  #read(next: Message): void {
    if (next.type === '') this.#start(next)
    else if (next.type === 'p' && !this.#loggedIn) void this.#logIn(strings(next.body)[0] ?? '')
    else if (next.type === 'X') this.#socket.end()
    else {
      this.#queue.push(next)
      if (this.#server !== null) this.#forward(this.#server)
      else void this.#link()
    }
  }

  #start({ body }: Message): void {
    const code = body.readInt32BE(0)
    if (code === cancel) {
      this.#around.clients.get(body.readInt32BE(4))?.cancel()
      this.#socket.end()
    } else if (code !== startup) {
      // Neither TLS nor encryption by Kerberos is offered.
      this.#socket.write('N')
    } else {
      this.#reader.startTyped()
      const fields = strings(body.subarray(4))
      for (let index = 0; index + 1 < fields.length && fields[index] !== ''; index += 2) {
        if (!this.#parameter(fields[index] ?? '', fields[index + 1] ?? '')) return
      }
      this.#socket.write(message('R', int32(3)))
    }
  }

  /** Takes a parameter of the first message; false where the client is sent away for it. */
  #parameter(name: string, value: string): boolean {
    const own = tracked.find((one) => one.toLowerCase() === name.toLowerCase())
    if (name === 'database') this.#pool = this.#around.poolOf(value)
    else if (name === 'user') this.#pool ??= this.#around.poolOf(value)
    else if (own !== undefined) this.#settings.set(own, value)
    else {
      this.#fail(protocolViolation, `unsupported startup parameter: ${name}`)
      return false
    }
    return true
  }

  async #logIn(password: string): Promise<void> {
    const pool = this.#pool
    if (pool === null || password !== this.#around.settings.password) {
      // As PgBouncer says it for a method with a password sent in the clear and for SCRAM alike.
      this.#fail(protocolViolation, 'password authentication failed')
      return
    }
    try {
      const server = await pool.take()
      for (const [name, value] of server.parameters) {
        const own = tracked.includes(name) ? this.#settings.get(name) : undefined
        if (tracked.includes(name) && own === undefined) this.#settings.set(name, value)
        this.#socket.write(message('S', name, own ?? value))
      }
      pool.giveBack(server)
    } catch (error) {
      this.#fail(protocolViolation, error instanceof Error ? error.message : String(error))
      return
    }
    this.#around.clients.set(this.#id, this)
    this.#loggedIn = true
    this.#socket.write(
      Buffer.concat([
        message('R', int32(0)),
        message('K', int32(this.#id, 1)),
        message('Z', Buffer.from('I')),
      ]),
    )
  }

  async #link(): Promise<void> {
    if (this.#linking || this.#pool === null) return
    this.#linking = true
    try {
      const server = await this.#pool.take()
      await this.#carryOver(server)
      if (this.#socket.destroyed) {
        this.#pool.giveBack(server)
        return
      }
      this.#server = server
      server.receive = (answer) => this.#answered(server, answer)
      this.#forward(server)
    } catch (error) {
      this.#fail(protocolViolation, error instanceof Error ? error.message : String(error))
    } finally {
      this.#linking = false
    }
  }

  /** Gives the server connection the tracked settings of this client. */
  #carryOver(server: ServerSession): Promise<void> {
    const changed = [...this.#settings].filter(([name, value]) => server.parameters.get(name) !== value)
    if (changed.length === 0) return Promise.resolve()
    const text = changed.map(([name, value]) => `set ${name} = '${value.replaceAll("'", "''")}'`).join(';')
    return new Promise((resolve, reject) => {
      server.receive = (answer) => {
        if (answer === null) reject(new Error('server conn crashed?'))
        else if (answer.type === 'Z') resolve()
      }
      server.socket.write(message('Q', text))
    })
  }

  #forward(server: ServerSession): void {
    for (const { type, bytes } of this.#queue.splice(0)) {
      if (type === 'Q' || type === 'S' || type === 'F') this.#pending += 1
      server.socket.write(bytes)
    }
  }

  #answered(server: ServerSession, answer: Message | null): void {
    if (answer === null) {
      this.#server = null
      this.#pool?.drop(server)
      this.#fail(protocolViolation, 'server conn crashed?')
      return
    }
    if (answer.type === 'S') {
      const [name = '', value = ''] = strings(answer.body)
      if (tracked.includes(name)) this.#settings.set(name, value)
    }
    const free = answer.type === 'Z' && answer.body.toString() === 'I'
    if (answer.type === 'Z') this.#pending -= 1
    if (answer.type === 'Z' && !free && this.#around.settings.mode === 'statement') {
      this.#server = null
      this.#pool?.drop(server)
      this.#fail(protocolViolation, 'transaction blocks not allowed in statement pooling mode')
      return
    }
    this.#socket.write(answer.bytes)
    if (free && this.#pending === 0) {
      this.#server = null
      this.#pool?.giveBack(server)
    }
  }

  #fail(code: string, text: string): void {
    this.#socket.end(fatalError(code, text))
  }
}
