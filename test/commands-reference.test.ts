import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createProgram } from '../src/cli/program.ts'
import { projectRoot } from './support/command-line.ts'

const page = readFileSync(join(projectRoot, 'docs', 'reference', 'commands.md'), 'utf8')
const silent = { out: () => {}, note: () => {}, progress: () => {}, endProgress: () => {} }
const everyCommandHas = ['--json', '--help']

describe('the table of commands', () => {
  const program = createProgram(silent, async () => {})
  const rows = new Map(
    [...page.matchAll(/^\| `equipoise ([\w-]+)[^|]*\|[^|]*\|([^|]*)\|$/gm)].map((row) => [row[1], row[2]]),
  )

  it('lists exactly the commands there are', () => {
    expect([...rows.keys()]).toEqual(program.commands.map((command) => command.name()))
  })

  it.each(program.commands.map((command) => [command.name(), command] as const))(
    'lists the options of %s',
    (name, command) => {
      const listed = [...(rows.get(name) ?? '').matchAll(/`(--[\w-]+)`/g)].map((match) => match[1])
      const options = command.options
        .map((option) => option.long)
        .filter((long) => !everyCommandHas.includes(long ?? ''))
      expect(listed).toEqual(options)
    },
  )

  it.each(program.commands.map((command) => [command.name(), command] as const))(
    'shows an example in the help of %s',
    (name, command) => {
      let help = ''
      command.configureOutput({ writeOut: (text) => (help += text) })
      command.outputHelp()
      expect(help).toContain(`Example:\n  equipoise ${name}`)
    },
  )
})
