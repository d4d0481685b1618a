import type { Item } from '../items/item.ts'
import { type Judgment, judgmentRoleSchema } from '../judging/judgment.ts'
import { booleanOf, type CellRules, readSeconds, readText, readTime } from './cells.ts'
import type { KnownNames } from './import-record.ts'
import type { AbsoluteMapping, Mapping, PairwiseMapping, Source } from './mapping.ts'
import type { Read, Row } from './row.ts'
import { unknownLabel } from './row.ts'
import { fieldOf, identityReader, nameCheck, nameReader, requiredName, strataReader } from './sources.ts'

export function cellRules(mapping: Mapping): CellRules {
  return { empty: new Set(mapping.empty), utcOffset: mapping.utcOffset ?? null }
}

/** The fields that every judgment of a row shares, whatever its form and axis. */
export type MarkFields = Pick<
  Judgment,
  | 'item'
  | 'rendering'
  | 'reviewer'
  | 'shownAt'
  | 'decidedAt'
  | 'activeSeconds'
  | 'rulebookVersion'
  | 'role'
  | 'consent'
>

/** Reader of the shared fields of a row; null where one is bad, which is reported. */
export function markFieldsReader(
  mapping: PairwiseMapping | AbsoluteMapping,
  known: KnownNames,
): (row: Row) => MarkFields | null {
  const { columns } = mapping
  const rules = cellRules(mapping)
  const readItem = requiredName(columns.item, 'item', rules)
  const readRendering = identityReader(columns.rendering, 'rendering', rules)
  const readReviewer = identityReader(columns.reviewer, 'reviewer', rules)
  const readRole = roleReader(columns.role, rules)
  const readConsent = consentReader(columns.consent, rules)
  const readRulebook = nameReader(columns.rulebookVersion, rules)
  const checkRendering = nameCheck('ROW_RENDERING_UNKNOWN', 'rendering condition', known.renderings)
  const renderingField = fieldOf(columns.rendering, 'rendering')
  const optional = <T>(
    column: string | undefined,
    read: (row: Row, column: string, rules: CellRules) => Read<T>,
  ): ((row: Row) => Read<T>) => (column === undefined ? () => null : (row) => read(row, column, rules))
  const readShown = optional(columns.shownAt, readTime)
  const readDecided = optional(columns.decidedAt, readTime)
  const readActive = optional(columns.activeSeconds, readSeconds)

  return (row) => {
    const item = readItem(row)
    const rendering = readRendering(row)
    const reviewer = readReviewer(row)
    const shownAt = readShown(row)
    const decidedAt = readDecided(row)
    const activeSeconds = readActive(row)
    const rulebookVersion = readRulebook(row)
    const role = readRole(row)
    const consent = readConsent(row)
    checkRendering(row, renderingField, rendering)
    if (
      item === undefined ||
      rendering === undefined ||
      reviewer === undefined ||
      shownAt === undefined ||
      decidedAt === undefined ||
      activeSeconds === undefined ||
      rulebookVersion === undefined ||
      role === undefined ||
      consent === undefined
    )
      return null
    return { item, rendering, reviewer, shownAt, decidedAt, activeSeconds, rulebookVersion, role, consent }
  }
}

function roleReader(
  source: Source | undefined,
  rules: CellRules,
): (row: Row) => MarkFields['role'] | undefined {
  const read = nameReader(source, rules)
  const field = fieldOf(source, 'role')
  return (row) => {
    const label = read(row)
    if (label === undefined) return undefined
    if (label === null) return 'study'
    const role = judgmentRoleSchema.options.find((option) => option === label)
    return role ?? unknownLabel(row, field, label, judgmentRoleSchema.options)
  }
}

function consentReader(source: Source | undefined, rules: CellRules): (row: Row) => Read<boolean> {
  const read = nameReader(source, rules)
  const field = fieldOf(source, 'consent')
  return (row) => {
    const label = read(row)
    return label === null || label === undefined ? label : booleanOf(row, field, label)
  }
}

/** Reader of an item with what the row tells of it. */
export function itemReader(
  key: Source,
  text: string | undefined,
  strata: Readonly<Record<string, Source>> | undefined,
  rules: CellRules,
): (row: Row) => Item | null {
  const readKey = requiredName(key, 'item', rules)
  const readStrata = strataReader(strata, rules)
  return (row) => {
    const itemKey = readKey(row)
    const itemText = text === undefined ? null : readText(row, text, rules)
    const itemStrata = readStrata(row)
    if (itemKey === undefined || itemText === undefined) return null
    return { key: itemKey, text: itemText, strata: itemStrata }
  }
}
