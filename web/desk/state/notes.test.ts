import { expect, it } from 'vitest'
import { createNotes } from './notes.ts'

function memoryStorage() {
  const texts = new Map<string, string>()
  return {
    getItem: (name: string) => texts.get(name) ?? null,
    setItem: (name: string, text: string) => texts.set(name, text),
    removeItem: (name: string) => texts.delete(name),
  }
}

it('remembers when a task was shown, until it is told to forget', () => {
  const storage = memoryStorage()
  const notes = createNotes(() => storage)
  expect(notes.task('t')).toBe(null)
  notes.keepTask('t', { shownAt: '2026-11-25T10:00:00.000Z', activeSeconds: 4.5 })
  expect(createNotes(() => storage).task('t')?.activeSeconds).toBe(4.5)
  notes.keepTask('t', null)
  expect(notes.task('t')).toBe(null)
})

it('takes nothing that it does not understand', () => {
  const storage = memoryStorage()
  storage.setItem('equipoise.task.t', '{"shownAt":"yesterday"}')
  storage.setItem('equipoise.shortcuts', 'not json')
  const notes = createNotes(() => storage)
  expect(notes.task('t')).toBe(null)
  expect(notes.shortcuts()).toBe(true)
})

it('goes on without a storage', () => {
  const notes = createNotes(() => {
    throw new Error('Storage is switched off.')
  })
  notes.keepBegun('here')
  expect(notes.begun('here')).toBe(false)
})
