import type { ArmSource } from './arm-source.ts'

/** A system by name: how it is reached, and what a person should know before using it. */
export interface ArmPreset {
  readonly kind: 'general' | 'specialised'
  readonly source: Extract<ArmSource, { via: 'api' | 'capture' }>
  /** What is known of its API or page, as of November 2026. */
  readonly note: string
}

const noSampling =
  'Non-default temperature or topP is answered with HTTP 400; the model always chooses its own sampling.'
const reasoning =
  'A reasoning model: temperature and topP are taken only with reasoningEffort none, if at all.'

const openai = (model: string, note: string): ArmPreset => ({
  kind: 'general',
  source: { via: 'api', provider: 'openai', model },
  note,
})
const anthropic = (model: string, note: string): ArmPreset => ({
  kind: 'general',
  source: { via: 'api', provider: 'anthropic', model },
  note,
})
const google = (model: string, note: string): ArmPreset => ({
  kind: 'general',
  source: { via: 'api', provider: 'google', model },
  note,
})

/** A product without an API for answers: people put the questions on its page. */
const page = (product: string, terms: string, note: string, more: { readonly url?: string } = {}) =>
  ({ kind: 'specialised', source: { via: 'capture', product, terms, ...more }, note }) satisfies ArmPreset

const unread = 'The terms of use were not read for this preset. Read them before you capture.'
const openEvidenceTerms =
  "The terms of 17 September 2026 allow a clinician's own professional use. The acceptable-use policy forbids software, AI assistants among it, to scrape, extract or gather content, and access by agents outside an ordinary browser. A verified clinician puts each question and pastes each answer by hand. Keep raw answers to yourself unless the company permits publication. The company has sued over automated collection."

/**
 * Systems that published comparisons name. A released preset never changes: a lock hashes its name only.
 * Model identifiers are those that the providers' client types list.
 */
export const armPresets: Readonly<Record<string, ArmPreset>> = {
  'gpt-4o': openai('gpt-4o', 'Takes temperature, topP; seed only through api: chat.'),
  'gpt-5': openai('gpt-5', reasoning),
  'gpt-5.2': openai(
    'gpt-5.2',
    `${reasoning} The snapshot of the Nature Medicine study was gpt-5.2-2025-12-11.`,
  ),
  'gpt-5.4': openai('gpt-5.4', reasoning),
  'gpt-5.5': openai('gpt-5.5', reasoning),
  'gpt-5.6-sol': openai('gpt-5.6-sol', reasoning),
  'gpt-6-sol': openai('gpt-6-sol', reasoning),
  'gpt-6-luna': openai('gpt-6-luna', reasoning),
  'gpt-6-astra': openai('gpt-6-astra', `${reasoning} No list price was found.`),
  'gpt-6.1-sol': openai('gpt-6.1-sol', reasoning),
  'gemini-2.5-pro': google('gemini-2.5-pro', 'Takes temperature, topP and seed.'),
  'gemini-3-pro': google('gemini-3-pro-preview', 'Listed as a preview only.'),
  'gemini-3.1-pro': google(
    'gemini-3.1-pro-preview',
    'Listed as a preview only: there is no plain gemini-3.1-pro. Prices double above 200,000 input tokens.',
  ),
  'gemini-3.5-flash': google('gemini-3.5-flash', 'Search is billed for each query after a free share.'),
  'gemini-3.8-flash': google('gemini-3.8-flash', 'Search is billed for each query after a free share.'),
  'claude-sonnet-4.5': anthropic(
    'claude-sonnet-4-5',
    'Retires on 30 November 2026: keep its answers, not its name.',
  ),
  'claude-opus-4.6': anthropic('claude-opus-4-6', 'Takes temperature or topP, not both; no seed.'),
  'claude-sonnet-4.6': anthropic('claude-sonnet-4-6', 'Takes temperature or topP, not both; no seed.'),
  'claude-opus-4.8': anthropic('claude-opus-4-8', noSampling),
  'claude-sonnet-5': anthropic('claude-sonnet-5', noSampling),
  'claude-haiku-4.5': anthropic('claude-haiku-4-5', 'Takes temperature or topP, not both; no seed.'),
  'claude-opus-5.5': anthropic('claude-opus-5-5', `${noSampling} Thinking cannot be switched off.`),
  'claude-sonnet-5.5': anthropic('claude-sonnet-5-5', noSampling),
  'claude-fable-5.1': anthropic('claude-fable-5-1', noSampling),
  'grok-4.3': {
    kind: 'general',
    source: {
      via: 'api',
      provider: 'compatible',
      model: 'grok-4.3',
      baseUrl: 'https://api.x.ai/v1',
      keyFrom: 'XAI_API_KEY',
      price: 'x-ai/grok-4.3',
    },
    note: 'Reached through its OpenAI-compatible Chat Completions. Its own web search is not used.',
  },
  openevidence: page(
    'OpenEvidence',
    openEvidenceTerms,
    'No public API for answers: an old developer platform is named in terms of 2024, and its pages answered 404 in October 2026. Write the mode and model shown (Osler, Sackett, Snow, Darwin) into the capture.',
    { url: 'https://www.openevidence.com' },
  ),
  'openevidence-deepconsult': page(
    'OpenEvidence DeepConsult',
    openEvidenceTerms,
    'The slower research mode of OpenEvidence.',
    { url: 'https://www.openevidence.com' },
  ),
  'uptodate-expert-ai': page(
    'UpToDate Expert AI',
    'Licensed to individual providers for personal use. No clause on automation or AI was found; check the licence of your site. Captured by hand.',
    'No public API for answers: browser, partners of record systems, and a ChatGPT plug-in for subscribers. It declined 19 % of the real queries of the Nature Medicine study by a secondary account.',
  ),
  'heidi-evidence': page(
    'Heidi Evidence',
    'Needs an account. No clause on scraping or benchmarks was found in what could be read. Captured by hand or with the company.',
    "The company's open API serves scribe sessions and notes, not Evidence.",
    { url: 'https://www.heidihealth.com' },
  ),
  'google-ai-overview': {
    kind: 'general',
    source: {
      via: 'capture',
      product: 'Google AI Overview',
      terms:
        'Shown by Google Search in a browser; no API gives it. Terms on automated queries apply. Captured by hand.',
      url: 'https://www.google.com',
    },
    note: 'Not every question gets an overview; one that is not shown is a refusal, not a failure.',
  },
  'doximity-ask': page(
    'Doximity Ask',
    unread,
    'No API by a third-party account. Free to verified clinicians.',
  ),
  amboss: page('AMBOSS', unread, 'No API for answers by a third-party account.'),
  'glass-health': page('Glass Health', unread, 'No API for answers by a third-party account.'),
  'chatgpt-for-clinicians': page(
    'ChatGPT for Clinicians',
    unread,
    'The product, not the model: no API gives its answers by a third-party account.',
  ),
  chatrwd: page('ChatRWD', unread, 'Named by a comparison of 2025; no API was looked for.'),
  pathway: page('Pathway', unread, 'Named by vendors’ comparisons; no API was looked for.'),
  'dr-info': page('DR.INFO', unread, 'Named by a vendor’s comparison; no API was looked for.'),
}

/** What a preset stands for; null where there is none of this name. */
export function presetSource(name: string): ArmPreset['source'] | null {
  return Object.hasOwn(armPresets, name) ? (armPresets[name]?.source ?? null) : null
}
