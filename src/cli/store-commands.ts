import { Argument, type Command } from 'commander'
import { command, example, type Flags, jsonOption, type Run, studyOption } from './command-parts.ts'
import type { StoreMoveOptions } from './commands/store-move.ts'
import type { StoreUpgradeOptions } from './commands/store-upgrade.ts'
import type { Terminal } from './terminal.ts'

type StoreOptions = Flags<StoreMoveOptions & StoreUpgradeOptions>

/** The command that carries what is stored to another database, or to a newer PostgreSQL. */
export function addStoreCommands(program: Command, terminal: Terminal, run: Run): void {
  command(
    program,
    'store',
    'move a study to another database, or the embedded database to a newer PostgreSQL',
  )
    .addArgument(new Argument('<action>', 'what to do').choices(['move', 'upgrade']))
    .option(...studyOption)
    .option('--to <url>', 'move: postgres:// address of the database to go to')
    .option('--to-embedded', 'move: go to the embedded database of the workspace')
    .option('--programs <folder>', 'upgrade: folder of the older PostgreSQL, with bin and lib in it')
    .option(...jsonOption)
    .addHelpText(
      'after',
      `
move takes the study from the database that DATABASE_URL names, or from the embedded one where it is
unset. Killed or interrupted, the same command goes on; until every row was read back, the study stays
where it was. A password may be left out of the address and given as PGPASSWORD.
upgrade is for a workspace that was made with an older PostgreSQL. The old database is kept beside the
new one.
${example(
  'equipoise store move --to postgres://user@host/database --study my-study',
  'equipoise store move --to-embedded --study my-study',
  'equipoise store upgrade --study my-study',
)}`,
    )
    .action((action: 'move' | 'upgrade', options: StoreOptions) =>
      run(options.json, async () =>
        action === 'move'
          ? (await import('./commands/store-move.ts')).moveToDatabase(options, terminal)
          : (await import('./commands/store-upgrade.ts')).upgradeDatabase(options, terminal),
      ),
    )
}
