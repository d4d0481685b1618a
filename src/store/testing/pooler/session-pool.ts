import type { PoolerSettings } from '../pooled-server.ts'
import { openServerSession, type ServerSession } from './server-session.ts'

/** The server connections of a database, handed out and taken back; who finds none waits. */
export class SessionPool {
  readonly #settings: PoolerSettings
  readonly #database: string
  readonly #idle: ServerSession[] = []
  readonly #waiting: (() => void)[] = []
  #open = 0

  constructor(settings: PoolerSettings, database: string) {
    this.#settings = settings
    this.#database = database
  }

  /** The connection that was given back last, as PgBouncer does unless told to go round. */
  async take(): Promise<ServerSession> {
    for (;;) {
      const idle = this.#idle.pop()
      if (idle !== undefined) return idle
      if (this.#open < this.#settings.poolSize) return this.#openOne()
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
  }

  /** Takes a connection back as it is: whatever its session holds goes to the next client. */
  giveBack(session: ServerSession): void {
    session.receive = (message) => {
      if (message === null) this.#lost(session)
    }
    this.#idle.push(session)
    this.#waiting.shift()?.()
  }

  /** Ends a connection that cannot be given to anybody else. */
  drop(session: ServerSession): void {
    session.receive = () => {}
    session.socket.destroy()
    this.#lost(session)
  }

  close(): void {
    for (const session of this.#idle.splice(0)) this.drop(session)
  }

  async #openOne(): Promise<ServerSession> {
    this.#open += 1
    try {
      return await openServerSession(this.#settings, this.#database)
    } catch (error) {
      this.#lost(null)
      throw error
    }
  }

  #lost(session: ServerSession | null): void {
    const place = session === null ? -1 : this.#idle.indexOf(session)
    if (place >= 0) this.#idle.splice(place, 1)
    this.#open -= 1
    this.#waiting.shift()?.()
  }
}
