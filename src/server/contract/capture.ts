import { z } from 'zod'
import { sha256Schema as sha256 } from '../../protocol/sha256.ts'

/*
 * What the capture desk and the server say to each other. A capturer knows the arms; nothing here is for reviewers. No
 * message has a place for a password or the name of an account, and one with any other field is refused.
 */

const id = z.guid()
const slot = { arm: z.string(), item: z.string(), replicate: z.int().min(0) }
const count = z.int().min(0)

/** Characters of an answer: far more than any product shows. */
export const longestAnswer = 400_000

/** Bytes of a screenshot. */
export const largestScreenshot = 10_000_000

export const screenshotTypes = ['image/png', 'image/jpeg', 'image/webp'] as const

/** `GET /api/capture`: the arms whose answers people bring, and how far they are. */
export const captureDeskSchema = z.strictObject({
  /** Keeps apart what a browser remembers of several studies. */
  study: id,
  title: z.string(),
  sample: z.boolean(),
  /** Name of the person who captures. */
  operator: z.string(),
  arms: z.array(
    z.strictObject({
      arm: z.string(),
      /** What the plan says is used; null where it leaves that open. */
      product: z.string(),
      mode: z.string().nullable(),
      terms: z.string(),
      /** Questions without an answer, and with one. */
      open: count,
      done: count,
      /** Answers that wait for a second person, and those of them that this person may check. */
      toCheck: count,
      forYou: count,
    }),
  ),
  /** Arms whose makers send answers in: by file, so there is a command instead of a page. */
  vendors: z.array(
    z.strictObject({ arm: z.string(), vendor: z.string(), terms: z.string(), command: z.string() }),
  ),
  /** Answers in which a second person found a difference, newest first. */
  differences: z.array(
    z.strictObject({ answer: id, arm: z.string(), item: z.string(), words: z.string().nullable() }),
  ),
})

/** `POST /api/capture/next` */
export const captureNextRequestSchema = z.strictObject({
  arm: z.string().max(200),
  /** A question to be left for later; null for the open one, or else the first. */
  putOff: z.strictObject({ item: z.string().max(1000), replicate: z.int().min(0) }).nullable(),
})

export const captureNextSchema = z.strictObject({
  /** Null: nothing is left, or what is left others have open. */
  slot: z.strictObject({ ...slot, question: z.string() }).nullable(),
  /** Questions of the arm without an answer, this one among them. */
  left: count,
})

/** Bounded far above what is right, so that what is wrong is told in words. */
const short = z.string().max(2000)

/** `POST /api/capture/answers`: an answer as the page of the product gave it. */
export const captureAnswerSchema = z.strictObject({
  /** Drawn by the browser: however often the answer arrives, it counts once. */
  key: id,
  ...slot,
  answer: z.string().max(longestAnswer),
  /** Whether the page declined to answer. */
  refused: z.boolean(),
  citations: z
    .array(z.strictObject({ url: z.string().max(4000).nullable(), title: z.string().max(4000).nullable() }))
    .max(1000),
  product: short,
  mode: short,
  version: short,
  account: short,
  region: short,
  capturedAt: short,
  /** Hash of a picture that was sent before. */
  screenshot: sha256.nullable(),
})

export const captureSavedSchema = z.strictObject({ saved: z.literal(true) })

/** `POST /api/capture/screenshots`, whose body is the picture. `GET /api/capture/screenshots/<sha256>` shows it. */
export const captureScreenshotSchema = z.strictObject({ sha256, bytes: count, type: z.enum(screenshotTypes) })

/** `GET /api/capture/check`: an answer that another person captured and that was drawn for a second check. */
export const captureCheckSchema = z.strictObject({
  /** Null where nothing waits for this person. */
  check: z
    .strictObject({
      answer: id,
      ...slot,
      question: z.string(),
      refused: z.boolean(),
      text: z.string().nullable(),
      citations: z.array(
        z.strictObject({
          url: z.string().nullable(),
          title: z.string().nullable(),
          quote: z.string().nullable(),
        }),
      ),
      product: z.string(),
      mode: z.string().nullable(),
      version: z.string().nullable(),
      account: z.string().nullable(),
      region: z.string().nullable(),
      capturedAt: z.string(),
      /** Who captured it; null where the person's data were deleted. */
      operator: z.string().nullable(),
      /** `here`: whether the server has the picture and can show it. */
      screenshot: z.strictObject({ file: z.string(), sha256, here: z.boolean() }).nullable(),
    })
    .nullable(),
  /** Answers that wait for this person, this one among them. */
  left: count,
})

/** `POST /api/capture/check`: whether the answer says what the page says, and if not, what differs. */
export const captureCheckedSchema = z.discriminatedUnion('same', [
  z.strictObject({ answer: id, same: z.literal(true) }),
  z.strictObject({ answer: id, same: z.literal(false), words: z.string().trim().min(1).max(5000) }),
])

export type CaptureDesk = Readonly<z.infer<typeof captureDeskSchema>>
export type CaptureNextRequest = Readonly<z.infer<typeof captureNextRequestSchema>>
export type CaptureNext = Readonly<z.infer<typeof captureNextSchema>>
export type CaptureAnswer = Readonly<z.infer<typeof captureAnswerSchema>>
export type CaptureSaved = Readonly<z.infer<typeof captureSavedSchema>>
export type CaptureScreenshot = Readonly<z.infer<typeof captureScreenshotSchema>>
export type CaptureCheck = Readonly<z.infer<typeof captureCheckSchema>>
export type CaptureChecked = Readonly<z.infer<typeof captureCheckedSchema>>
