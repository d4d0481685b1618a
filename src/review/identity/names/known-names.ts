/** Makers of systems; those that are ordinary words or sources of everything (Google, Microsoft, Meta) are not here. */
export const makers: readonly string[] = [
  'OpenAI', 'Anthropic', 'DeepMind', 'Google AI', 'Meta AI', 'xAI', 'Mistral AI', 'DeepSeek', 'Perplexity AI', 'Cohere AI',
  'OpenEvidence', 'UpToDate', 'Wolters Kluwer', 'Heidi Health', 'Doximity', 'AMBOSS', 'Glass Health', 'Hippocratic AI',
  'Abridge AI', 'Nuance DAX', 'Ada Health', 'K Health', 'Atropos Health', 'Pathway Medical', 'Infermedica', 'Glass AI',
]

/** Products and models beside those of the presets. */
export const products: readonly string[] = [
  'ChatGPT', 'Bing Chat', 'Microsoft Copilot', 'GitHub Copilot', 'Google Bard', 'Google Gemini', 'AI Overview',
  'AI Overviews', 'Expert AI', 'DeepConsult', 'Doximity GPT', 'DoxGPT', 'Med-PaLM', 'Med-Gemini', 'MedGemma', 'AMIE',
  'Command R+', 'Mixtral', 'Qwen', 'Meditron', 'BioGPT', 'Dyna AI', 'ClinicalKey AI', 'Dragon Copilot', 'Perplexity Pro',
  'HealthGPT', 'Claude AI', 'Meta Llama',
]

/**
 * Names that are also words, people, places or trials. They count beside words that speak of an AI, and never alone; an
 * arm's own label always counts.
 */
export const ordinaryNames: readonly string[] = [
  'Claude', 'Opus', 'Sonnet', 'Haiku', 'Fable', 'Gemini', 'Copilot', 'Heidi', 'Pathway', 'Grok', 'Llama', 'Mistral', 'Bard',
  'Gemma', 'Perplexity', 'Cohere', 'Glass', 'Luna', 'Astra', 'Osler', 'Sackett', 'Darwin', 'Watson', 'Sage', 'Ada', 'Abridge',
  // Also the older name of alanine aminotransferase.
  'GPT',
]

/** Names of model families, which a version follows. */
export const versionedNames: readonly string[] = [
  'Claude', 'Opus', 'Sonnet', 'Haiku', 'Fable', 'Gemini', 'Grok', 'Llama', 'Mistral', 'Gemma',
]

export const domains: readonly string[] = [
  'openai.com', 'chatgpt.com', 'anthropic.com', 'claude.ai', 'claude.com', 'gemini.google.com', 'deepmind.google',
  'vertexaisearch.cloud.google.com', 'x.ai', 'grok.com', 'mistral.ai', 'perplexity.ai', 'copilot.microsoft.com',
  'openevidence.com', 'uptodate.com', 'wolterskluwer.com', 'heidihealth.com', 'doximity.com', 'amboss.com', 'glass.health',
  'pathway.md', 'dr-info.com',
]

/** Words that name the design of a study and not a system: an arm's id of this kind is not sought. */
export const designWords: ReadonlySet<string> = new Set(
  'baseline control general specialised specialized model standard reference people human humans clinician clinicians search candidate small large local frontier worse degraded comparator current usual care answer tool product system test first second third left right'.split(
    ' ',
  ),
)
