import type { Command } from 'commander'
import { listOf } from './arguments.ts'

export const optionTwice = 'equipoise.optionTwice'

/**
 * Refuses what commander would take without a word: an option that is given twice, of which only the last would count,
 * and another option in the place of a value.
 */
export function guardOptions(command: Command): void {
  for (const option of command.options) {
    if (!(option.required || option.optional)) continue
    const isList = option.variadic || option.parseArg === listOf
    let given = 0
    command.on(`option:${option.name()}`, (value: unknown) => {
      given += 1
      if (typeof value === 'string' && value.startsWith('--')) {
        command.error(`error: option '${option.flags}' argument missing: '${value}' is an option`, {
          code: 'commander.optionMissingArgument',
        })
      }
      if (given > 1 && !isList)
        command.error(`error: option '${option.flags}' is given more than once`, { code: optionTwice })
    })
  }
}
