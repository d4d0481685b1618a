import { connect, type Socket } from 'node:net'
import type { PoolerSettings } from '../pooled-server.ts'
import { errorMessage, int32, type Message, MessageReader, message, strings } from './messages.ts'
import { scramClient } from './scram.ts'

/** A logged-in connection of the pooler to the server. */
export interface ServerSession {
  readonly socket: Socket
  /** What the server said of its settings (ParameterStatus), kept up to date. */
  readonly parameters: Map<string, string>
  readonly pid: number
  readonly secret: number
  /** Gets every message of the server, and null once it is gone. */
  receive: (message: Message | null) => void
}

/** Logs in with SCRAM; rejects with the server's own words. */
export function openServerSession(settings: PoolerSettings, database: string): Promise<ServerSession> {
  return new Promise((resolve, reject) => {
    const socket = connect(settings.serverPort, '127.0.0.1').setNoDelay(true)
    const reader = new MessageReader(true)
    const parameters = new Map<string, string>()
    const scram = scramClient(settings.password)
    let key = { pid: 0, secret: 0 }
    let session: ServerSession | null = null
    const login = ({ type, body }: Message) => {
      if (type === 'E') {
        reject(new Error(errorMessage(body)))
        socket.destroy()
      } else if (type === 'R' && body.readInt32BE(0) === 10) {
        const first = Buffer.from(scram.first)
        socket.write(message('p', 'SCRAM-SHA-256', int32(first.length), first))
      } else if (type === 'R' && body.readInt32BE(0) === 11) {
        socket.write(message('p', Buffer.from(scram.final(body.subarray(4).toString('utf8')))))
      } else if (type === 'K') {
        key = { pid: body.readInt32BE(0), secret: body.readInt32BE(4) }
      } else if (type === 'Z') {
        session = { socket, parameters, ...key, receive: () => {} }
        resolve(session)
      }
    }
    socket.on('connect', () => {
      const start = message('', int32(196_608), 'user', settings.user, 'database', database, Buffer.from([0]))
      socket.write(start)
    })
    socket.on('data', (chunk: Buffer) => {
      reader.add(chunk)
      for (let next = reader.next(); next !== null; next = reader.next()) {
        if (next.type === 'S') {
          const [name = '', value = ''] = strings(next.body)
          parameters.set(name, value)
        }
        if (session === null) login(next)
        else session.receive(next)
      }
    })
    socket.on('error', reject)
    socket.on('close', () => {
      session?.receive(null)
      reject(new Error('server closed the connection'))
    })
  })
}
