import { expect, it } from 'vitest'
import { hiddenNames } from './hidden-names.ts'

const names = hiddenNames({
  arms: [
    { id: 'quartz-arm', kind: 'general' },
    { id: 'usual-means', kind: 'people' },
  ],
})

it('hides the name of an arm in the whole answer, and shows the rest', () => {
  const shown = JSON.stringify(names.show('Rest. I am quartz-arm, so ask me.'))
  expect(shown).not.toContain('quartz')
  expect(shown).toContain('[name removed]')
  expect(shown).toContain('Rest.')
})

it('hides it in pieces too, wherever they are cut, and loses no other word', () => {
  const text = 'Rest now. I am quartz-arm, so ask me.\nDrink water. And then'
  const wholes = [1, 2, 3, 5, 8, 100].map((size) => {
    const pieces = names.pieces()
    let shown = ''
    for (let from = 0; from < text.length; from += size) {
      const given = pieces.add(text.slice(from, from + size))
      // Half a name is never seen.
      expect(given).not.toMatch(/quart/)
      shown += given
    }
    return shown + pieces.end()
  })
  expect(new Set(wholes).size).toBe(1)
  expect(wholes[0]).toMatch(/^Rest now\. .*\[name removed\].*\nDrink water\. And then$/)
})
