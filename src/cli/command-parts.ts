import type { Command } from 'commander'
import type { CommandResult } from './run-command.ts'

/** What commands are put together from. */

export const studyOption = ['--study <folder>', 'folder of the study', '.'] as const
export const jsonOption = ['--json', 'print the result, or the problems, as JSON'] as const

/** What the command's own options take, and whether the result is wanted as JSON. */
export type Flags<Options> = Options & { readonly json?: boolean }

/** Runs a command and prints its result, as JSON where that is wanted. */
export type Run = (json: boolean | undefined, command: () => Promise<CommandResult>) => Promise<void>

export function command(program: Command, name: string, description: string): Command {
  return program.command(name).description(description)
}

export function example(...lines: readonly string[]): string {
  return `\nExample:\n${lines.map((line) => `  ${line}`).join('\n')}`
}
