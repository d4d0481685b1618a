import type { TakenUnit } from '../../store/review/read-unit.ts'
import type { DeskUnit } from '../contract/desk.ts'

/** The question of a unit as turns, context and options; instructions to a system are no part of what a clinician asks. */
export function deskQuestion({ text, content }: TakenUnit['item']): DeskUnit['question'] {
  const turns = (content?.turns ?? []).flatMap(({ role, text: said }) =>
    role === 'system' ? [] : [{ speaker: role, text: said }],
  )
  return {
    turns: [...turns, { speaker: 'user', text: text ?? '' }],
    context: content?.context?.join('\n\n') ?? null,
    options: (content?.options ?? []).map(({ label, text: option }) => ({ label, text: option })),
  }
}
