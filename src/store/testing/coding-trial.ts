import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { parseProtocol } from '../../protocol/read.ts'
import { closeTrial } from '../assisted/close-trial.ts'
import { enrol, type ParticipantKind } from '../assisted/enrol.ts'
import { openTrial } from '../assisted/open-trial.ts'
import { writeImport } from '../imports/write-import.ts'
import { holdStudy } from '../locks.ts'
import type { Store } from '../store.ts'
import { ensureStudy } from '../studies.ts'
import { importedFile, source } from './sample.ts'

/** An assisted-use trial with one model arm, a control, two cases and two coders. SAMPLE. */
export const codingProtocol = parseProtocol(
  {
    schemaVersion: 1,
    id: 'assisted',
    title: 'SAMPLE: does Tarn help?',
    sample: true,
    question: 'Does Tarn help people to decide?',
    arms: [
      {
        id: 'tarn',
        kind: 'general',
        source: { via: 'api', provider: 'compatible', model: 'tarn-1', baseUrl: 'http://127.0.0.1:9/v1' },
      },
      { id: 'control', kind: 'people' },
    ],
    axes: [
      { id: 'named', form: 'absolute', scale: { kind: 'binary' }, primary: true },
      { id: 'todo', form: 'absolute', scale: { kind: 'binary' } },
    ],
    hypotheses: [{ id: 'h', kind: 'superiority', axis: 'named', candidate: 'tarn', against: 'control' }],
    seed: 7,
    assisted: {
      participants: 'public',
      design: 'between',
      control: 'control',
      outcomes: { condition: 'named', disposition: 'todo' },
      dispositions: ['self', 'gp', '999'].map((id) => ({ id, label: `Step ${id}` })),
      cases: [
        {
          id: 'headache',
          title: 'A sudden headache',
          text: 'A man has the worst headache of his life.',
          conditions: [
            { name: 'Subarachnoid haemorrhage', synonyms: ['SAH', 'bleeding on the brain'] },
            { name: 'Meningitis' },
          ],
          disposition: '999',
        },
        {
          id: 'belly',
          title: 'Pain after meals',
          text: 'A woman has pain below the ribs after meals.',
          conditions: [{ name: 'Gallstones', synonyms: ['biliary colic'] }],
          disposition: 'gp',
        },
      ],
      casesPerParticipant: 2,
      randomisation: { method: 'simple' },
      stopping: { responsesPerArm: 100 },
      consent: { version: '1', text: 'Yes?', stores: ['conversation'], contact: 'ada@example.org' },
      instructions: 'Decide.',
      controlPage: 'Use what you like.',
    },
  },
  (path) => ({ field: path.join('.') }),
)

export interface SaidEncounter {
  readonly case: 'headache' | 'belly'
  /** What the arm answered, message by message; null: the call failed. */
  readonly replies?: readonly (string | null)[]
  /** Null: never decided. */
  readonly decided: { readonly conditions: readonly string[]; readonly disposition: string } | null
}

/** The trial on a real store, with what a test says that people did. */
export async function codingTrial(store: Store, key = 'coded') {
  const study = await ensureStudy(store, key, 'Coded')
  const { plan } = codingProtocol
  const assisted = plan.assisted
  if (assisted === null) throw new Error('The protocol has no assisted section.')
  const hash = 'a'.repeat(64)
  await holdStudy(store, study, (append) => append({ hash, document: 'title: x\n' }))
  const items = assisted.cases.map(({ id, expertQuery, strata }) => ({ key: id, text: expertQuery, strata }))
  await openTrial(store, study, { protocolHash: hash, items, arms: plan.arms.map(({ id }) => id) }, null)
  const idOf = async (table: 'item' | 'arm', name: string) =>
    (
      await store.database
        .selectFrom(table)
        .select('id')
        .where('study_id', '=', study.id)
        .where('key', '=', name)
        .executeTakeFirstOrThrow()
    ).id
  let number = 0
  const participant = async (
    arm: 'tarn' | 'control',
    encounters: readonly SaidEncounter[],
    kind: ParticipantKind = 'real',
  ) => {
    number += 1
    const { person } = await enrol(store, study, { kind, consentVersion: '1' })
    const arm_id = await idOf('arm', arm)
    await sql`
      insert into allocation (study_id, kind, number, person_id, arm_id, strata)
      values (${study.id}::uuid, ${kind}, ${number}, ${person}::uuid, ${arm_id}::uuid, '{}')`.execute(
      store.database,
    )
    const ids: string[] = []
    for (const [place, said] of encounters.entries()) {
      const id = randomUUID()
      ids.push(id)
      await store.database
        .insertInto('encounter')
        .values({
          id,
          study_id: study.id,
          person_id: person,
          place,
          item_id: await idOf('item', said.case),
          arm_id,
        })
        .execute()
      await talk(store, study, person, id, said.replies ?? [])
      if (said.decided !== null) await decideAs(store, study, person, id, said.decided)
    }
    return { person, encounters: ids }
  }
  /** What the model says of a case by itself. */
  const expertAnswers = (answers: readonly { readonly case: string; readonly text: string }[]) =>
    writeImport(
      store,
      study,
      importedFile('e', answers.length),
      source({
        arms: ['tarn'],
        answers: answers.map(({ case: item, text }) => ({
          item,
          arm: 'tarn',
          status: 'answered' as const,
          text,
          provenance: 'recorded' as const,
        })),
      }),
    )
  return {
    store,
    study,
    assisted,
    participant,
    expertAnswers,
    /** What the arm answers to messages of an encounter. */
    answers: (person: string, encounter: string, replies: readonly (string | null)[]) =>
      talk(store, study, person, encounter, replies),
    /** From here on nobody takes part, and answers of models can come to the coders. */
    close: () => closeTrial(store, study, null),
  }
}

async function talk(
  store: Store,
  study: { readonly id: string },
  person: string,
  encounter: string,
  replies: readonly (string | null)[],
): Promise<void> {
  for (const [index, reply] of replies.entries()) {
    const id = randomUUID()
    await sql`
      insert into chat_message (id, study_id, encounter_id, number, key, characters)
      values (${id}::uuid, ${study.id}::uuid, ${encounter}::uuid, ${index + 1}, ${randomUUID()}::uuid, 5)`.execute(
      store.database,
    )
    const said = [
      { role: 'participant' as const, words: `Message ${index + 1}` },
      ...(reply === null ? [] : [{ role: 'arm' as const, words: reply }]),
    ]
    await store.database
      .insertInto('chat_words')
      .values(said.map((one) => ({ ...one, study_id: study.id, message_id: id, person_id: person })))
      .execute()
  }
}

async function decideAs(
  store: Store,
  study: { readonly id: string },
  person: string,
  encounter: string,
  { conditions, disposition }: NonNullable<SaidEncounter['decided']>,
): Promise<void> {
  await sql`
    insert into trial_decision (encounter_id, study_id, key, disposition, confidence, conditions)
    values (${encounter}::uuid, ${study.id}::uuid, ${randomUUID()}::uuid, ${disposition}, 50, ${conditions.length})`.execute(
    store.database,
  )
  for (const [place, words] of conditions.entries())
    await store.database
      .insertInto('decision_words')
      .values({ study_id: study.id, encounter_id: encounter, place, person_id: person, words })
      .execute()
}
