import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Protocol, parseProtocol } from '../../protocol/read.ts'
import type { Role } from '../../review/people/role.ts'
import { writeImport } from '../../store/imports/write-import.ts'
import { invite } from '../../store/people/people.ts'
import { enter } from '../../store/people/sessions.ts'
import type { Store } from '../../store/store.ts'
import { ensureStudy } from '../../store/studies.ts'
import { importedFile, source } from '../../store/testing/sample.ts'
import { type OpenCapture, openCapture } from '../capture/open-capture.ts'

export interface CaptureStudy extends AsyncDisposable {
  readonly study: { readonly id: string }
  readonly protocol: Protocol
  readonly folder: string
  /** A desk as another process would open it. */
  readonly desk: () => OpenCapture
  /** Lets a new person in, and gives the cookie. */
  readonly enter: (
    name: string,
    role: Role,
  ) => Promise<{ readonly person: string; readonly cookie: string; readonly token: string }>
}

/** A study with two arms that have a page only, one that a maker sends in, and so many questions. */
export async function captureStudy(store: Store, questions: readonly string[]): Promise<CaptureStudy> {
  const study = await ensureStudy(store, 'trial', 'A trial')
  const folder = await mkdtemp(join(tmpdir(), 'equipoise-test-'))
  const protocol = parseProtocol(
    {
      schemaVersion: 1,
      id: 'trial',
      title: 'Tarn or Moor',
      question: 'Which?',
      sample: true,
      arms: [
        {
          id: 'tarn',
          kind: 'specialised',
          source: { via: 'capture', product: 'Tarn', mode: 'Deep', terms: 'By hand only.' },
        },
        { id: 'moor', kind: 'specialised', source: { via: 'capture', product: 'Moor' } },
        { id: 'maker', kind: 'own', source: { via: 'vendor', vendor: 'A Maker' } },
      ],
      axes: [{ id: 'utility', form: 'pairwise', primary: true }],
      hypotheses: [{ id: 'h', kind: 'superiority', axis: 'utility', candidate: 'tarn', against: 'moor' }],
      seed: 11,
    },
    (path) => ({ field: path.join('.') }),
  )
  await writeImport(
    store,
    study,
    importedFile('a', questions.length),
    source({ items: questions.map((text, index) => ({ key: `q${index}`, text, strata: {} })) }),
  )
  const captured = {
    store,
    record: study,
    plan: protocol.plan,
    named: { folder: 'trial', protocol: 'trial/protocol.yaml' },
  }
  return {
    study,
    protocol,
    folder,
    desk: () => openCapture(captured, folder),
    enter: async (name, role) => {
      const { token, person } = await invite(store, study, { name, role }, null, 1)
      const entry = await enter(store, token, 1)
      if (!entry.entered) throw new Error(entry.because)
      return { person, cookie: `equipoise=${entry.session}`, token }
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  }
}
