import { existsSync } from 'node:fs'
import { cp, mkdir, readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stringify } from 'yaml'
import { problem } from '../../problem.ts'
import type { Plan } from '../../protocol/plan.ts'
import { readProtocol } from '../../protocol/read.ts'
import type { ProtocolDocument } from '../../protocol/schema-v1.ts'
import type { CommandResult } from '../run-command.ts'
import { shellPath } from '../shell-word.ts'
import { type StudyFolder, shownPath, studyFolder } from '../study-folder.ts'
import { unwritable } from '../unwritable.ts'
import { shippedFile } from '../version.ts'
import { writeWhole } from '../whole-files.ts'

const shippedStudies = fileURLToPath(shippedFile('studies/'))
const schemaName = 'protocol.schema.json'

/** Names of the protocols that ship. */
export async function shippedProtocols(): Promise<string[]> {
  const entries = await readdir(shippedStudies, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory() && existsSync(join(shippedStudies, entry.name, 'protocol.yaml')))
    .map((entry) => entry.name)
    .sort()
}

/** The names of the protocols that ship, for people. */
export async function listProtocols(): Promise<CommandResult> {
  const protocols = await shippedProtocols()
  return {
    json: { protocols },
    lines: [
      'Protocols that ship:',
      ...protocols.map((name) => `  ${name}`),
      'Next: equipoise new <protocol> <folder>',
    ],
  }
}

/** Copies a shipped protocol into a folder, with the schema that lets editors complete it. */
export async function newStudy(protocol: string, folder: string | undefined): Promise<CommandResult> {
  const known = await shippedProtocols()
  if (!known.includes(protocol)) {
    throw problem(
      'PROTOCOL_NOT_SHIPPED',
      'No protocol of this name ships.',
      'Choose one of those, or write your own.',
      {
        value: protocol,
        expected: known.join(', '),
      },
    )
  }
  const study = studyFolder(folder ?? protocol)
  const plan = await placeProtocol(protocol, study.path)
  const shown = shownPath(study.path)
  const word = shellPath(study.path)
  if (plan.assisted !== null) {
    return {
      json: { study: study.path, protocol: study.protocol },
      lines: [
        `Study made in ${shown}.`,
        `Next: read and change ${join(shown, 'protocol.yaml')}, see what its size can show, lock the plan, register it, and open the trial:`,
        `  equipoise power --study ${word}`,
        `  equipoise lock --study ${word}`,
        `  equipoise register --study ${word}`,
        `  equipoise trial open --study ${word}`,
      ],
    }
  }
  return {
    json: { study: study.path, protocol: study.protocol },
    lines: [
      `Study made in ${shown}.`,
      `Next: read and change ${join(shown, 'protocol.yaml')}, then bring in marks:`,
      `  equipoise import marks.csv --mapping mapping.yaml --study ${word}`,
      'or, before any mark exists, lock the plan:',
      `  equipoise lock --study ${word}`,
    ],
  }
}

/** Writes a shipped protocol, its schema and the files of its arms into a study folder that has none yet. */
export async function placeProtocol(protocol: string, path: string): Promise<Plan> {
  const study = studyFolder(resolve(path))
  refuseProtocolThere(study)
  const text = await shippedProtocolText(protocol)
  const { plan } = readProtocol(text, `${protocol}/protocol.yaml`)
  await placeStudyFolder(study)
  for (const file of armFiles(plan)) {
    const shipped = join(shippedStudies, protocol, file)
    if (existsSync(shipped)) await cp(shipped, join(study.path, file))
  }
  await writeWhole(study.protocol, text.replace(/\$schema=\S+/, `$schema=./${schemaName}`))
  return plan
}

/** Writes a protocol that a command made, with its schema, into a study folder that has none yet. */
export async function placeProtocolDocument(document: ProtocolDocument, study: StudyFolder): Promise<void> {
  refuseProtocolThere(study)
  await placeStudyFolder(study)
  await writeWhole(
    study.protocol,
    `# yaml-language-server: $schema=./${schemaName}\n${stringify(document, { lineWidth: 110 })}`,
  )
}

export function shippedProtocolText(protocol: string): Promise<string> {
  return readFile(join(shippedStudies, protocol, 'protocol.yaml'), 'utf8')
}

export function refuseProtocolThere(study: StudyFolder): void {
  if (!existsSync(study.protocol)) return
  throw problem(
    'STUDY_EXISTS',
    'The folder has a protocol already; it was left as it is.',
    'Choose another folder.',
    {
      place: { file: shownPath(study.protocol) },
    },
  )
}

async function placeStudyFolder(study: StudyFolder): Promise<void> {
  await mkdir(study.path, { recursive: true }).catch((error: unknown) => {
    throw unwritable(study.path, error)
  })
  await cp(fileURLToPath(shippedFile('schemas/protocol.v1.schema.json')), join(study.path, schemaName))
}

/** Files that arms take their answers or passages from. */
function armFiles(plan: Plan): string[] {
  return plan.arms.flatMap(({ source }) => {
    if (source?.via === 'baseline') return source.corpus ?? []
    if (source?.via === 'search') return source.model ?? []
    return source?.via === 'recorded' || source?.via === 'vendor' ? (source.file ?? []) : []
  })
}
