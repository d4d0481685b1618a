import { z } from 'zod'
import { deskUnitSchema } from './desk.ts'

/** `GET /api/desk/guesses`: what a reviewer may guess an answer to come from, and which answers. Labels are the server's. */
export const guessChoicesSchema = z.strictObject({
  choices: z.array(z.strictObject({ id: z.string(), label: z.string() })),
  /** Questions that the reviewer has marked, drawn by lot; none where nothing is to be guessed, or all was. */
  units: z.array(deskUnitSchema),
})

export type GuessChoices = Readonly<z.infer<typeof guessChoicesSchema>>
