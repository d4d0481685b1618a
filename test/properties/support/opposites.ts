/** Inputs in which two systems, two slots or two outcomes have changed places. */

export function opposite(value: number | null): number | null {
  return value === null ? null : -value
}

interface Fourfold {
  readonly n10: number
  readonly n01: number
}

/** A right where B is wrong, and the other way round. */
export function exchangedTable<Table extends Fourfold>(table: Table): Table {
  return { ...table, n10: table.n01, n01: table.n10 }
}

const otherSide = { a: 'b', tie: 'tie', b: 'a' } as const

/** The comparison with the other outcome. */
export function reversed<Row extends { readonly outcome: 'a' | 'tie' | 'b' | null }>(row: Row) {
  return { ...row, outcome: row.outcome === null ? null : otherSide[row.outcome] }
}

export function reversedCounts<Row extends { readonly winsA: number; readonly winsB: number }>(
  row: Row,
): Row {
  return { ...row, winsA: row.winsB, winsB: row.winsA }
}

const slots = { first: 'second', second: 'first', tie: 'tie' } as const

export function otherSlot(slot: 'first' | 'second' | 'tie' | null) {
  return slot === null ? null : slots[slot]
}

interface Reported {
  readonly kind: string
  readonly wins?: number
  readonly losses?: number
  readonly difference?: number
  readonly d?: number
  readonly lower?: number
  readonly upper?: number
  readonly x1?: number
  readonly n1?: number
  readonly x2?: number
  readonly n2?: number
  readonly n10?: number
  readonly n01?: number
}

/** A published result of A against B as one of B against A. */
export function exchangedReport(report: Reported) {
  const { wins, losses, difference, d, lower, upper, x1, n1, x2, n2, n10, n01 } = report
  return {
    ...report,
    wins: losses,
    losses: wins,
    difference: minus(difference),
    d: minus(d),
    lower: minus(upper),
    upper: minus(lower),
    x1: x2,
    n1: n2,
    x2: x1,
    n2: n1,
    n10: n01,
    n01: n10,
  }
}

function minus(value: number | undefined): number | undefined {
  return value === undefined ? undefined : -value
}

const verdicts: Readonly<Record<string, string>> = {
  superior: 'inferior',
  superior_within_margin: 'inferior_within_margin',
  inferior: 'superior',
  inferior_within_margin: 'superior_within_margin',
  noninferior: 'not_superior',
  not_superior: 'noninferior',
}

/** What is said of B when this is said of A. */
export function otherVerdict(verdict: unknown): unknown {
  return verdicts[String(verdict)] ?? verdict
}
