import type { CommanderError } from 'commander'
import type { Problem } from '../problem.ts'
import { optionTwice } from './option-guards.ts'

/** What commander gives where it would print the help instead of running something. */
const helpInstead = 'commander.help'

const codes: Readonly<Record<string, string>> = {
  [helpInstead]: 'USAGE_COMMAND_UNKNOWN',
  'commander.unknownCommand': 'USAGE_COMMAND_UNKNOWN',
  'commander.unknownOption': 'USAGE_OPTION_UNKNOWN',
  'commander.optionMissingArgument': 'USAGE_OPTION_EMPTY',
  [optionTwice]: 'USAGE_OPTION_TWICE',
  'commander.missingArgument': 'USAGE_ARGUMENT_MISSING',
  'commander.excessArguments': 'USAGE_ARGUMENT_EXCESS',
  'commander.invalidArgument': 'USAGE_VALUE',
  'commander.missingMandatoryOptionValue': 'USAGE_OPTION_MISSING',
  'commander.conflictingOption': 'USAGE_OPTION_CONFLICT',
}

/** Wrong usage as the data that `--json` prints of every problem; the sentence is the one that people read. */
export function usageProblem({ code, message }: CommanderError): Problem {
  return {
    code: codes[code] ?? 'USAGE',
    message: code === helpInstead ? 'This names no command.' : sentence(message),
    place: {},
    value: null,
    expected: null,
    remedy: 'Add --help for how it is used.',
  }
}

/** `error: unknown option '--stdy'\n(Did you mean --study?)` as sentences on one line. */
function sentence(message: string): string {
  const [first = '', ...more] = message.replace(/^error: /, '').split('\n')
  const whole = /[.?]$/.test(first) ? first : `${first}.`
  const hints = more.map((line) => line.replace(/^\((.*)\)$/, '$1'))
  return [whole.charAt(0).toUpperCase() + whole.slice(1), ...hints].join(' ')
}
