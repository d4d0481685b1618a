import type { CaptureScreenshot } from '../contract/capture.ts'

export type PictureType = CaptureScreenshot['type']

export const pictureEndings: Readonly<Record<PictureType, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
}

const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const jpeg = [0xff, 0xd8, 0xff]
const riff = [0x52, 0x49, 0x46, 0x46]
const webp = [0x57, 0x45, 0x42, 0x50]

/** What kind of picture these bytes are, by how they begin; null for anything else, whatever it calls itself. */
export function pictureType(bytes: Uint8Array): PictureType | null {
  const has = (signs: readonly number[], at = 0) => signs.every((sign, index) => bytes[at + index] === sign)
  if (has(png)) return 'image/png'
  if (has(jpeg)) return 'image/jpeg'
  return has(riff) && has(webp, 8) ? 'image/webp' : null
}
