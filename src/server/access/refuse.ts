import { escapeText } from '../../report/escape.ts'
import { plainPage } from '../pages/plain-page.ts'
import type { ServerContext } from './route.ts'

export type RefusalStatus = 400 | 401 | 403 | 404 | 409 | 413 | 421 | 422 | 429 | 500

const titles: Readonly<Partial<Record<RefusalStatus, string>>> = {
  401: 'Come in first',
  403: 'Not for your role',
  404: 'Nothing is here',
  409: 'Not yet',
  429: 'One moment',
}

/** An error in the same shape for every route; a person who came by an address reads it as a page. */
export function refuse(
  context: ServerContext,
  status: RefusalStatus,
  code: string,
  message: string,
): Response {
  return refuseWith(context, status, message, [{ code, message }])
}

/** @param words What a person reads of it. */
export function refuseWith(
  context: ServerContext,
  status: RefusalStatus,
  words: string,
  problems: readonly { readonly code: string; readonly message: string }[],
): Response {
  if (!isPageWanted(context)) return context.json({ problems }, status)
  const body = `<p>${escapeText(words)}</p><p><a href="/">To the beginning</a></p>`
  return context.html(plainPage(titles[status] ?? 'That did not work', body), status)
}

/** Whether a browser asked for a page, as it does for an address that somebody typed or followed. */
function isPageWanted({ req }: ServerContext): boolean {
  const isLook = req.method === 'GET' || req.method === 'HEAD'
  return isLook && !req.path.startsWith('/api/') && /\btext\/html\b/.test(req.header('accept') ?? '')
}
