import { z } from 'zod'
import type { Place, Problem } from '../../problem.ts'
import { type Item, presentContent } from '../item.ts'
import { conversation, messagesSchema } from './conversation.ts'
import { collectLines } from './json-records.ts'
import { checkRecord, notBlank, recordProblem } from './loaded.ts'
import type { Loader } from './loader.ts'

const recordSchema = z.object({
  prompt_id: notBlank,
  prompt: messagesSchema,
  rubrics: z.array(z.object({ criterion: notBlank, points: z.number(), tags: z.array(z.string()) })).min(1),
  example_tags: z.array(notBlank),
})

/** HealthBench in JSON Lines: the main file, the hard and the consensus subset. `example_tags` are the strata. */
export const loadHealthbench: Loader = (files) => collectLines(files, readRecord).finish()

function readRecord(value: unknown, place: Place): Item | readonly Problem[] {
  const checked = checkRecord(recordSchema, value, place)
  if ('problems' in checked) return checked.problems
  const record = checked.value
  const asked = conversation(record.prompt, { ...place, field: 'prompt' })
  if ('problem' in asked) return [asked.problem]
  const strata = tagStrata(record.example_tags)
  if (strata === null)
    return [
      recordProblem(
        { ...place, field: 'example_tags' },
        'Two tags give the same stratum another value.',
        record.example_tags.join(', '),
        'one value of each kind',
      ),
    ]
  return {
    key: record.prompt_id,
    text: asked.text,
    strata,
    ...presentContent({
      turns: asked.turns,
      criteria: record.rubrics.map(({ criterion, points, tags }, index) => ({
        id: String(index + 1),
        text: criterion,
        points,
        tags,
      })),
      source: { set: 'healthbench', id: record.prompt_id, licence: 'MIT' },
    }),
  }
}

/** `theme:emergency` is the stratum theme; a tag without a colon is a stratum that is `yes`. */
function tagStrata(tags: readonly string[]): Item['strata'] | null {
  const found = new Map<string, string>()
  for (const tag of tags) {
    const colon = tag.indexOf(':')
    const name = colon <= 0 ? tag : tag.slice(0, colon)
    const value = colon <= 0 ? 'yes' : tag.slice(colon + 1)
    if (found.has(name) && found.get(name) !== value) return null
    found.set(name, value)
  }
  return Object.fromEntries(found)
}
