import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { ServerContext } from './route.ts'

/** Name of the cookie; with `__Host-` a browser takes it over HTTPS only, for this host and every path. */
function cookieName(secure: boolean): string {
  return secure ? '__Host-equipoise' : 'equipoise'
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
