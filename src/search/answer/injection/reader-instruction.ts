import { hiddenCharacters, plainLetters } from './plain-letters.ts'

/** Why words of a passage look meant for a machine that reads along, and not for the reader. */
export type ReaderInstruction =
  | 'orders to forget its instructions'
  | 'role of a conversation'
  | 'address to a machine'
  | 'orders about the answer'
  | 'hidden characters'
  | 'hidden markup'
  | 'encoded text'

const rules =
  '(?:instructions?|prompts?|rules?|guidelines?|directions?|directives?|commands?|context|messages?|told|training|everything|anything|programming)'
const earlier =
  '(?:previous|prior|above|earlier|preceding|former|foregoing|existing|initial|original|system|your|all)'
const machine =
  '(?:ai|a[.]i[.]|llms?|gpt|chat ?bots?|(?:language|ai|large) models?|assistants?|ai (?:systems?|readers?|assistants?)|bots?|claude|gemini|chatgpt|copilot)'
const output = '(?:answers?|repl(?:y|ies)|responses?|outputs?|completions?|summar(?:y|ies))'

const patterns: readonly (readonly [ReaderInstruction, RegExp])[] = [
  [
    'orders to forget its instructions',
    new RegExp(
      String.raw`\b(?:ignore|disregard|forget|override|overrule|bypass|skip|do not follow|don't follow|stop following)\b(?: \w+){0,3}? (?:${earlier}|${rules})\b(?: \w+){0,4}? ?(?:${rules}|stated|said|written)\b`,
    ),
  ],
  [
    'orders to forget its instructions',
    new RegExp(
      String.raw`\b(?:ignore|disregard|forget|do not follow) (?:all|any|the|these|those|your|my|every)? ?(?:${earlier} )*(?:instructions|prompts|rules|guidelines|directives)\b`,
    ),
  ],
  ['orders to forget its instructions', /\bforget (?:everything|all|anything) (?:you|that|above|before)\b/],
  [
    'orders to forget its instructions',
    /\b(?:new|updated|your|additional|real) (?:instructions?|task|orders?)\b(?: for \w+(?: \w+)?)? ?(?::|(?:is|are) (?:now )?to\b)/,
  ],
  [
    'orders to forget its instructions',
    /^(?:system )?override\b ?[:!-]|\b(?:developer|debug|god|admin|jailbreak) mode (?:on|enabled|activated)\b/,
  ],
  [
    'orders to forget its instructions',
    /\bignor(?:iere?|a|e|ez|are)\b (?:\S+ ){0,3}?(?:anweisungen|instrucciones|instructions|istruzioni|instru[cç][oõ]es|consignes)\b/,
  ],
  ['orders to forget its instructions', /(?:忽略|无视|忘记).{0,8}(?:指令|指示|说明)|игнорируй/],
  [
    'role of a conversation',
    /<\|?(?:im_start|im_end|system|assistant|user|endoftext|start_header_id)\|?>|\[\/?inst\]|<<\/?sys>>|<\/?(?:passages?|sources?|documents?|context|instructions?|system|assistant|user)(?: [^>]*)?>/,
  ],
  [
    'role of a conversation',
    /(?:^|\n|[.!?"'-] ?)(?:#+ ?)?(?:system|assistant|developer)(?: (?:message|prompt|note|instruction))? ?:|^#+ ?(?:system|assistant|developer|instruction)s?\b/,
  ],
  ['role of a conversation', /"role" ?: ?"(?:system|assistant|user|developer)"/],
  [
    'role of a conversation',
    /\b(?:end of (?:the )?(?:passages|sources|documents|context|prompt)|(?:passages|sources|documents) end here)\b/,
  ],
  [
    'role of a conversation',
    /\b(?:system|initial|hidden) prompt\b|\bfinal answer\b(?: to give)? ?(?::|is\b|must\b|should\b)|\binstructions (?:that )?(?:were )?given to you\b/,
  ],
  [
    'address to a machine',
    new RegExp(
      String.raw`\b(?:notes?|message|memo|attention|hint|instructions?) (?:to|for) (?:the |any |all |every |an? )?(?:\w+ )?${machine}\b`,
    ),
  ],
  [
    'address to a machine',
    new RegExp(String.raw`(?:^|[.!?:>] )(?:for |dear |hey |attention )?${machine} ?[:,] ?\w+`),
  ],
  [
    'address to a machine',
    new RegExp(
      String.raw`\b(?:the |any |an |all )?${machine}\b(?: \w+){0,4}? (?:must|should|shall|will now|is required|are required|has to|have to|may not)\b(?: \w+){0,3} (?:say|state|write|give|answer|mention|recommend|tell|cite|obey|respond|reply|output|include|not)\b`,
    ),
  ],
  [
    'address to a machine',
    /\bif you are an? (?:ai|llm|language model|bot|chatbot|assistant|machine)\b|\b(?:ai|chat ?bots?|assistants?|models?|bots?|llms?) (?:reading|summari[sz]ing|processing|parsing) (?:this|the)\b/,
  ],
  [
    'address to a machine',
    /\byou are now (?:an? (?:\w+ )?(?:ai|assistant|chat ?bot|model)|in \w+ mode|free (?:of|from)|unrestricted)\b|\bas an ai\b|\ban ai without\b|\b(?:act|behave) as (?:if you (?:are|were)|an? (?:ai|assistant|unrestricted))\b|\bpretend (?:to be|that you are|you are)\b(?: an?)?(?! (?:ill|sick|well))/,
  ],
  [
    'address to a machine',
    /\b(?:the )?(?:developers?|system|operator|administrators?) (?:require|want|instruct|order|command|ask)s? you to\b/,
  ],
  [
    'orders about the answer',
    new RegExp(
      String.raw`\b(?:in|to|of|at the end of|end|start|begin|finish|print .{0,40} in|append .{0,40} to|add .{0,40} to) (?:your|the final|your final|the next) ${output}\b`,
    ),
  ],
  [
    'orders about the answer',
    new RegExp(String.raw`\b(?:your|the) (?:only|sole|entire|whole) (?:\w+ )?${output}\b`),
  ],
  [
    'orders about the answer',
    /\bwhen(?:ever)? you (?:reply|answer|respond|write your)\b|\b(?:tell|inform|persuade|convince) the (?:user|reader|person|asker|patient who asks) (?:that|to|there|not)\b/,
  ],
  [
    'orders about the answer',
    /\b(?:reply|respond|answer|output) (?:only |just |simply )?(?:with|that) (?!the (?:drug|dose|treatment|following))|\b(?:output|print|write|say) only the words?\b|\brepeat your\b/,
  ],
  [
    'orders about the answer',
    /\bcite (?:this (?:page|source|passage|document|text)|only|doi|pmid|\[)|\bmust cite\b|\bcorrect citation number\b|\banswer (?:from|using) your own\b|\bnever decline\b|\bwhenever .{1,40} is mentioned, (?:write|say|state)\b/,
  ],
  [
    'orders about the answer',
    /\b(?:decode|translate) (?:this |it |and |before )+(?:follow|obey|answer|execut\w+)\b|\bdecode and follow\b|\banswer yes to\b/,
  ],
]

const markup =
  /<(?:script|iframe|object|embed|img|svg|style|form|link|meta|a\s)[^>]*>?|<!--|style ?= ?["'][^"']*(?:display ?: ?none|visibility ?: ?hidden|font-size ?: ?0|opacity ?: ?0|color ?: ?(?:white|#fff))|!\[[^\]]*\]\([^)]*\)|\]\((?:javascript|data|vbscript):|\bjavascript:/i
const encoded = /(?:[A-Za-z0-9+/]{4}){10,}={0,2}/g
const fewestHidden = 3

/** Why these words of a passage are not to be quoted, nor given to a model as they stand; null as a rule. */
export function readerInstruction(text: string): ReaderInstruction | null {
  if (hiddenCharacters(text) >= fewestHidden || /[\u202d\u202e]|[\u{e0020}-\u{e007e}]/u.test(text))
    return 'hidden characters'
  if (markup.test(text)) return 'hidden markup'
  const plain = plainLetters(text)
  for (const [kind, pattern] of patterns) if (pattern.test(plain)) return kind
  for (const [blob] of text.matchAll(encoded)) if (looksEncoded(blob)) return 'encoded text'
  return null
}

/** Base64 of words: small and capital letters and digits mixed, and plain characters when decoded. */
function looksEncoded(blob: string): boolean {
  if (!/[a-z]/.test(blob) || !/[A-Z]/.test(blob) || !/\d/.test(blob)) return false
  const decoded = Buffer.from(blob.slice(0, blob.length - (blob.length % 4)), 'base64').toString('latin1')
  const printable = decoded.match(/[\x20-\x7e\n]/g)?.length ?? 0
  return printable > decoded.length * 0.95
}
