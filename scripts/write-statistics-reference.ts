/** Writes docs/reference/statistics from the sources of the methods. A test checks that it is up to date. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { workedExamples } from './statistics-reference/examples.ts'
import { readMethods } from './statistics-reference/methods.ts'
import { referencePages } from './statistics-reference/pages.ts'
import { validatedMethods } from './statistics-reference/validated.ts'

const folder = new URL('../docs/reference/statistics/', import.meta.url)
const pages = referencePages(readMethods(), await workedExamples(), validatedMethods())
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
for (const [name, text] of pages) writeFileSync(new URL(name, folder), text)
