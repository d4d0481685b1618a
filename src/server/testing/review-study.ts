import { type Criterion, presentContent } from '../../items/item.ts'
import { parseProtocol } from '../../protocol/read.ts'
import { type ReviewItem, reviewDesign } from '../../review/assignment/design.ts'
import { planUnits } from '../../review/assignment/plan-units.ts'
import { writeImport } from '../../store/imports/write-import.ts'
import { readAnswersToShow } from '../../store/review/read-answers-to-show.ts'
import { writeReview } from '../../store/review/write-review.ts'
import type { Store } from '../../store/store.ts'
import { ensureStudy } from '../../store/studies.ts'
import { importedFile, source } from '../../store/testing/sample.ts'

export interface ReviewStudyOptions {
  readonly arms: readonly string[]
  readonly items: number
  /** Criteria by the key of the item, `q0` and on. */
  readonly criteria?: Readonly<Record<string, readonly Criterion[]>>
  readonly protocol?: Readonly<Record<string, unknown>>
}

/** A study with answers of every arm to every item, and an open review whose answers are one sentence each. */
export async function reviewStudy(
  store: Store,
  key: string,
  { arms, items, criteria = {}, protocol = {} }: ReviewStudyOptions,
) {
  const study = await ensureStudy(store, key, 'A trial')
  const written = parseProtocol(
    {
      schemaVersion: 1,
      id: 'trial',
      title: 'A trial of Tarn',
      question: 'Which?',
      arms: arms.map((id) => ({ id, kind: 'general' })),
      axes: [{ id: 'utility', form: 'pairwise', primary: true }],
      hypotheses: [{ id: 'h', kind: 'superiority', axis: 'utility', candidate: arms[0], against: arms[1] }],
      seed: 7,
      ...protocol,
    },
    (path) => ({ field: path.join('.') }),
  )
  const keys = Array.from({ length: items }, (_, index) => `q${index}`)
  await writeImport(
    store,
    study,
    importedFile('a', items),
    source({
      items: keys.map((item) => ({
        key: item,
        text: `Question ${item}?`,
        strata: {},
        ...presentContent({ criteria: criteria[item] ?? null }),
      })),
      answers: keys.flatMap((item) =>
        arms.map((arm) => ({
          item,
          arm,
          status: 'answered' as const,
          text: `An answer to ${item}.`,
          provenance: 'recorded' as const,
        })),
      ),
    }),
  )
  const answers = await readAnswersToShow(store, study)
  const reviewItems = keys.map(
    (item): ReviewItem => ({
      key: item,
      strata: {},
      answers: Object.fromEntries(arms.map((arm) => [arm, 'shown' as const])),
    }),
  )
  const design = reviewDesign(written.plan, reviewItems)
  const { units } = planUnits(design)
  const idsOf = async (table: 'item' | 'arm') =>
    new Map(
      (
        await store.database
          .selectFrom(table)
          .select(['id', 'key'])
          .where('study_id', '=', study.id)
          .execute()
      ).map((row) => [row.key, row.id]),
    )
  const renderings = design.setup.renderings.length === 0 ? [''] : design.setup.renderings.map(({ id }) => id)
  const answerOf = new Map(answers.map(({ item, arm, answer }) => [`${item}/${arm}`, answer]))
  await writeReview(
    store,
    study,
    {
      protocolHash: '0'.repeat(64),
      units,
      leftOut: [],
      answers: answers.flatMap(({ answer, text }) =>
        renderings.map((rendering) => ({
          answer,
          rendering,
          content: {
            blocks: [
              {
                kind: 'paragraph' as const,
                children: [{ kind: 'text' as const, text: text ?? '', sentence: 0 }],
              },
            ],
            references: [],
            sentences: 1,
          },
          spans: [[0, (text ?? '').length] as const],
        })),
      ),
      answerOf: (item, arm) => answerOf.get(`${item}/${arm}`) ?? '',
      itemIds: await idsOf('item'),
      armIds: await idsOf('arm'),
    },
    null,
  )
  return { study, protocol: written, items: reviewItems, units }
}
