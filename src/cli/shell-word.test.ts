import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { shellPath, shellWord } from './shell-word.ts'
import { oneLine } from './visible-text.ts'

/** What a shell makes of a command line's words. */
const words = (line: string) =>
  execFileSync('bash', ['-c', `printf '%s\\0' ${line}`], { encoding: 'utf8' })
    .split('\0')
    .slice(0, -1)

describe('shellWord', () => {
  it.each([
    'my study',
    "it's mine",
    "''",
    '',
    '$HOME `id` $(id)',
    'a;b|c&d>e<f',
    '*?[a]{b,c}',
    '~',
    '#1',
    '!1',
    'back\\slash"quote',
    'two\nlines',
    "tab\there\r and \\ it's\n",
    '\u001b[31mred\u009b 7\u202e\u20287',
    'Übung/Studie',
  ])('is one word that a shell reads as %j', (text) => {
    expect(words(`${shellWord(text)} ${shellWord('next')}`)).toEqual([text, 'next'])
  })

  it.each(['two\nlines', '\u001b[31mred\u202e'])('stands on its line, and steers no terminal: %j', (text) => {
    expect(oneLine(shellWord(text))).toBe(shellWord(text))
  })

  it('leaves plain paths and names as they are', () => {
    for (const text of ['study', '/data/my-study_2/queue.csv', '../a=b@c+d:e,f%', 'Übung'])
      expect(shellWord(text)).toBe(text)
  })
})

describe('shellPath', () => {
  it('is a path from here, and no option', () => {
    expect(shellPath(join(process.cwd(), 'my study'))).toBe("'my study'")
    expect(shellPath('-study')).toBe('./-study')
    expect(shellPath(join(process.cwd(), '--json'))).toBe('./--json')
  })
})
