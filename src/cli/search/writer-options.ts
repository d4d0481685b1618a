import type { Command } from 'commander'

/** Names the general model that writes; the same for every command with one. */
export function addWriterOptions(command: Command): Command {
  return command
    .option('--writer <model>', 'a general model that writes: a preset of arms, or the address of a server')
    .option('--writer-model <name>', 'the model of that server, or another one of the preset')
    .option('--writer-key <variable>', 'environment variable with the key (default: that of the preset)')
    .option('--writer-stays', 'the server on this machine passes nothing on, so the question is not screened')
}
