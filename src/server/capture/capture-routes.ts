import type { PictureFound } from '../../exchange/captures/screenshot.ts'
import { problem } from '../../problem.ts'
import { canonicalHash } from '../../protocol/hash.ts'
import { openSlot } from '../../store/captures/open-slots.ts'
import { saveCapture } from '../../store/captures/save-capture.ts'
import { type Route, visitorOf } from '../access/route.ts'
import {
  type CaptureNext,
  type CaptureSaved,
  captureAnswerSchema,
  captureNextRequestSchema,
} from '../contract/capture.ts'
import { readAnswer } from './answer-row.ts'
import { captureRoles } from './capture-roles.ts'
import { checkRoutes } from './check-routes.ts'
import { deskView, pageArms } from './desk-view.ts'
import type { OpenCapture } from './open-capture.ts'
import { readBody } from './read-body.ts'
import { readScreenshot, settleScreenshot } from './screenshot-folder.ts'
import { screenshotRoutes } from './screenshot-routes.ts'

/** The capture desk, for people who put the questions of arms without an API by hand. */
export function captureRoutes(open: OpenCapture, now: () => Date = () => new Date()): Route[] {
  const { store, record, plan } = open.study
  return [
    {
      method: 'GET',
      path: '/api/capture',
      who: captureRoles,
      handle: async (context) => context.json(await deskView(open, visitorOf(context))),
    },
    {
      method: 'POST',
      path: '/api/capture/next',
      who: captureRoles,
      handle: async (context) => {
        const { arm, putOff } = await readBody(context, captureNextRequestSchema)
        refuseOtherArms(plan, arm)
        const order = (await open.openSlots()).of(arm)
        const { person } = visitorOf(context)
        const { slot, left } = await openSlot(store, record, person, arm, order, putOff)
        const body: CaptureNext = {
          // Whether it was drawn for a second check is not told: that would be a reason to take more care.
          slot:
            slot === null
              ? null
              : { arm, item: slot.item, replicate: slot.replicate, question: slot.question },
          left,
        }
        return context.json(body)
      },
    },
    {
      method: 'POST',
      path: '/api/capture/answers',
      who: captureRoles,
      handle: async (context) => {
        const sent = await readBody(context, captureAnswerSchema)
        refuseOtherArms(plan, sent.arm)
        const { person, name } = visitorOf(context)
        const picture = sent.screenshot === null ? null : await readScreenshot(open.folder, sent.screenshot)
        const answer = await readAnswer(sent, {
          queue: await open.queue(),
          operator: name,
          screenshot: sent.screenshot === null ? null : (picture?.file ?? `captures/${sent.screenshot}`),
          pictureAt: async (file): Promise<PictureFound> =>
            picture === null ? { why: 'unreadable', path: file } : { sha256: picture.sha256 },
          now: now(),
        })
        const sha256 = canonicalHash({ person, sent })
        await saveCapture(store, record, person, { key: sent.key, sha256, answer })
        if (picture !== null) await settleScreenshot(open.folder, picture)
        const body: CaptureSaved = { saved: true }
        return context.json(body)
      },
    },
    ...screenshotRoutes(open),
    ...checkRoutes(open),
  ]
}

function refuseOtherArms(plan: OpenCapture['study']['plan'], arm: string): void {
  const pages = pageArms(plan).map((one) => one.arm)
  if (pages.includes(arm)) return
  throw problem('CAPTURE_ARM', 'This arm is not captured by hand.', 'Choose an arm of the desk.', {
    place: { field: 'arm' },
    value: arm,
    expected: pages.length === 0 ? 'an arm with a page only' : pages.join(', '),
  })
}
