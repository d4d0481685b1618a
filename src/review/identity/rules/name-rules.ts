import { versionedNames } from '../names/known-names.ts'
import { namePattern, spreadPattern, wholeWords } from '../names/name-pattern.ts'
import type { SoughtNames } from '../names/sought-names.ts'
import { expressionRule, type IdentityRule } from './identity-rule.ts'

/** A model by its family and version, whatever the version is. */
const families = [
  String.raw`gpt[\s-]?[2-9](?:\.\d)?[a-z]*(?:[\s-](?:turbo|mini|nano|sol|luna|astra|pro))?`,
  String.raw`o[134][\s-](?:mini|pro|preview|deep[\s-]research)`,
  String.raw`(?:llama|gemma|qwen|grok|deepseek|mixtral)[\s-]?v?\d(?:\.\d)?(?:[\s-]?\d+b)?`,
  String.raw`deepseek[\s-]r1`,
  String.raw`claude[\s-](?:instant|opus|sonnet|haiku|fable|v?\d(?:\.\d)?)(?:[\s-]?\d(?:[.-]\d)?)?`,
  String.raw`gemini[\s-](?:pro|flash|ultra|advanced|nano|deep[\s-]think)(?:[\s-]?\d(?:\.\d)?)?`,
  String.raw`gemini[\s-]\d\.\d(?:[\s-](?:pro|flash|ultra))?`,
]

/** What the page of a product leaves in a text that is copied from it, or in an address. */
const traces = String.raw`:contentReference\[oaicite:\d+\](?:\{index=\d+\})?|oai_?citation|cite(?:turn\d+[a-z]+\d+)+|utm_source=(?:chatgpt\.com|openai|perplexity|copilot)|【\d+:\d+†[^】\n]{0,60}】`

/** Systems and makers by name, wherever an answer speaks of them. */
export function nameRules(names: SoughtNames): readonly IdentityRule[] {
  const flags = 'gi'
  return [
    expressionRule('name.domain', 'name', domainExpression(names.domains)),
    expressionRule('name.trace', 'name', new RegExp(traces, flags)),
    expressionRule('name.arm', 'name', wholeWords(names.arms.map(namePattern), flags)),
    expressionRule('name.family', 'name', wholeWords(families, flags)),
    expressionRule('name.known', 'name', wholeWords(names.known.map(namePattern), flags)),
    expressionRule(
      'name.spread',
      'name',
      wholeWords(
        [...names.arms, ...names.known].flatMap((name) => spreadPattern(name) ?? []),
        'g',
      ),
    ),
    expressionRule('name.ordinary', 'name', wholeWords(names.ordinary.map(capitalPattern), 'g'), speaksOfAi),
  ]
}

/** Every name, an ordinary one in capitals too, whatever stands around it; for the few words of a protocol. */
export function everyNameRules(names: SoughtNames): readonly IdentityRule[] {
  return [
    ...nameRules(names),
    expressionRule('name.ordinary', 'name', wholeWords(names.ordinary.map(capitalPattern), 'g')),
  ]
}

const capitalPattern = (name: string): string => `${name}|${name.toUpperCase()}`

function domainExpression(domains: readonly string[]): RegExp {
  const hosts = domains.map((domain) => domain.replaceAll('.', String.raw`\.`)).join('|')
  return new RegExp(
    String.raw`(?<![\w.@-])(?:https?:\/\/)?(?:[\w-]{1,40}\.){0,4}(?:${hosts})(?![\w-]|\.[a-z])(?:[/?#](?:[^\s<>()"'\]]*[^\s<>()"'\].,;:!?])?)?`,
    'gi',
  )
}

const aiWord =
  /\b(?:AI|A\.I\.|LLMs?|chatbots?|language models?|ChatGPT|OpenAI|Anthropic|OpenEvidence|UpToDate|DeepMind|xAI)\b/
const askedBefore =
  /(?:\b(?:I am|I'm|[Aa]sk(?:ed|ing)?|[Aa]ccording to|[Pp]owered by|[Gg]enerated (?:by|with)|[Ww]ritten (?:by|with)|(?:[Aa]nswers?|[Rr]esponses?|[Oo]utputs?|[Ss]ummar(?:y|ies)) (?:from|by|of)|[Qq]uer(?:y|ied|ying)|[Pp]rompt(?:ed|ing)?|Google|Microsoft|Google's|Anthropic's|Meta's|Microsoft's|[Aa]ssistant|[Mm]odel|[Cc]hatbot)|[Aa]I)\s+$/
const saidAfter =
  /^(?:'s)?\s+(?:AI\b|Pro\b|Flash\b|Ultra\b|Advanced\b|Instant\b|Evidence\b|Chat\b|[Aa]ssistant\b|[Cc]hatbot\b|LLM\b|(?:language )?model\b|here(?=[,.!:;])|answered\b|responded\b|replied\b|(?:can|may) make mistakes)/
const versionAfter = /^[\s-]?v?\d(?:\.\d)?(?![\d%]|\s*(?:mg|mcg|g|ml|trials?|stud))/
/** A trial, an eponym, a person: "GEMINI 1 trial", "Osler nodes", "Claude Bernard", "Sister Heidi". */
const otherAfter =
  /^(?:'s)?(?:[-\s]?\d+)?\s+(?:and\s+\S+\s+\d+\s+)?(?:trials?|stud(?:y|ies)|syndrome|sign|nodes?|disease|registry|cohort|surfactants?|procedure|catheters?|programme|extension)\b/i
const personBefore = /(?:\b(?:St|Dr|Mr|Mrs|Ms|Prof|Sister|Nurse|Jean|Marie|Frau|Madame|Saint)\.?[\s-]+)$/
const surnameAfter =
  /^\s+(?!AI\b|Pro\b|Flash\b|Ultra\b|Opus\b|Sonnet\b|Haiku\b|Fable\b|Evidence\b|Health\b|Advanced\b|Instant\b|Chat\b|I\b)\p{Lu}\p{Ll}+/u

/** Whether the words around an ordinary name make it one of a system. */
function speaksOfAi(found: string, before: string, after: string): boolean {
  if (otherAfter.test(after) || personBefore.test(before)) return false
  if (askedBefore.test(before) && !surnameAfter.test(after)) return true
  if (saidAfter.test(after)) return true
  const allCapitals = found === found.toUpperCase()
  if (allCapitals) return false
  if (versionedNames.includes(found) && versionAfter.test(after)) return true
  if (surnameAfter.test(after)) return false
  const sentence = `${before.replace(/^[\s\S]*[.!?\n]\s/, '')} ${after.replace(/[.!?]\s[\s\S]*$/, '')}`
  return aiWord.test(sentence)
}
