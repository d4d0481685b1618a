import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { isToken } from '../../store/people/token.ts'
import type { ServerContext } from './route.ts'

/** Name of the cookie; with `__Host-` a browser takes it over HTTPS only, for this host and every path. */
function cookieName(secure: boolean): string {
  return secure ? '__Host-equipoise' : 'equipoise'
}

/** Name of the cookie by which a browser that stands before the door is known again. */
function doorCookieName(secure: boolean): string {
  return secure ? '__Host-equipoise-door' : 'equipoise-door'
}

export function sessionToken(context: ServerContext, secure: boolean): string | null {
  return getCookie(context, cookieName(secure)) ?? null
}

/** Not readable by scripts, and never sent along by another site. */
export function keepSession(context: ServerContext, token: string, secure: boolean, hours: number): void {
  setCookie(context, cookieName(secure), token, {
    httpOnly: true,
    sameSite: 'Strict',
    secure,
    path: '/',
    maxAge: hours * 3600,
  })
}

export function dropSession(context: ServerContext, secure: boolean): void {
  deleteCookie(context, cookieName(secure), { secure, path: '/' })
}

/** The secret by which this browser is known again at the door; null where it has none that is ours. */
export function doorSecret(context: ServerContext, secure: boolean): string | null {
  const secret = getCookie(context, doorCookieName(secure))
  return secret !== undefined && isToken(secret) ? secret : null
}

/** A link is opened from a mail, so the cookie must come along from elsewhere too: Lax, and not Strict. */
export function keepDoorSecret(context: ServerContext, secret: string, secure: boolean): void {
  setCookie(context, doorCookieName(secure), secret, { httpOnly: true, sameSite: 'Lax', secure, path: '/' })
}

export function dropDoorSecret(context: ServerContext, secure: boolean): void {
  deleteCookie(context, doorCookieName(secure), { secure, path: '/' })
}

/** Name of the cookie of a participant, who may be a reviewer of the same study in the same browser. */
function partCookieName(secure: boolean): string {
  return secure ? '__Host-equipoise-part' : 'equipoise-part'
}

const partDays = 180

/** The token of a participant's link; null where the browser has none that could be one. */
export function partToken(context: ServerContext, secure: boolean): string | null {
  const token = getCookie(context, partCookieName(secure))
  return token !== undefined && isToken(token) ? token : null
}

/** As the session's: not readable by scripts, and never sent along by another site. */
export function keepPartToken(context: ServerContext, token: string, secure: boolean): void {
  setCookie(context, partCookieName(secure), token, {
    httpOnly: true,
    sameSite: 'Strict',
    secure,
    path: '/',
    maxAge: partDays * 24 * 3600,
  })
}
