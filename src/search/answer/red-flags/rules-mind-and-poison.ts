import type { RedFlagRule } from './red-flag.ts'

const took =
  '(?:took|taken|take|taking|swallow(?:ed|ing|s)?|ingest(?:ed|ion|s)?|ate|eaten|eats|eating|drank|drunk|drinking|chew(?:ed|ing)|sucked|licked|got into|gave|given|injected|used)'
const medicine =
  '(?:pills?|tablets?|capsules?|tabs|meds|medicines?|medication|doses?|paracetamol|acetaminophen|tylenol|ibuprofen|aspirin|morphine|codeine|fentanyl|heroin|opioids?|oxycodone|methadone|insulin|methotrexate|lithium|digoxin|warfarin|antidepressants?|amitriptyline|propranolol|benzos?|xanax|valium|sleeping|iron|vitamins?|drugs?)'
const poison =
  '(?:bleach|antifreeze|ethylene glycol|methanol|detergent|dishwasher|laundry|pods?|drain cleaner|weed ?killer|pesticides?|insecticide|rat poison|paraffin|lamp oil|white spirit|petrol|ammonia|acid|lye|nicotine|vape (?:liquid|juice)|mushrooms?|berries|hand sanitizer|perfume|paint thinner|poison(?! ivy))'

export const mindAndPoison: readonly RedFlagRule[] = [
  {
    kind: 'poisoning',
    signs: [
      new RegExp(
        String.raw`\b${took}\b.{0,30}\b(?:\d{2,}|whole bottle|bottle of|packets? of|handful|lots of|too many|too much|double|ten times|times the dose|extra dose|all (?:of )?(?:my|his|her|the)|entire)\b`,
      ),
      new RegExp(
        String.raw`\b(?:baby|toddler|child|kid|kids|son|daughter|girl|boy|yr old|year old|yo|infant|dog|brother|sister)\b.{0,30}\b${took}\b.{0,40}\b(?:${medicine}|${poison})\b`,
      ),
      new RegExp(
        String.raw`\b(?:i|he|she|we|mum|mom|dad|husband|wife|friend|patient)\b.{0,25}\b(?:drank|drunk|swallow(?:ed)?|ingest(?:ed)?|ate|inhaled|mixed|breathed in)\b.{0,25}\b${poison}\b`,
      ),
      /\b(?:i|he|she|we|they|friend|flatmate|roommate|mate|husband|wife|partner|son|daughter|brother|sister|mum|mom|dad)\b.{0,25}\b(?:overdosed|overdosing|odd|ods|oded|od|poisoned)\b/,
      /\b(?:accidentally|by (?:accident|mistake)|instead of weekly|wrong dose|wrong medicine)\b.{0,60}\b(?:dose|took|taken|gave|swallowed|drank|mg|pills?|tablets?)\b|\b(?:took|gave|taken|swallowed|drank)\b.{0,70}\b(?:by (?:accident|mistake)|instead of weekly)\b/,
      /\bcarbon monoxide\b.{0,40}\b(?:alarm|leak|headaches?|we all|detector)\b|\b(?:alarm|detector).{0,20}carbon monoxide/,
      /\bintentional (?:ingestion|overdose)\b|\b\d+ ?[mf]\b.{0,40}\b(?:overdose|ingest)/,
      /\b(?:drank|drunk|drinking|had)\b.{0,30}\b(?:alcohol|vodka|whisky|whiskey|booze|drinks?)\b.{0,40}\b(?:wont wake|cant wake|unconscious|not waking|passed out|unresponsive)/,
      /\bwont wake up properly\b|\bbarely breathing\b/,
    ],
    suspects: [
      /\boverdos(?:e|ed|ing)\b(?! on vitamin c)/,
      /\bpoison(?:ed|ing)\b/,
      /\btoo (?:much|many) \w+ (?:pills|tablets|medication)/,
    ],
    topics: [
      /\boverdose\b|\bpoisoning\b|\bantidote\b|\btoxicity\b.{0,30}\b(?:manage|treat|overdose)|\b(?:paracetamol|acetaminophen|opioid|digoxin|salicylate|tricyclic) (?:overdose|poisoning|toxicity)\b|\bintoxication\b/,
    ],
  },
  {
    kind: 'self-harm',
    signs: [
      /\b(?:going to|gonna|wanna|want to|will|ill|about to) (?:kms|unalive (?:myself|my ?self))\b|\bkms\b(?= (?:tonight|now|today))/,
      /\b(?:cut|cutting|slit|slashed) (?:open )?(?:my|his|her|their|both) (?:own )?wrists?\b/,
      /\b(?:kill|hang|shoot|drown|hurt|harm|cut|cutting|hurting|harming|hanging|shooting|killing|drowning|stab|stabbing)(?: \w+)? ?(?:myself|himself|herself|themselves|themself)\b/,
      /\b(?:want(?:s|ed)?|wish(?:es)?|going|ready|planning|plans?|easiest way|best way|how|ways?|way|pills? does it take) to (?:die|be dead|end (?:it|my|his|her|your|their)|not wake up|jump|overdose)\b/,
      /\b(?:painless|easy|quick|quickest|easiest|peaceful)\b.{0,12}\b(?:ways?|methods?|death)\b.{0,12}\b(?:die|dying|death|suicide|kill|end)\b|\bpainless death\b/,
      /\bend (?:my|his|her|their) (?:own )?li(?:fe|ves)\b|\bend it all\b|\btake (?:my|his|her|their) (?:own )?life\b/,
      /\b(?:dont|do not|doesnt|didnt|no longer) (?:want|wish) to (?:be here|be alive|live|wake up|exist|go on|carry on)\b|\b(?:dont|do not) want to be alive\b/,
      /\b(?:cant|cannot) (?:go on|carry on|do this anymore|live like this)\b|\b(?:no|any) (?:reason|point) (?:to|in) (?:live|living|going on)\b|\bbetter off (?:without me|dead)\b/,
      /\b(?:feel(?:ing|s)?|felt|am|im|is|been|hes|shes|became|become) (?:\w+ ){0,2}suicidal\b|\b(?:thinking|thoughts?|think|talk(?:s|ing)?) (?:about|of) (?:suicide|killing|ending|dying)\b|\bsuicidal (?:thoughts|now|patient)\b.{0,40}\b(?:i|my|tonight|now|all day)\b/,
      /\b(?:was|were) dead\b.{0,30}\b(?:notice|done with life|care|better)|\b(?:notice|care) if i (?:was|were) (?:dead|gone)\b|\bdone with life\b|\btired of (?:living|life)\b/,
      /\b(?:he|she|they|friend|son|daughter)\b.{0,40}\b(?:will|going to|wants? to|threaten\w*) (?:to )?(?:jump|kill|die|hang|overdose)\b|\bsays? (?:he|she|they) wants? to die\b|\btexted (?:me )?goodbye\b/,
      /\b(?:planning|going|want|plan) to overdose\b|\boverdose tonight\b|\bi just want it to be over\b/,
    ],
    suspects: [/\bsuicid(?:e|al)\b(?! gene)/, /\bself[- ]?harm(?:ing)?\b/],
    topics: [/\bsuicid(?:e|al|ality)\b(?! gene)|\bself[- ]?harm\b/],
  },
  {
    kind: 'swallowed',
    signs: [
      /\b(?:swallow(?:ed|s|ing)?|ate|eaten|ingested|put .{0,20} in (?:his|her) mouth)\b.{0,30}\b(?:batter(?:y|ies)|magnets?|coin|pin|needle|glass|nail|screw|razor|toy|marble|bone)\b/,
    ],
    suspects: [/\b(?:batter(?:y|ies)|magnets?) (?:ingestion|swallow\w*)\b|\bswallow\w* (?:a )?foreign bod/],
    topics: [
      /\b(?:button |disc )?batter(?:y|ies)\b.{0,15}\bingest\w*|\bforeign bod(?:y|ies) ingestion\b|\bingest\w* (?:of )?(?:button )?batter/,
    ],
  },
]
