import type { Context } from 'hono'
import type { Role } from '../../review/people/role.ts'
import type { Visitor } from '../../store/people/sessions.ts'

/** What every handler finds in its context. */
export interface ServerEnvironment {
  readonly Variables: {
    /** Who asks; null before the door. */
    visitor: Visitor | null
    /** The session's token, to end it; null before the door. */
    session: string | null
    /** Who takes part in the trial of the study, by pseudonym; null for everybody else. Known below /api/part alone. */
    participant: Participant | null
    /** Content security policy of the answer, where it is not that of every page. */
    contentPolicy: string | undefined
  }
}

/** Somebody who takes part in a trial: no member of the study, and without a role in it. */
export interface Participant {
  /** Pseudonym. */
  readonly person: string
  /** Of the link that they come back by. */
  readonly token: string
}

export type ServerContext = Context<ServerEnvironment>

/**
 * Who may use a route: `everyone` before the door too, a `participant` of the study's trial, or people with one of these roles. A route that says nothing cannot
 * be written, and the routes of a server are one list that a test walks through.
 */
export type Admission = 'everyone' | 'participant' | readonly Role[]

export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: string
  readonly who: Admission
  /** Bytes that may be sent; two million where it says nothing. */
  readonly largestBody?: number
  readonly handle: (context: ServerContext) => Response | Promise<Response>
}

/** Who is behind a route that people with a role alone may use. */
export function visitorOf(context: ServerContext): Visitor {
  const visitor = context.get('visitor')
  if (visitor === null) throw new Error('A route with roles is entered by people with one.')
  return visitor
}

/** Who is behind a route of participants. */
export function participantIn(context: ServerContext): Participant {
  const participant = context.get('participant')
  if (participant === null) throw new Error('A route of participants is entered by them.')
  return participant
}
