import { redFlags } from '../red-flags/detect.ts'
import { type RedFlagKind, redFlagKinds } from '../red-flags/red-flag.ts'

export type LabelledQuestion =
  | { readonly label: 'emergency' | 'topic'; readonly kind: RedFlagKind; readonly text: string }
  | { readonly label: 'none'; readonly text: string }

/** Reads test/data/red-flags; throws where a line has another shape. */
export function labelledQuestions(content: string): readonly LabelledQuestion[] {
  return content
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, label, written, text = ''] = /^(emergency|topic|none)(?: ([a-z-]+))? \| (.+)$/.exec(line) ?? []
      if (label === 'none') return { label, text }
      const kind = redFlagKinds.find((known) => known === written)
      if ((label !== 'emergency' && label !== 'topic') || kind === undefined)
        throw new Error(`no label: ${line}`)
      return { label, kind, text }
    })
}

/** Of each label, how many questions get a line, and how many the line for an emergency that happens now. */
export function measureRedFlags(questions: readonly LabelledQuestion[]) {
  const counts = { emergency: noQuestions(), topic: noQuestions(), none: noQuestions() }
  for (const { label, text } of questions) {
    const flags = redFlags(text)
    counts[label].questions += 1
    if (flags.length > 0) counts[label].withLine += 1
    if (flags[0]?.level === 'now') counts[label].now += 1
  }
  return counts
}

function noQuestions() {
  return { questions: 0, withLine: 0, now: 0 }
}
