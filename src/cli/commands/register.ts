import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { problem } from '../../problem.ts'
import { canonicalHash } from '../../protocol/hash.ts'
import { readLock } from '../../protocol/lock.ts'
import type { Protocol } from '../../protocol/read.ts'
import { chartRows, chartSource } from '../../report/registration/chart.ts'
import { checklist } from '../../report/registration/checklist.ts'
import { consortAiRows, consortAiSource } from '../../report/registration/consort-ai.ts'
import { preregistration } from '../../report/registration/preregistration.ts'
import {
  checklistMarkdown,
  preregistrationMarkdown,
} from '../../report/registration/registration-markdown.ts'
import {
  checklistSchema,
  preregistrationSchema,
  type RegistrationAbout,
} from '../../report/registration/registration-schema.ts'
import { trialSentences } from '../../report/registration/trial-sentences.ts'
import { checkRegistrationFolder } from '../report-folder.ts'
import type { CommandResult } from '../run-command.ts'
import { readStudyProtocol, type StudyFolder, shownPath, studyFolder } from '../study-folder.ts'
import { softwareVersion } from '../version.ts'
import { writeFolderWhole } from '../whole-files.ts'

export interface RegisterOptions {
  readonly study: string
  readonly out?: string
}

/** Writes what a registry and the reporting checklists ask of an assisted-use trial, as far as its protocol answers. */
export async function registerStudy(options: RegisterOptions): Promise<CommandResult> {
  const study = studyFolder(options.study)
  const protocol = await readStudyProtocol(study)
  const { plan } = protocol
  if (plan.assisted === null) {
    throw problem(
      'REGISTER_NOT_ASSISTED',
      'Only assisted-use trials are registered this way.',
      'Write the section assisted into the protocol, or register the protocol and its lock as they are.',
      { place: { file: shownPath(study.protocol), field: 'assisted' } },
    )
  }
  const folder = options.out ?? study.registration
  await checkRegistrationFolder(folder)
  const about = await aboutStudy(study, protocol)
  const said = trialSentences(plan, plan.assisted)
  const registration = preregistrationSchema.parse(preregistration(plan, said, about))
  const lists = [
    ['consort-ai', checklist('CONSORT-AI', consortAiSource, consortAiRows(plan, said), about)],
    ['chart', checklist('CHART', chartSource, chartRows(plan, said), about)],
  ] as const
  const files = new Map([
    ['preregistration.json', jsonText(registration)],
    ['preregistration.md', preregistrationMarkdown(registration)],
    ...lists.flatMap(([name, list]): [string, string][] => [
      [`${name}.json`, jsonText(checklistSchema.parse(list))],
      [`${name}.md`, checklistMarkdown(list)],
    ]),
  ])
  await writeFolderWhole(folder, files)
  const paths = [...files.keys()].map((name) => shownPath(join(folder, name)))
  return {
    json: {
      ...about,
      checklists: lists.map(([, { name, answered, open }]) => ({ name, answered, open })),
      files: paths,
    },
    lines: [
      ...(plan.sample ? ['SAMPLE: the plan of a simulated study.'] : []),
      `Protocol hash ${about.protocolHash}: ${about.lock.state}.`,
      ...lists.map(
        ([, { name, answered, items, open }]) =>
          `${name}: ${answered} of ${items.length} items answered by the protocol, ${open} to be written by the authors.`,
      ),
      ...(about.lock.state === 'locked' ? [] : ['Lock the protocol before you register it: equipoise lock.']),
      '',
      `Files: ${paths.join(', ')}`,
    ],
  }
}

async function aboutStudy(study: StudyFolder, { document, plan }: Protocol): Promise<RegistrationAbout> {
  const protocolHash = canonicalHash(document)
  const file = shownPath(study.lock)
  const lock = existsSync(study.lock) ? readLock(await readFile(study.lock, 'utf8'), file).lock : null
  return {
    software: `equipoise ${softwareVersion}`,
    study: { id: plan.id, title: plan.title, sample: plan.sample },
    protocolHash,
    lock:
      lock === null
        ? { state: 'not locked', lockedAt: null, version: null, retrospective: null }
        : {
            state: lock.protocolHash === protocolHash ? 'locked' : 'changed since the lock',
            lockedAt: lock.lockedAt,
            version: lock.version,
            retrospective: lock.retrospective,
          },
  }
}

function jsonText(content: unknown): string {
  return `${JSON.stringify(content, null, 2)}\n`
}
