import { stringify } from 'yaml'
import { readProtocol } from '../../src/protocol/read.ts'
import { studyApp, type TestStudyApp } from '../../src/server/testing/study-app.ts'
import { readItems } from '../../src/store/reading/read-items.ts'
import { findStudy, type StudyRecord } from '../../src/store/studies.ts'
import type { SharedWorkspace, TestStudy } from './shared-workspace.ts'

export interface SmallReviewOptions {
  readonly protocol?: object
  /** Answers other than "Give 5 mg.", by item/arm; null is a refusal. */
  readonly answers?: Readonly<Record<string, string | null>>
  /** Strata of every question. */
  readonly strata?: Readonly<Record<string, string>>
}

const lines = (rows: readonly object[]) => `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`

/** A study of two arms and eight questions (q0 to q7) with answers, as commands brought them in; its review is not open. */
export async function smallReview(
  workspace: SharedWorkspace,
  name: string,
  { protocol = {}, answers = {}, strata = {} }: SmallReviewOptions = {},
): Promise<TestStudy> {
  const study = await workspace.study(
    name,
    stringify({
      schemaVersion: 1,
      id: name,
      title: 'Tarn against Moor',
      question: 'Which?',
      arms: [
        { id: 'tarn', label: 'Tarn', kind: 'own' },
        { id: 'moor', label: 'Moor', kind: 'general' },
      ],
      axes: [{ id: 'utility', form: 'pairwise', primary: true }],
      hypotheses: [{ id: 'h', kind: 'superiority', axis: 'utility', candidate: 'tarn', against: 'moor' }],
      seed: 12,
      ...protocol,
    }),
  )
  const keys = Array.from({ length: 8 }, (_, index) => `q${index}`)
  const mapping = (form: string, columns: object) =>
    workspace.input(
      `${name}-${form}.yaml`,
      stringify({
        schemaVersion: 1,
        form,
        columns,
        ...(form === 'answers' ? { provenance: 'recorded' } : {}),
      }),
    )
  await study.imported(
    await workspace.input(
      `${name}-items.jsonl`,
      lines(keys.map((key) => ({ key, text: `What about ${key}?`, ...strata }))),
    ),
    await mapping('items', {
      key: 'key',
      text: 'text',
      ...(Object.keys(strata).length === 0
        ? {}
        : { strata: Object.fromEntries(Object.keys(strata).map((one) => [one, one])) }),
    }),
  )
  const given = (item: string, arm: string) => {
    const text = answers[`${item}/${arm}`]
    return text === null
      ? { status: 'refused', text: '' }
      : { status: 'answered', text: text ?? 'Give 5 mg.' }
  }
  await study.imported(
    await workspace.input(
      `${name}-answers.jsonl`,
      lines(keys.flatMap((item) => ['tarn', 'moor'].map((arm) => ({ item, arm, ...given(item, arm) })))),
    ),
    await mapping('answers', { item: 'item', arm: 'arm', status: 'status', text: 'text' }),
  )
  return study
}

/** The pages of a study that commands made, for those who mark in it. */
export async function pagesOf(
  workspace: SharedWorkspace,
  name: string,
  protocolText: string,
): Promise<{ readonly record: StudyRecord; readonly app: TestStudyApp }> {
  const record = await findStudy(workspace.store, name)
  if (record === null) throw new Error(`there is no study ${name}`)
  const items = []
  for await (const page of readItems(workspace.store, record)) items.push(...page)
  return {
    record,
    app: studyApp(workspace.store, record, readProtocol(protocolText, 'protocol.yaml'), items),
  }
}
