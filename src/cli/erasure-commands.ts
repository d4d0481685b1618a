import { type Command, InvalidArgumentError } from 'commander'
import { command, example, type Flags, jsonOption, type Run } from './command-parts.ts'
import type { DeleteOptions } from './commands/delete.ts'
import type { Kept, RetentionOptions } from './commands/retention.ts'
import type { Terminal } from './terminal.ts'

/** The commands that let data go. */
export function addErasureCommands(program: Command, terminal: Terminal, run: Run): void {
  command(program, 'delete', 'delete a study with all that the database holds of it')
    .argument('<study>', 'folder of the study')
    .option('--confirm <name>', 'the name of its folder, typed once more')
    .option('--yes', 'in place of --confirm, for scripts')
    .option('--files', 'remove the folder of the study too')
    .option(...jsonOption)
    .addHelpText('after', example('equipoise delete my-study --confirm my-study'))
    .action((study: string, options: Flags<DeleteOptions>) =>
      run(options.json, async () =>
        (await import('./commands/delete.ts')).deleteCommand(study, options, terminal),
      ),
    )

  command(program, 'retention', 'say how long personal data are kept and what is due, and delete that')
    .option(
      '--people <days>',
      'keep what is known of reviewers so long after the unblinding; or: forever',
      days,
    )
    .option('--asked <days>', 'keep questions of the ask page so long; or: forever', days)
    .option('--apply', 'delete what is due')
    .option('--workspace <folder>', 'folder of the workspace, or of a study in it', '.')
    .option(...jsonOption)
    .addHelpText(
      'after',
      example('equipoise retention --people 180 --asked 90', 'equipoise retention --apply'),
    )
    .action((options: Flags<RetentionOptions>) =>
      run(options.json, async () =>
        (await import('./commands/retention.ts')).retentionCommand(options, terminal),
      ),
    )
}

function days(text: string): Kept {
  if (text === 'forever') return text
  if (!/^\d{1,5}$/.test(text)) throw new InvalidArgumentError('It is a whole number of days, or forever.')
  return Number(text)
}
