import { hasOpenSlot } from '../../store/captures/open-slots.ts'
import { refuse } from '../access/refuse.ts'
import { type Route, visitorOf } from '../access/route.ts'
import { type CaptureScreenshot, largestScreenshot } from '../contract/capture.ts'
import { captureRoles } from './capture-roles.ts'
import type { OpenCapture } from './open-capture.ts'
import { keepScreenshot, readScreenshot } from './screenshot-folder.ts'

/** Takes and shows the pictures that go with captured answers. */
export function screenshotRoutes({ study, folder }: OpenCapture): Route[] {
  return [
    {
      method: 'POST',
      path: '/api/capture/screenshots',
      who: captureRoles,
      largestBody: largestScreenshot,
      handle: async (context) => {
        if (!(await hasOpenSlot(study.store, study.record, visitorOf(context).person)))
          return refuse(
            context,
            409,
            'CAPTURE_NOTHING_OPEN',
            'A picture belongs to a question, and you have none open.',
          )
        const { sha256, type, bytes } = await keepScreenshot(
          folder,
          new Uint8Array(await context.req.arrayBuffer()),
        )
        const body: CaptureScreenshot = { sha256, type, bytes: bytes.length }
        return context.json(body)
      },
    },
    {
      method: 'GET',
      path: '/api/capture/screenshots/:sha256',
      who: captureRoles,
      handle: async (context) => {
        const kept = await readScreenshot(folder, context.req.param('sha256') ?? '')
        if (kept === null)
          return refuse(context, 404, 'CAPTURE_NO_PICTURE', 'There is no picture with this hash here.')
        context.header('content-type', kept.type)
        return context.body(kept.bytes)
      },
    },
  ]
}
