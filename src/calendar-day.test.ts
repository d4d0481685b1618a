import { expect, it } from 'vitest'
import { isInCalendar } from './calendar-day.ts'

it.each(['2026', '2026-11', '2026-11-26', '2028-02-29', '2000-02-29'])('has %s', (date) => {
  expect(isInCalendar(date)).toBe(true)
})

it.each(['2026-02-30', '2026-02-29', '1900-02-29', '2026-04-31', '2026-13', '2026-00-01'])(
  'does not have %s',
  (date) => {
    expect(isInCalendar(date)).toBe(false)
  },
)
