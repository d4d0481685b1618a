import type { SchemaElement } from 'hyparquet'
import type { Cell } from './table.ts'

/**
 * A Parquet value as plain JSON: whole numbers beyond 2^53 as decimal text, decimals rounded to their
 * scale, dates as `2026-01-31`, timestamps as ISO 8601 (without offset where the column has none), bytes
 * as base64, lists and structures as JSON text. Milliseconds are the finest time kept.
 */
export function parquetCell(value: unknown, element: SchemaElement): Cell {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number')
    return element.converted_type === 'DECIMAL' ? Number(value.toFixed(element.scale ?? 0)) : value
  if (typeof value === 'bigint') return plainInteger(value)
  if (value instanceof Date) return dateText(value, element)
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner === 'bigint') return plainInteger(inner)
    return inner instanceof Uint8Array ? Buffer.from(inner).toString('base64') : inner
  })
}

function plainInteger(value: bigint): number | string {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value.toString()
}

function dateText(date: Date, element: SchemaElement): string {
  if (Number.isNaN(date.getTime())) return 'invalid date'
  const text = date.toISOString()
  const logical = element.logical_type
  if (element.converted_type === 'DATE' || logical?.type === 'DATE') return text.slice(0, text.indexOf('T'))
  return logical?.type === 'TIMESTAMP' && !logical.isAdjustedToUTC ? text.slice(0, -1) : text
}
