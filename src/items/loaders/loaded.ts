import { createHash } from 'node:crypto'
import { z } from 'zod'
import { expectedValue } from '../../expected-value.ts'
import type { Place, Problem } from '../../problem.ts'
import { contradictions, type Item } from '../item.ts'

/** Text as it stands in the file, with something in it. */
export const notBlank = z.string().refine((text) => text.trim() !== '', 'text that is not blank')

/** The label of an option in sets whose options have letters. */
export const optionLetter = z.string().regex(/^[A-Z]$/, 'a capital letter from A to Z as label')

/** A published file as text; `name` tells it in problems. */
export interface SourceFile {
  readonly name: string
  readonly text: string
}

/** What a loader made of its files: every record is an item, left out for a stated reason, or named with its problems. */
export interface LoadedItems {
  readonly items: readonly Item[]
  readonly problems: readonly Problem[]
  /** Records in the files. */
  readonly records: number
  /** Records with problems; none of them became an item. */
  readonly badRecords: number
  /** Records that a file of the set itself leaves out, such as those outside its test split. */
  readonly leftOut: number
  /** What a person should know of the items, as sentences. */
  readonly remarks: readonly string[]
}

/** Collects the records of a set. A key may be given once. */
export class ItemCollector {
  private readonly items: Item[] = []
  private readonly problems: Problem[] = []
  private readonly firstSeen = new Map<string, Place>()
  private records = 0
  private badRecords = 0
  private leftOut = 0

  /** Enters the item of one record, or what is wrong with the record. */
  add(place: Place, read: Item | readonly Problem[]): void {
    this.records += 1
    const found = isProblems(read) ? read : this.objections(place, read)
    if (found.length > 0 || isProblems(read)) {
      this.badRecords += 1
      this.problems.push(...found)
      return
    }
    this.firstSeen.set(read.key, place)
    this.items.push(read)
  }

  leaveOut(): void {
    this.records += 1
    this.leftOut += 1
  }

  /** A problem of a file as a whole, or of no single record. */
  report(found: Problem): void {
    this.problems.push(found)
  }

  finish(remarks: readonly string[] = []): LoadedItems {
    const { items, problems, records, badRecords, leftOut } = this
    return { items, problems, records, badRecords, leftOut, remarks: [...unkeyed(items), ...remarks] }
  }

  private objections(place: Place, item: Item): readonly Problem[] {
    const found = contradictions(item).map(({ message, path }) =>
      recordProblem({ ...place, field: path }, message, item.answerKey ?? null, null),
    )
    const first = this.firstSeen.get(item.key)
    if (first === undefined) return found
    const where = `${first.file ?? 'this file'}${first.line === undefined ? '' : `, line ${first.line}`}`
    return [
      ...found,
      {
        code: 'ITEM_REPEATED',
        message: `The record repeats one of ${where}.`,
        place,
        value: item.key,
        expected: 'each item once',
        remedy: 'Leave one of the two out, or import the others with --skip-bad.',
      },
    ]
  }
}

function unkeyed(items: readonly Item[]): readonly string[] {
  const count = items.filter((item) => item.options !== undefined && item.answerKey === undefined).length
  return count === 0
    ? []
    : [`${count} multiple-choice questions have no published key; they cannot be marked by key.`]
}

function isProblems(read: Item | readonly Problem[]): read is readonly Problem[] {
  return Array.isArray(read)
}

/** A problem of one record: what it says is not what the format has. */
export function recordProblem(
  place: Place,
  message: string,
  value: string | null,
  expected: string | null,
): Problem {
  return {
    code: 'ITEM_RECORD',
    message,
    place,
    value,
    expected,
    remedy: 'Correct the record, name the format it has, or leave it out with --skip-bad.',
  }
}

/** Checks a record against its format; the problems name each wrong field. */
export function checkRecord<T>(
  schema: z.ZodType<T>,
  record: unknown,
  place: Place,
): { readonly value: T } | { readonly problems: readonly Problem[] } {
  const result = schema.safeParse(record)
  if (result.success) return { value: result.data }
  return {
    problems: result.error.issues.map((issue) => {
      const path = issue.path.map(String)
      const at =
        path.length === 0 ? place : { ...place, field: [place.field, ...path].filter(isText).join('.') }
      return recordProblem(
        at,
        'The record is not one of this format.',
        shown(valueAt(record, issue.path)),
        expectedValue(issue),
      )
    }),
  }
}

function isText(part: string | undefined): part is string {
  return part !== undefined
}

function valueAt(record: unknown, path: readonly PropertyKey[]): unknown {
  let value = record
  for (const name of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Reflect.get(value, name)
  }
  return value
}

/** A value as a person would look for it in the file; null where there is none. */
export function shown(value: unknown): string | null {
  if (value === undefined) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/**
 * A key for an item of a set that names none: the set's name and twelve digits of the SHA-256 of what
 * distinguishes the record. It does not depend on where in the file the record stands.
 */
export function contentKey(set: string, parts: readonly unknown[]): string {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest('hex')
  return `${set}-${digest.slice(0, 12)}`
}

/** Strata of the fields that are there; a value that is missing or empty makes no stratum. */
export function strataOf(
  fields: Readonly<Record<string, string | number | null | undefined>>,
): Item['strata'] {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => {
      const text = value === null || value === undefined ? '' : String(value).trim()
      return text === '' ? [] : [[name, text]]
    }),
  )
}
