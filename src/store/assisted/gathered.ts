/**
 * Does small steps in groups: while one group is under way the next steps gather, so that durability costs one commit a group and
 * not one a step.
 *
 * @param run Does a whole group, all of it or nothing, and gives one result for each.
 */
export function gathered<Step, Result>(
  run: (steps: readonly Step[]) => Promise<readonly Result[]>,
): (step: Step) => Promise<Result> {
  interface Waiting {
    readonly step: Step
    readonly resolve: (result: Result) => void
    readonly reject: (error: unknown) => void
  }
  let waiting: Waiting[] = []
  let running = false

  const runGroup = async (group: readonly Waiting[]): Promise<void> => {
    try {
      const results = await run(group.map(({ step }) => step))
      for (const [at, { resolve }] of group.entries()) resolve(results[at]!)
    } catch (error) {
      if (group.length === 1) group[0]?.reject(error)
      // One that cannot be done must not take the others with it.
      else for (const one of group) await runGroup([one])
    }
  }
  const go = async (): Promise<void> => {
    running = true
    while (waiting.length > 0) {
      const group = waiting
      waiting = []
      await runGroup(group)
    }
    running = false
  }
  return (step) =>
    new Promise((resolve, reject) => {
      waiting.push({ step, resolve, reject })
      if (!running) void go()
    })
}
