import { wordEnd as end, longestFirst, namePattern, wordStart as start } from '../names/name-pattern.ts'
import type { SoughtNames } from '../names/sought-names.ts'
import { expressionRule, type IdentityRule } from './identity-rule.ts'

const machine =
  '(?:artificial intelligence|(?:large )?language model|LLM|AI(?: (?:language )?(?:model|assistant|system|chatbot|tool))?|chatbot|(?:virtual|digital|clinical|medical)(?: AI)? (?:assistant|chatbot))'
const made = '(?:developed|trained|created|built|made|designed|powered|fine-tuned|operated|provided)'

/** Phrases in which an answer says who or what it is, or which the page of a product puts around its answers. */
export function selfRules(names: SoughtNames): readonly IdentityRule[] {
  const all = [...names.arms, ...names.known, ...names.ordinary, 'Google', 'Microsoft', 'Meta', 'Amazon']
  const name = `(?:${longestFirst(all.map(namePattern))})${end}`
  // Sought from its end, since the few words behind a name are quicker to find than all the names.
  const after = (words: string): string => `(?<=${start}${name}\\s)${words}`
  const rule = (id: string, source: string): IdentityRule =>
    expressionRule(id, 'self', new RegExp(start + source, 'gi'))
  return [
    rule(
      'self.names-itself',
      String.raw`(?:I am|I'm|my name is|my name's|call me|this is|you(?: are|'re) (?:chatting|talking|speaking) (?:with|to)|as)\s+(?:(?:an?|the|your)\s+)?(?:(?:AI|assistant|model|chatbot|clinical|medical)\s+){0,3}(?:(?:called|named)\s+)?${name}(?=\s*(?:[,.;:!?)]|$|an?\b|your\b|from\b|by\b|here\b|I\b))`,
    ),
    rule('self.here', after('here(?=[,.!:;])')),
    rule(
      'self.made-by',
      String.raw`(?:I(?: am|'m| was|'ve been| have been)|as an? ${machine}|I am an? ${machine}|I'm an? ${machine})[^.!?\n]{0,40}?\b${made} (?:by|at) (?:the team at )?${name}`,
    ),
    rule(
      'self.as-ai',
      String.raw`(?:as|being) (?:an?|your) ${machine}${end}(?=[^.!?\n]{0,80}\b(?:I|my|we)\b)`,
    ),
    rule('self.as-ai', `(?:as|being) an? (?:AI|large)? ?language model${end}`),
    rule('self.is-ai', `(?:I am|I'm)(?: (?:just|only|simply))? (?:an? )?${machine}${end}`),
    rule(
      'self.training',
      `my (?:knowledge cut-?off|training data|training cut-?off|knowledge base was last updated|last (?:knowledge )?update)${end}`,
    ),
    rule('self.training', String.raw`(?:knowledge|training) cut-?off (?:date )?(?:of|is|in|was)\b`),
    rule(
      'self.made-with',
      String.raw`(?<=(?:^|[.!?:\n|*_>(-])\s*)(?:this (?:answer|response|summary|text|content) (?:was|is) )?(?:(?:answer|response|summary|text|content) )?(?:powered|generated|written|answered|produced|brought to you) (?:by|with|using) ${name}`,
    ),
    rule('self.page', after('(?:can|may|might) make mistakes')),
    rule('self.page', 'AI (?:responses|answers|overviews?) may (?:include|contain) (?:mistakes|errors)'),
    rule('self.page', 'generative AI is experimental'),
    rule(
      'self.page',
      String.raw`(?:thought|reasoned|searched) for (?:a few|an?|\d+)\s?(?:s|sec(?:ond)?s?|min(?:ute)?s?)${end}`,
    ),
    rule(
      'self.page',
      String.raw`(?:ask|message|open in|continue in|sign in to|log in to) ${name}(?=[.!]?\s*(?:\n|$|[|]|anything|an? (?:follow|new|question)))`,
    ),
    rule('self.page', String.raw`(?:©|copyright|\(c\)) ?(?:\d{4},? )?${name}`),
  ]
}
