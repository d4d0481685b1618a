import { expect, it } from 'vitest'
import { readRetractionWatch } from './retraction-watch.ts'

const row = (doi: string, nature: string, date: string, notice = '10.1000/notice') => ({
  OriginalPaperDOI: doi,
  RetractionDOI: notice,
  RetractionNature: nature,
  RetractionDate: date,
})

it('reads notices by their days, whatever their order', () => {
  const read = readRetractionWatch([
    row('10.1000/Back', 'Reinstatement', '3/1/2024 0:00'),
    row('10.1000/back', 'Retraction', '12/31/2023 0:00'),
    row('10.1000/again', 'Retraction', '1/2/2024 0:00'),
    row('10.1000/again', 'Reinstatement', '12/1/2023 0:00'),
    row('10.1000/same', 'Retraction', '5/5/2024 0:00'),
    row('10.1000/same', 'Reinstatement', '5/5/2024 0:00'),
    row('10.1000/doubt', 'Expression of concern', '10/9/2024 0:00', 'unavailable'),
    row('10.1000/typo', 'Correction', '2/3/2023 0:00'),
    row('unavailable', 'Retraction', '2/3/2023 0:00'),
    row('10.1000/undated', 'Retraction', ''),
  ])
  expect(Object.keys(read.retractions).sort()).toEqual(['10.1000/again', '10.1000/same', '10.1000/undated'])
  expect(read.concerns).toEqual({ '10.1000/doubt': 'unavailable' })
  expect(read.date).toBe('2024-10-09')
  expect(readRetractionWatch([])).toEqual({ retractions: {}, concerns: {}, date: null })
})
