/** Writes the published JSON Schemas from the schemas of the code. A test checks that they are up to date. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { publishedSchemas } from './published-schemas.ts'

const folder = new URL('../schemas/', import.meta.url)
mkdirSync(folder, { recursive: true })
for (const [name, text] of publishedSchemas()) writeFileSync(new URL(name, folder), text)
