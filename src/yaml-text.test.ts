import { describe, expect, it } from 'vitest'
import { readYamlText } from './yaml-text.ts'

const faultOf = (text: string, aliases = 100) => readYamlText(text, aliases).yaml.errors[0]?.message

describe('readYamlText', () => {
  it('gives plain data with the lines they stand on', () => {
    const { content, yaml, lines } = readYamlText('a: 1\nb: [x, y]\n', 0)
    expect([content, yaml.errors]).toEqual([{ a: 1, b: ['x', 'y'] }, []])
    expect(lines.linePos(5).line).toBe(2)
  })

  it.each([
    ['entries', '- '.repeat(500_000)],
    ['keys', '? '.repeat(500_000)],
    ['brackets', '['.repeat(500_000)],
    ['a little too much', `${'['.repeat(250)}${']'.repeat(250)}`],
    ['lines', Array.from({ length: 250 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ])('refuses values within values without end: %s', (_, text) => {
    const begun = performance.now()
    expect(faultOf(text)).toBe('values stand within each other more than 200 levels deep')
    expect(performance.now() - begun).toBeLessThan(8000)
  })

  it('refuses names behind names on one line, however many', () => {
    const begun = performance.now()
    expect(readYamlText('a: '.repeat(30_000), 0).yaml.errors.length).toBeGreaterThan(0)
    expect(performance.now() - begun).toBeLessThan(15_000)
  })

  it('takes what people nest', () => {
    expect(faultOf(`${'['.repeat(60)}1${']'.repeat(60)}`)).toBeUndefined()
  })

  it('refuses aliases that point nowhere, that are not followed, or that grow without end', () => {
    const laughs = [
      'a: &a [x, x, x, x]',
      ...'bcdefgh'.split('').map((name, at) => {
        const before = 'abcdefg'[at]
        return `${name}: &${name} [*${before}, *${before}, *${before}, *${before}]`
      }),
    ].join('\n')
    expect(faultOf(laughs)).toMatch(/alias/i)
    expect(faultOf('a: *nowhere')).toMatch(/alias/i)
    expect(faultOf('a: &a 1\nb: *a', 0)).toMatch(/alias/i)
    expect(readYamlText('a: &a 1\nb: *a', 100).content).toEqual({ a: 1, b: 1 })
  })
})
