import type { Problem } from '../problem.ts'

/** Problems kept in full; of the others only the number is known. */
export const problemsKept = 1000

/** All problems of an import: the first thousand in full, all of them counted by code. */
export class ProblemLog {
  private readonly kept: Problem[] = []
  private readonly counts = new Map<string, number>()

  add(problem: Problem): void {
    if (this.kept.length < problemsKept) this.kept.push(problem)
    this.counts.set(problem.code, (this.counts.get(problem.code) ?? 0) + 1)
  }

  get first(): readonly Problem[] {
    return this.kept
  }

  get total(): number {
    let total = 0
    for (const count of this.counts.values()) total += count
    return total
  }

  /** Number of problems by code, in the order of the codes. */
  get byCode(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.counts].sort(([one], [other]) => (one < other ? -1 : 1)))
  }
}
