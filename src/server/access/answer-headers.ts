import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import type { ServerContext, ServerEnvironment } from './route.ts'

/** Headers of every answer: what a page of ours may load, and that no other site may frame or read it. */
export function answerHeaders(secure: boolean): MiddlewareHandler<ServerEnvironment> {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      workerSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
    // With no-referrer a browser would not say of a form of ours that it is ours.
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    crossOriginResourcePolicy: 'same-origin',
    // Over plain HTTP a browser ignores it, and on 127.0.0.1 it would outlive the server.
    strictTransportSecurity: secure ? 'max-age=31536000' : false,
  })
}

/** Answers and marks are nobody's to keep: not a proxy's, not the disk of a shared machine. */
export const noStore: MiddlewareHandler<ServerEnvironment> = async (context, next) => {
  context.header('cache-control', 'no-store')
  await next()
}

/** A name of another site that points here must not reach the study (DNS rebinding). */
export function isOtherHost({ req }: ServerContext, origin: string): boolean {
  const host = req.header('host')
  return host !== undefined && host !== new URL(origin).host
}

/** Whether a browser says that the page of another site sends this. Programs say neither. */
export function isOtherSite({ req }: ServerContext, origin: string): boolean {
  const from = req.header('origin')
  const site = req.header('sec-fetch-site')
  return from === undefined ? site !== undefined && site !== 'same-origin' : from !== origin
}
