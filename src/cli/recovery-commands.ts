import type { Command } from 'commander'
import { wholeNumber } from './arguments.ts'
import { command, example, type Flags, jsonOption, type Run } from './command-parts.ts'
import type { BackupOptions } from './commands/backup.ts'
import type { DoctorOptions } from './commands/doctor.ts'
import type { RestoreOptions } from './commands/restore.ts'
import type { Terminal } from './terminal.ts'

const workspaceOption = ['--workspace <folder>', 'a folder of the workspace', '.'] as const

/** The commands that keep what was stored, bring it back, and say whether it is whole. */
export function addRecoveryCommands(program: Command, terminal: Terminal, run: Run): void {
  command(program, 'backup', 'save the workspace, or one study, with a manifest of hashes')
    .argument('[folder]', 'folder of backups (default: .equipoise/backups); each is a new one in it')
    .option('--study <folder>', 'save only the study in this folder')
    .option('--keep <number>', 'then remove all but so many backups of the same', wholeNumber)
    .option(...workspaceOption)
    .option(...jsonOption)
    .addHelpText('after', example('equipoise backup /mnt/backups --keep 7'))
    .action((folder: string | undefined, options: Flags<BackupOptions>) =>
      run(options.json, async () => (await import('./commands/backup.ts')).backUp(folder, options, terminal)),
    )

  command(program, 'restore', 'bring a backup back, into an empty place or after saving what is there')
    .argument('<backup>', 'a backup, or a folder of backups: the newest whole one')
    .option('--check', 'only read it all and say what is in it')
    .option('--study <folder>', 'a backup of one study: folder to restore it into')
    .option('--replace', 'save what is there, then put the backup in its place')
    .option('--workspace <folder>', 'folder to restore into', '.')
    .option(...jsonOption)
    .addHelpText('after', example('equipoise restore /mnt/backups --workspace restored'))
    .action((backup: string, options: Flags<RestoreOptions>) =>
      run(options.json, async () =>
        (await import('./commands/restore.ts')).restore(backup, options, terminal),
      ),
    )

  command(program, 'doctor', 'say what of the workspace is whole, what is not, and what to do')
    .option('--repair', 'mend what can be mended without guessing, and say what was done')
    .option('--yes', 'with --repair: also restore the newest backup in the place of a damaged database')
    .option(...workspaceOption)
    .option(...jsonOption)
    .addHelpText('after', example('equipoise doctor', 'equipoise doctor --repair'))
    .action((options: Flags<DoctorOptions>) =>
      run(options.json, async () => (await import('./commands/doctor.ts')).doctor(options, terminal)),
    )
}
