/** One forward step of the database's schema. Never changed once released; a mistake is mended by a new one. */
export interface Migration {
  /** 1, 2, 3, ... without a gap. */
  readonly version: number
  readonly name: string
  /** SQL statements, run together in one transaction. */
  readonly statements: string
}
