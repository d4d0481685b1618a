import { z } from 'zod'

/** Where an arm's answers come from, as a protocol says it. Version 1; defaults are in planned-source.ts. */

export const providers = ['openai', 'anthropic', 'google', 'compatible'] as const
export const modelApis = ['responses', 'chat', 'messages', 'generate-content'] as const
export const reasoningEfforts = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const
export const degradations = ['first-sentence', 'drop-numbers', 'drop-last-third'] as const

const settings = z
  .strictObject({
    temperature: z.number().min(0).max(2).optional(),
    topP: z.number().gt(0).max(1).optional(),
    seed: z.int().min(0).max(2_147_483_647).optional(),
    maxOutputTokens: z.int().min(16).max(1_000_000).optional().meta({
      description:
        'Most tokens of one answer, reasoning among them; the budget counts on it. Default: 16384.',
    }),
    reasoningEffort: z.enum(reasoningEfforts).optional(),
  })
  .meta({ description: "Settings of the model. What is not written stays at the provider's own default." })

const search = z
  .union([
    z.boolean(),
    z.strictObject({
      maxSearches: z
        .int()
        .min(1)
        .max(50)
        .optional()
        .meta({ description: 'Most searches for one answer, where the provider can be told. Default: 5.' }),
      domains: z
        .array(z.string().min(1))
        .min(1)
        .optional()
        .meta({ description: 'Only these web domains, where the provider can be told. Default: all.' }),
    }),
  ])
  .meta({ description: "The provider's own web search. Default: false." })

const keyFrom = z
  .string()
  .regex(
    /^(none|[A-Z_][A-Z0-9_]*)$/,
    'the name of an environment variable in capitals, such as OPENAI_API_KEY, or none',
  )
  .meta({
    description:
      'Name of the environment variable that holds the key; the key itself never stands in a protocol. none: no key is sent. Default: OPENAI_API_KEY, ANTHROPIC_API_KEY, GEMINI_API_KEY; none for a compatible server.',
  })

const path = z
  .string()
  .regex(
    /^(?![/\\])(?!.*(^|[/\\])\.\.([/\\]|$)).+$/,
    'a path inside the folder of the study, such as answers.jsonl',
  )
  .meta({ description: 'A file in the folder of the study.' })

const apiOptions = {
  api: z.enum(modelApis).optional().meta({
    description:
      'Default: responses for openai, messages for anthropic, generate-content for google, chat for compatible.',
  }),
  baseUrl: z
    .string()
    .regex(
      /^https?:\/\/[^\s@?#]+$/,
      'an address that begins with http:// or https:// and holds no space, @, ? or #',
    )
    .optional()
    .meta({ description: "Address of the server. Default: the provider's own. Needed for compatible." }),
  keyFrom: keyFrom.optional(),
  settings: settings.optional(),
  onRefusedSetting: z.enum(['fail', 'report']).optional().meta({
    description:
      'What to do where the model does not take a setting. fail: no answer. report: answer without it, and say so with the answer. Default: fail.',
  }),
  search: search.optional(),
  system: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'System prompt, the same for every item. Default: none.' }),
  stream: z.boolean().optional().meta({
    description: 'Let the answer arrive in pieces; for answers that take minutes. Default: false.',
  }),
  price: z.string().min(1).optional().meta({
    description:
      'Reference of the price table, provider/model; free: costs nothing. Default: provider/model; none for compatible.',
  }),
  agreement: z.string().min(1).optional().meta({
    description:
      'The agreement under which identifiable text may go to this server, in words. Default: none, and an item in which an identifier was found is not sent.',
  }),
  staysOnMachine: z.boolean().optional().meta({
    description:
      'Says that the server at this loopback address passes nothing on, so that every item may go to it that nobody holds. Only with a baseUrl on this machine. Default: false, and it is screened like a server elsewhere.',
  }),
}

const captureOptions = {
  mode: z.string().min(1).optional().meta({
    description: 'Mode or version of the product to be used, as its page names it.',
  }),
  url: z.url().optional(),
  terms: z.string().min(1).optional().meta({ description: 'What the terms of use say, in own words.' }),
  cites: z
    .boolean()
    .optional()
    .meta({ description: 'Whether the product names its sources. Default: true.' }),
}

const model = z.string().min(1).meta({
  description: 'Identifier as the provider lists it; one with a date where there is one.',
})

export const armSourceSchema = z
  .discriminatedUnion('via', [
    z
      .strictObject({ via: z.literal('api'), provider: z.enum(providers), model, ...apiOptions })
      .meta({ description: 'A model that is called over its API.' }),
    z
      .strictObject({
        via: z.literal('preset').optional(),
        preset: z.string().min(1),
        model: model.optional(),
        ...apiOptions,
        ...captureOptions,
      })
      .meta({ description: 'A system that this software knows; what is written beside it comes first.' }),
    z
      .strictObject({
        via: z.literal('recorded'),
        file: path,
        provenance: z.string().min(1).meta({
          description: 'Who made the answers, when, with what, and under which licence.',
        }),
      })
      .meta({ description: 'Answers from a JSON Lines file.' }),
    z
      .strictObject({
        via: z.literal('baseline'),
        method: z.literal('best-passage').optional(),
        corpus: path.optional().meta({
          description: 'JSON Lines file of passages. Default: the passages that belong to each item.',
        }),
        passages: z.int().min(1).max(5).optional().meta({
          description: 'How many passages make an answer. Default: 1.',
        }),
      })
      .meta({ description: 'The best-matching passage, word for word: a plain comparator.' }),
    z
      .strictObject({
        via: z.literal('search'),
        corpus: z
          .string()
          .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'small letters, digits and hyphens, at most 63')
          .optional()
          .meta({
            description:
              'Corpus of the workspace that is searched, as `equipoise index` names it. Default: main.',
          }),
        model: path.optional().meta({
          description:
            'File of a trained ranker, as `equipoise learn` writes it. Default: the ranking that needs no training.',
        }),
      })
      .meta({ description: 'The clinical search of this software over a corpus of the workspace.' }),
    z
      .strictObject({
        via: z.literal('degraded'),
        of: z.string().min(1).meta({ description: 'Arm whose answers are made worse.' }),
        degradation: z.enum(degradations),
      })
      .meta({ description: "Another arm's answers, made worse in a stated way." }),
    z
      .strictObject({ via: z.literal('capture'), product: z.string().min(1), ...captureOptions })
      .meta({ description: 'A product with a page only: people put the questions and paste the answers.' }),
    z
      .strictObject({
        via: z.literal('vendor'),
        vendor: z.string().min(1),
        file: path.optional().meta({ description: 'Default: the answers are imported.' }),
        terms: z.string().min(1).optional(),
      })
      .meta({ description: 'Answers that the maker of the system sent in.' }),
  ])
  .meta({ description: 'Where the answers come from. Default: they are imported.' })

/** A source exactly as somebody wrote it. */
export type ArmSource = Readonly<z.infer<typeof armSourceSchema>>
export type Provider = (typeof providers)[number]
export type ModelApi = (typeof modelApis)[number]
export type ReasoningEffort = (typeof reasoningEfforts)[number]
export type Degradation = (typeof degradations)[number]
