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
    /** Content security policy of the answer, where it is not that of every page. */
    contentPolicy: string | undefined
  }
}

export type ServerContext = Context<ServerEnvironment>

/**
 * Who may use a route: `everyone` before the door too, or people with one of these roles. A route that says nothing cannot
 * be written, and the routes of a server are one list that a test walks through.
 */
export type Admission = 'everyone' | readonly Role[]

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
