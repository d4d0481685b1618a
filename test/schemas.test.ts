import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { publishedSchemas } from '../scripts/published-schemas.ts'
import { projectRoot } from './support/command-line.ts'

describe('published schemas', () => {
  it.each([...publishedSchemas()])('%s is what the code checks with', (name, text) => {
    expect(readFileSync(join(projectRoot, 'schemas', name), 'utf8')).toBe(text)
  })
})
