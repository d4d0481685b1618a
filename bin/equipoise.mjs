#!/usr/bin/env node
// Plain JavaScript that any Node reads, so that an old one gets a sentence instead of a syntax error.
import { existsSync } from 'node:fs'
import module from 'node:module'

const needed = [22, 18]
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < needed[0] || (major === needed[0] && minor < needed[1])) {
  process.stderr.write(
    `equipoise needs Node ${needed.join('.')} or newer, and this is ${process.versions.node}: install a newer one, ` +
      'or in a clone of the repository use `npm run equipoise -- <command>`, which brings its own.\n',
  )
  process.exit(2)
}

// Compiled code is kept between runs; without a writable folder for it Node goes on without.
module.enableCompileCache?.()

// A package holds the compiled program; a clone runs its sources.
const compiled = new URL('../dist/cli/main.js', import.meta.url)
const source = new URL('../src/cli/main.ts', import.meta.url)
await import((existsSync(source) ? source : compiled).href)
