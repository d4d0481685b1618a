import {
  readCaptureToCheck,
  readWaitingChecks,
  type WaitingCheck,
} from '../../store/captures/read-second-checks.ts'
import { checkedBySelf, saveSecondCheck } from '../../store/captures/second-checks.ts'
import type { Visitor } from '../../store/people/sessions.ts'
import { type Route, visitorOf } from '../access/route.ts'
import { type CaptureCheck, type CaptureSaved, captureCheckedSchema } from '../contract/capture.ts'
import { captureRoles } from './capture-roles.ts'
import { mayCheck } from './desk-view.ts'
import type { OpenCapture } from './open-capture.ts'
import { readBody } from './read-body.ts'
import { readScreenshot } from './screenshot-folder.ts'

/** The check of the drawn tenth by a second person. */
export function checkRoutes(open: OpenCapture): Route[] {
  const { store, record } = open.study
  return [
    {
      method: 'GET',
      path: '/api/capture/check',
      who: captureRoles,
      handle: async (context) => {
        const visitor = visitorOf(context)
        const mine = (await readWaitingChecks(store, record)).filter((one) => mayCheck(one, visitor))
        const body: CaptureCheck = { check: await shownCheck(open, mine[0]), left: mine.length }
        return context.json(body)
      },
    },
    {
      method: 'POST',
      path: '/api/capture/check',
      who: captureRoles,
      handle: async (context) => {
        const visitor = visitorOf(context)
        const check = await readBody(context, captureCheckedSchema)
        await refuseOwn(open, visitor, check.answer)
        await saveSecondCheck(store, record, visitor.person, {
          answer: check.answer,
          same: check.same,
          words: check.same ? null : check.words,
        })
        const body: CaptureSaved = { saved: true }
        return context.json(body)
      },
    },
  ]
}

/** What the store cannot tell: a capture that came by file under a name that reads like the visitor's. */
async function refuseOwn(open: OpenCapture, visitor: Visitor, answer: string): Promise<void> {
  const waiting = await readWaitingChecks(open.study.store, open.study.record)
  const one = waiting.find((found) => found.answer === answer)
  if (one !== undefined && !mayCheck(one, visitor)) throw checkedBySelf()
}

async function shownCheck(
  { study, folder, queue }: OpenCapture,
  waiting: WaitingCheck | undefined,
): Promise<CaptureCheck['check']> {
  if (waiting === undefined) return null
  const found = await readCaptureToCheck(study.store, study.record, waiting.answer)
  if (found === null) return null
  const { status, screenshot, screenshotSha256, citations, ...rest } = found
  const { questions } = await queue()
  return {
    ...rest,
    answer: waiting.answer,
    question: questions.get(found.item) ?? '',
    refused: status === 'refused',
    citations: [...citations],
    operator: waiting.operator,
    screenshot:
      screenshot === null || screenshotSha256 === null
        ? null
        : {
            file: screenshot,
            sha256: screenshotSha256,
            here: (await readScreenshot(folder, screenshotSha256)) !== null,
          },
  }
}
