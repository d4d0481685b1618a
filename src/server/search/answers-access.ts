import type { Store } from '../../store/store.ts'
import { checkApiToken } from '../../store/tokens/api-tokens.ts'
import type { TokenScope } from '../../store/tokens/token-scope.ts'
import { isOtherSite } from '../access/answer-headers.ts'
import { rateLimit } from '../access/rate-limit.ts'
import type { ServerContext } from '../access/route.ts'
import { apiError } from './api-error.ts'

/** Who may ask: every program of this machine, or those that bring a token of the store. */
export type AnswersDoor =
  | { readonly kind: 'this-machine' }
  | { readonly kind: 'tokens'; readonly store: Store }

export interface AccessOptions {
  readonly door: AnswersDoor
  readonly origin: string
  readonly addressOf: (context: ServerContext) => string
  readonly now: () => number
}

const refusedBecause = {
  unknown: ['TOKEN_UNKNOWN', 'This token is not known here.'],
  expired: ['TOKEN_EXPIRED', 'This token has expired.'],
  revoked: ['TOKEN_REVOKED', 'This token was taken back.'],
} as const

/**
 * Lets a request in, or says why not.
 *
 * @returns Gives null for one that may go on.
 */
export function answersAccess({ door, origin, addressOf, now }: AccessOptions) {
  const machineLimit = rateLimit(200, 40)
  const tokenLimit = rateLimit(30, 2)
  // A token has 256 random bits and needs no slowness to be safe; this spares the database.
  const doorLimit = rateLimit(100, 5)

  return async (context: ServerContext, scope: TokenScope): Promise<Response | null> => {
    if (door.kind === 'this-machine') {
      // No token, so a browser may have been sent here by the page of another site.
      if (isOtherSite(context, origin))
        return apiError(context, 403, 'ORIGIN_FOREIGN', 'The page of another site may not ask here.')
      return held(context, machineLimit.take('', now()))
    }
    const waiting = held(context, doorLimit.take(addressOf(context), now()))
    if (waiting !== null) return waiting
    const [, token] = /^Bearer +(\S+)$/i.exec(context.req.header('authorization') ?? '') ?? []
    if (token === undefined) {
      context.header('www-authenticate', 'Bearer')
      return apiError(
        context,
        401,
        'TOKEN_NONE',
        'Send a token: Authorization: Bearer <token>. `equipoise token create` makes one.',
      )
    }
    const found = await checkApiToken(door.store, token)
    if (!found.open) {
      context.header('www-authenticate', 'Bearer error="invalid_token"')
      const [code, message] = refusedBecause[found.because]
      return apiError(context, 401, code, message)
    }
    if (!allows(found.scopes, scope))
      return apiError(context, 403, 'TOKEN_SCOPE', `This token does not open ${scope}.`)
    return held(context, tokenLimit.take(found.id, now()))
  }
}

/** Whoever may ask may also see what answers. */
function allows(scopes: readonly TokenScope[], scope: TokenScope): boolean {
  return scopes.includes(scope) || (scope === 'models' && scopes.includes('answers'))
}

function held(context: ServerContext, seconds: number): Response | null {
  if (seconds === 0) return null
  context.header('retry-after', String(Math.ceil(seconds)))
  return apiError(context, 429, 'TOO_MANY_REQUESTS', 'That was too much at once. Try again later.')
}
