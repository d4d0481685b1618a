import { spawnSync } from 'node:child_process'
import { readAudit } from './read-audit.ts'

// Asks the registry whether any dependency has a known weakness. Exit codes: 0 none of weight, 1 some, 2 the registry could not be
// asked, which is said and is no pass.
const { stdout } = spawnSync('npm', ['audit', '--json'], {
  encoding: 'utf8',
  shell: process.platform === 'win32',
})
const outcome = readAudit(stdout ?? '')
if (outcome.state === 'not-checked') {
  process.stdout.write(`NOT CHECKED: the registry was not asked for known weaknesses. ${outcome.why}\n`)
  process.exitCode = 2
} else {
  for (const { name, severity } of outcome.vulnerable) process.stdout.write(`${severity}: ${name}\n`)
  const grave = outcome.vulnerable.filter(({ severity }) => severity === 'high' || severity === 'critical')
  process.stdout.write(
    `${outcome.packages} packages, ${outcome.vulnerable.length} with known weaknesses, ${grave.length} of them high or critical.\n`,
  )
  process.exitCode = grave.length > 0 ? 1 : 0
}
