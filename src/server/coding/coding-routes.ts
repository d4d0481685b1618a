import { z } from 'zod'
import type { AssistedPlan } from '../../protocol/assisted/assisted-plan.ts'
import type { ProtocolDocument } from '../../protocol/schema-v1.ts'
import { showAnswer } from '../../review/shown/show-answer.ts'
import {
  readCodingProgress,
  readEarlierTask,
  readNextAdjudication,
  readNextTask,
  type TaskToAdjudicate,
  type TaskToCode,
} from '../../store/coding/read-task.ts'
import { saveCoding } from '../../store/coding/save-coding.ts'
import { hasSimulatedTexts } from '../../store/coding/text-origin.ts'
import type { Store } from '../../store/store.ts'
import { readBody } from '../access/read-body.ts'
import { refuse } from '../access/refuse.ts'
import { type Route, type ServerContext, visitorOf } from '../access/route.ts'
import {
  type CodingDesk,
  type CodingNext,
  type CodingSaved,
  type CodingTask,
  codingGivenSchema,
} from '../contract/coding.ts'
import { hiddenNames } from '../participant/hidden-names.ts'

/** What the coding desk of an assisted-use trial works with. */
export interface OpenCodingDesk {
  readonly store: Store
  readonly study: { readonly id: string }
  readonly title: string
  readonly sample: boolean
  /** Names of their systems are hidden in what is shown. */
  readonly arms: ProtocolDocument['arms']
  readonly assisted: AssistedPlan
}

/**
 * Reviewers code; disagreements are decided by a third person, who may be a reviewer that did not code the text, an analyst or an owner.
 * All of them are blind alike.
 */
const coders = ['reviewer'] as const
const deciders = ['reviewer', 'analyst', 'owner'] as const

/** The coding desk. `readDesk` gives null where the study is no assisted-use trial. */
export function codingRoutes(readDesk: () => Promise<OpenCodingDesk | null>): Route[] {
  const guarded =
    (handle: (open: OpenCodingDesk, context: ServerContext) => Promise<Response>) =>
    async (context: ServerContext) => {
      const desk = await readDesk()
      return desk === null
        ? refuse(
            context,
            409,
            'CODING_NOT_ASSISTED',
            'In this study nobody decides about cases, so there is nothing to code.',
          )
        : handle(desk, context)
    }
  return [
    {
      method: 'GET',
      path: '/api/coding',
      who: deciders,
      handle: guarded(async (open, context) => {
        const body: CodingDesk = {
          title: open.title,
          sample: open.sample,
          simulated: await hasSimulatedTexts(open.store, open.study),
          codes: mayCode(context),
          progress: await progressOf(open, context),
        }
        return context.json(body)
      }),
    },
    {
      method: 'POST',
      path: '/api/coding/next',
      who: deciders,
      handle: guarded(async (open, context) => context.json(await nextOf(open, context))),
    },
    {
      method: 'GET',
      path: '/api/coding/back',
      who: coders,
      handle: guarded(async (open, context) => {
        const from = z.guid().safeParse(context.req.query('task'))
        const earlier = await readEarlierTask(
          open.store,
          open.study,
          visitorOf(context).person,
          from.success ? from.data : null,
        )
        const body: CodingNext = {
          mode: 'code',
          task: earlier === null ? null : shownTask(open, earlier, null),
          progress: await progressOf(open, context),
        }
        return context.json(body)
      }),
    },
    {
      method: 'POST',
      path: '/api/coding/codes',
      who: deciders,
      handle: guarded(async (open, context) => {
        const { mode, ...given } = await readBody(context, codingGivenSchema)
        const { person } = visitorOf(context)
        if (mode === 'code' && !mayCode(context)) {
          return refuse(context, 403, 'CODING_ROLE', 'Texts are coded by reviewers.')
        }
        if (mode === 'adjudicate' && (await leftToCode(open, context)) > 0) {
          return refuse(
            context,
            409,
            'CODING_FIRST',
            'Code what is left first: who has seen the codes of others codes otherwise.',
          )
        }
        const role = mode === 'code' ? 'coder' : 'adjudicator'
        await saveCoding(open.store, open.study, open.assisted, person, { ...given, role })
        const body: CodingSaved = { saved: given.key }
        return context.json(body)
      }),
    },
  ]
}

function mayCode(context: ServerContext): boolean {
  return visitorOf(context).role === 'reviewer'
}

async function progressOf(open: OpenCodingDesk, context: ServerContext) {
  const { person } = visitorOf(context)
  const progress = await readCodingProgress(open.store, open.study, person, open.assisted.coding.coders)
  return mayCode(context) ? progress : { ...progress, left: 0 }
}

async function leftToCode(open: OpenCodingDesk, context: ServerContext): Promise<number> {
  return (await progressOf(open, context)).left
}

async function nextOf(open: OpenCodingDesk, context: ServerContext): Promise<CodingNext> {
  const { person } = visitorOf(context)
  const { store, study, assisted } = open
  const most = assisted.coding.coders
  const own = mayCode(context) ? await readNextTask(store, study, person, most) : null
  const progress = await progressOf(open, context)
  if (own !== null) return { mode: 'code', task: shownTask(open, own, null), progress }
  const disputed = await readNextAdjudication(store, study, person, most)
  return {
    mode: disputed === null && mayCode(context) ? 'code' : 'adjudicate',
    task: disputed === null ? null : shownTask(open, disputed, disputed.codes),
    progress,
  }
}

/** An answer has the same plain dress whoever wrote it, and names of systems in it are hidden. */
function shownTask(
  { assisted, arms }: OpenCodingDesk,
  { task, kind, case: key, words, own }: TaskToCode,
  codes: TaskToAdjudicate['codes'] | null,
): CodingTask {
  const found = assisted.cases.find(({ id }) => id === key)
  const text = showAnswer({ text: found?.text ?? '', citations: [], removed: [] }, 'plain').answer
  return {
    task,
    kind,
    case: { title: found?.title ?? key, text },
    conditions: (found?.conditions ?? []).map(({ name, synonyms }) => ({ name, synonyms: [...synonyms] })),
    dispositions: kind === 'reply' ? assisted.dispositions.map(({ id, label }) => ({ id, label })) : [],
    text: kind === 'reply' ? hiddenNames({ arms }).show(words) : typed(words),
    own,
    codes: codes === null ? null : [...codes],
  }
}

/** Words that somebody typed mean nothing but themselves: no star or hash of theirs is a dress. */
function typed(words: string): CodingTask['text'] {
  return {
    blocks: [{ kind: 'paragraph', children: [{ kind: 'text', text: words, sentence: 0 }] }],
    references: [],
    sentences: 1,
  }
}
