import { z } from 'zod'

/** Work that can be cut into pieces, each of which any thread can do alone. */
export interface WorkerTask<Input, Output> {
  /** `import.meta.url` of the module that exports this object as `task`: a worker loads it by that address. */
  readonly module: string
  /** What a piece gets; checked again in the worker. Typed arrays on shared memory are not copied. */
  readonly input: z.ZodType<Input>
  readonly output: z.ZodType<Output>
  /** The piece itself. It must depend on nothing but its input, or results would depend on the number of workers. */
  run(input: Input): Output
}

const taskModuleSchema = z.object({
  task: z.object({
    input: z.custom<z.ZodType>((value) => value instanceof z.ZodType),
    run: z.custom<(input: unknown) => unknown>((value) => typeof value === 'function'),
  }),
})

/** Loads a task by the address of its module and runs one piece: what a worker does. */
export async function runTaskModule(module: string, input: unknown): Promise<unknown> {
  const { task } = taskModuleSchema.parse(await import(module))
  return task.run(task.input.parse(input))
}
