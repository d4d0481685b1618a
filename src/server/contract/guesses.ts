import { z } from 'zod'

/** `GET /api/desk/guesses`: what a reviewer may guess an answer to come from. Labels are the server's. */
export const guessChoicesSchema = z.strictObject({
  choices: z.array(z.strictObject({ id: z.string(), label: z.string() })),
})

export type GuessChoices = Readonly<z.infer<typeof guessChoicesSchema>>
