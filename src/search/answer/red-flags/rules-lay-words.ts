import type { RedFlagRule } from './red-flag.ts'

const notWorking = '(?:isnt|not|wont|aint) (?:doing|helping|working|touching)'
const limb = '(?:leg|arm|foot|hand|toes|fingers)'

const sign = (kind: RedFlagRule['kind'], ...signs: readonly RegExp[]): RedFlagRule => ({
  kind,
  signs,
  suspects: [],
  topics: [],
})

/** What is seen beside a person in danger, in the words of those who stand there; no name of the danger is in it. */
export const layWords: readonly RedFlagRule[] = [
  sign(
    'poisoning',
    /\b(?:took|taken|swallowed|had|drank|given)\b.{0,12}\bt(?:o|oo|ooo) (?:much|many)\b/,
    /\bmix(?:ed|ing)\b.{0,20}\b(?:bleach|ammonia|cleaners?|toilet)\b.{0,60}\b(?:cough\w*|breath\w*|chok\w*|burn\w*|eyes)/,
  ),
  sign(
    'self-harm',
    /\bbetter off (?:if|when|once|without)\b.{0,15}\b(?:i|me|im)\b|\bif i (?:wasnt|werent|was not|wasn t) (?:here|around|alive)\b/,
    /\b(?:giv(?:ing|en) away|gave away)\b.{0,25}\b(?:things|stuff|belongings|possessions)\b|\bgoodbye (?:letter|note|text|message)s?\b/,
    /\b(?:pills|tablets|meds|bottle)\b.{0,20}\b(?:lined up|in front of me|next to me|in my hand|counted out)\b/,
    /\b(?:locked|barricaded|shut)\b.{0,50}\b(?:gun|shotgun|rifle|knife|rope|pills)\b/,
  ),
  sign(
    'chest-pain',
    /\bchest ?pains?\b.{0,40}\b(?:jaw|arm|neck|shoulder|back)\b/,
    /\b(?:rubbing|clutching|holding|grabbing|gripping)\b.{0,12}\b(?:chest|breast ?bone|sternum)\b/,
  ),
  sign(
    'anaphylaxis',
    /\b(?:peanuts?|nuts?|sting|stung|shellfish|prawns?|eggs?|milk|sesame|penicillin|antibiotic)\b.{0,60}\b(?:wheez\w*|lumps|throat|gasping|floppy)\b/,
    /\bepi ?pen\b.{0,30}\b(?:out of date|expired|didnt|not work\w*|lost|at home)\b.{0,5}$/,
  ),
  sign(
    'stroke',
    /\b(?:mouth|face|lip|eyelid)\b.{0,20}\b(?:hang(?:s|ing)|slid(?:ing)?|slipp\w+|gone down|pulled down|drool\w*)\b.{0,40}\b(?:side|talk\w*|speech|arm|words)\b/,
    /\btalking (?:rubbish|nonsense|gibberish)\b|\bwords (?:come|are coming|came) out (?:wrong|jumbled|funny)\b/,
  ),
  sign(
    'pregnancy',
    /\b(?:gravida|pr(?:a)?evia|\d\d ?\/ ?40|g\dp\d)\b.{0,60}\b(?:bleed\w*|pv|blood)\b|\b(?:pv|vaginal) bleed\b.{0,60}\b(?:pr(?:a)?evia|\d\d ?\/ ?40)\b/,
  ),
  sign(
    'sepsis-meningitis',
    /\b(?:cut|wound|bite|graze|infection|surgery|stitches)\b.{0,60}\b(?:shaking chills|rigors?|heart (?:is )?racing|racing heart|mottled|feel(?:s)? like (?:im|i am|hes|shes) dying)\b/,
    /\bfeel(?:s)? like (?:im|i am|hes|shes|he is|she is) dying\b/,
  ),
  sign(
    'breathing',
    /\b(?:cant|cannot|couldnt|unable to|wont)\b.{0,10}\b(?:sentence|words?) out\b|\b(?:cant|cannot) (?:say|finish|manage) (?:a|more than|one|two)\b.{0,15}\b(?:sentence|words?)\b/,
    new RegExp(String.raw`\b(?:puffer|inhaler|pump|ventolin|neb)\b.{0,15}\b${notWorking}\b`),
  ),
  sign(
    'seizure',
    /\beyes (?:have |has |are |were )?(?:rolled|gone|going|rolling) (?:back|up)\b|\bjerking all over\b/,
    /\b(?:fit|seizure|convulsion)\b.{0,40}\b(?:another|second|again|one after)\b.{0,15}\b(?:one|fit|seizure|straight|after)\b/,
  ),
  sign(
    'unconscious',
    /\b(?:really |very |so )?hard to (?:wake|rouse)\b|\b(?:cant|couldnt) (?:be )?(?:rouse[d]?|wake[n]?|woken)\b/,
  ),
  sign(
    'cauda-equina',
    /\b(?:perianal|perineal|saddle)\b.{0,12}\b(?:an(?:a)?esthesia|numb\w*|sensation)\b|\bbilateral leg (?:weakness|pain)\b.{0,60}\bretention\b/,
  ),
  sign(
    'choking',
    /\b(?:stuck|lodged|jammed)\b.{0,30}\b(?:no sound|not making (?:a|any) (?:sound|noise)|cant (?:talk|cough|breathe)|going (?:red|blue|purple))\b/,
  ),
  sign(
    'vision',
    /\b(?:painful|pain|sore|aching)\b.{0,20}\beye\b.{0,60}\b(?:hal(?:o|os|oes)|blur\w*|sick|vomit\w*)\b/,
  ),
  sign(
    'other',
    /\b(?:belly|stomach|tummy|abdomen)\b.{0,20}\b(?:rock hard|rigid|hard as|board)\b/,
    /\b(?:heat|sun|hot)\b.{0,60}\bstopped sweating\b|\bstopped sweating\b.{0,40}\b(?:hot|heat|nonsense|confus\w*)\b/,
    new RegExp(
      String.raw`\b${limb}\b.{0,25}\b(?:white|cold|blue|pale)\b.{0,30}\b(?:cant feel|numb|no feeling|no pulse|cant move)\b`,
    ),
    /\b(?:shivering stopped|stopped shivering)\b|\b(?:fell|gone|went) (?:in|into|through) (?:the |a )?(?:lake|river|sea|ice|pond|canal)\b.{0,60}\b(?:blue|cold|mumbl\w*|shiver\w*|confus\w*)\b/,
    /\b(?:boiling|scalding|hot) (?:water|oil|fat|tea|coffee|soup)\b.{0,60}\b(?:peel\w*|blister\w*|chest|face|skin)\b|\bkettle\b.{0,40}\b(?:peel\w*|blister\w*|skin|burn\w*)\b/,
  ),
]
