import type { ServerContext } from '../access/route.ts'

export type ApiStatus = 400 | 401 | 403 | 404 | 405 | 413 | 415 | 421 | 429 | 500

const types: Readonly<Record<ApiStatus, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  403: 'permission_error',
  404: 'invalid_request_error',
  405: 'invalid_request_error',
  413: 'invalid_request_error',
  415: 'invalid_request_error',
  421: 'invalid_request_error',
  429: 'rate_limit_error',
  500: 'server_error',
}

export function apiErrorBody(
  status: ApiStatus,
  code: string,
  message: string,
  param: string | null = null,
): { readonly error: Readonly<Record<'message' | 'type' | 'param' | 'code', string | null>> } {
  return { error: { message, type: types[status], param, code } }
}

/** An error as clients of OpenAI's API read it; `code` says which, `param` where. */
export function apiError(
  context: ServerContext,
  status: ApiStatus,
  code: string,
  message: string,
  param: string | null = null,
): Response {
  return context.json(apiErrorBody(status, code, message, param), status)
}
