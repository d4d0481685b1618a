/** What a physician or a judge says of one reference statement and one answer, as K-QA labels it. */
export type StatementLabel = 'entailment' | 'neutral' | 'contradiction'

export interface LabelledStatement {
  /** A statement that a good answer must hold; the others are nice to have. */
  readonly mustHave: boolean
  /** Null where the label is missing. */
  readonly label: StatementLabel | null
}

/** An entailed statement is a criterion met; neutral and contradicted ones are not met; a missing label stays missing. */
export function isStatementMet(label: StatementLabel | null): boolean | null {
  return label === null ? null : label === 'entailment'
}

export interface StatementScores {
  /** Share of the must-have statements that the answer holds; null without one that is labelled. */
  readonly completeness: number | null
  /** Statements, must-have or not, that the answer contradicts. */
  readonly hallucinations: number
  readonly labelled: number
}

/** Completeness and hallucinations of one answer in the sense of K-QA. */
export function statementScores(statements: readonly LabelledStatement[]): StatementScores {
  const labelled = statements.filter(({ label }) => label !== null)
  const mustHave = labelled.filter((statement) => statement.mustHave)
  const held = mustHave.filter(({ label }) => label === 'entailment').length
  return {
    completeness: mustHave.length === 0 ? null : held / mustHave.length,
    hallucinations: labelled.filter(({ label }) => label === 'contradiction').length,
    labelled: labelled.length,
  }
}
