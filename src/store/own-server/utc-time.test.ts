import { expect, it } from 'vitest'
import { utcTime } from './utc-time.ts'

it.each([
  ['2026-11-22 08:00:00.5+00', '2026-11-22T08:00:00.5Z'],
  ['2026-11-22 08:00:00.123456+05:45', '2026-11-22T02:15:00.123456Z'],
  ['2026-01-01 01:30:00+02', '2025-12-31T23:30:00Z'],
  ['2024-02-28 22:00:00.000001-03:30', '2024-02-29T01:30:00.000001Z'],
  // Zones of before 1900 have seconds.
  ['1880-01-01 00:00:00-00:01:15', '1880-01-01T00:01:15Z'],
  ['infinity', 'infinity'],
])('%s in UTC is %s', (written, utc) => {
  expect(utcTime(written)).toBe(utc)
})
