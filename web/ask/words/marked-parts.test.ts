import { expect, it } from 'vitest'
import { markedParts } from './marked-parts.ts'

const text = 'Rest. Drink. Call.'

it('cuts a text where quotations begin and end, in their order', () => {
  expect(
    markedParts(text, [
      { start: 13, end: 18 },
      { start: 0, end: 5 },
    ]),
  ).toEqual([
    { text: 'Rest.', marked: true },
    { text: ' Drink. ', marked: false },
    { text: 'Call.', marked: true },
  ])
})

it('joins quotations that overlap, and says every letter once', () => {
  const parts = markedParts(text, [
    { start: 0, end: 8 },
    { start: 6, end: 12 },
    { start: 6, end: 12 },
  ])
  expect(parts).toEqual([
    { text: 'Rest. Drink.', marked: true },
    { text: ' Call.', marked: false },
  ])
})

it('leaves out what lies outside of the text', () => {
  expect(markedParts('Rest.', [{ start: 9, end: 12 }])).toEqual([{ text: 'Rest.', marked: false }])
  expect(markedParts('Rest.', [{ start: 2, end: 99 }])).toEqual([
    { text: 'Re', marked: false },
    { text: 'st.', marked: true },
  ])
})
