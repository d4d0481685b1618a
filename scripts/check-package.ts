/**
 * Tries the package as a stranger gets it: packs it, installs the tarball in an empty folder and runs `npx equipoise demo` there.
 * Minutes, and a registry to install from, so no part of `npm test`.
 *
 *     npm run check:package
 */
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const project = fileURLToPath(new URL('..', import.meta.url))
const work = mkdtempSync(join(tmpdir(), 'equipoise-package-'))
// As root the database runs as another user, who must be able to enter the folder.
chmodSync(work, 0o755)
try {
  run(project, 'npm', ['pack', '--pack-destination', work])
  const tarball = readdirSync(work).find((name) => name.endsWith('.tgz'))
  if (tarball === undefined) throw new Error('npm pack made no tarball.')
  const empty = join(work, 'empty')
  mkdirSync(empty)
  // What a stranger types: `npm i equipoise`, here with the file in place of the name.
  writeFileSync(join(empty, 'package.json'), '{"private": true}\n')
  run(empty, 'npm', ['install', join(work, tarball)])
  run(empty, 'npx', ['equipoise', 'demo'])
  const report = join(empty, 'demo', 'report', 'report.html')
  if (!existsSync(report)) throw new Error(`The demo left no ${report}.`)
  process.stdout.write('The packed package works in an empty folder.\n')
} finally {
  rmSync(work, { recursive: true, force: true })
}

function run(folder: string, program: string, given: readonly string[]): void {
  const started = performance.now()
  const { status } = spawnSync(program, given, { cwd: folder, stdio: 'inherit' })
  process.stdout.write(`${program} ${given[0]}: ${((performance.now() - started) / 1000).toFixed(0)} s\n`)
  if (status !== 0) throw new Error(`${program} ${given.join(' ')} ended with ${status}.`)
}
