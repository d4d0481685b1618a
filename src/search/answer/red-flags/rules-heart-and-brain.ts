import type { RedFlagRule } from './red-flag.ts'

const sudden = String.raw`(?:sudden(?:ly)?|all of a sudden|out of nowhere|just now|right now|since (?:breakfast|this morning|an hour|last night)|woke|minutes? ago|hours? ago|for \d+ minutes)`
const side = '(?:one side|left side|right side|half|left|right|side of)'

export const heartAndBrain: readonly RedFlagRule[] = [
  {
    kind: 'chest-pain',
    signs: [
      /\b(?:think|having|have|had|is this|could this be|am i having|hes having|shes having)\b.{0,15}\b(?:a )?heart attack\b(?!.{0,30}(?:years?|months?) ago)/,
      /\bclutching (?:his|her|my) chest\b|\bst[- ]elevation\b.{0,60}\b(?:thrombolyse|cath|now|pain)|\btroponin (?:is )?(?:rising|raised|positive)\b|\bnitro(?:glycerin| spray)?\b.{0,30}\b(?:not helping|doesnt help|no relief)/,
      /\btearing pain\b|\b(?:pain|pressure|ache)\b.{0,25}\b(?:spread(?:ing|s)?|radiat\w+|going|down|into)\b.{0,20}\b(?:arm|jaw|neck|shoulder)\b/,
    ],
    suspects: [
      /\bchest\b.{0,25}\b(?:pains?|hurts?|hurting|tight(?:ness)?|pressure|crushing|squeez\w+|heavy|heaviness|ache|aching|burning)\b/,
      /\b(?:pains?|hurts?|tight(?:ness)?|pressure|crushing|squeez\w+|heavy|heaviness|weight|ache|aching)\b.{0,30}\b(?:chest|breast ?bone|sternum)\b/,
      /\b(?:epigastric|upper (?:belly|abdominal)) (?:discomfort|pain)\b.{0,40}\bsweat/,
    ],
    topics: [
      /\bchest pain\b|\bacute coronary\b|\bheart attacks?\b|\bmyocardial infarction\b|\b(?:n?stemi)\b|\baortic dissection\b|\bunstable angina\b|\bcardiac arrest\b|\bpulmonary embolism\b/,
    ],
  },
  {
    kind: 'stroke',
    signs: [
      /\b(?:face|mouth|smile|eyelid)\b.{0,25}\b(?:droop\w*|dropp(?:ed|ing)|fallen|lopsided|crooked|sagging)\b|\bfacial (?:droop|weakness)\b/,
      /\b(?:slurr(?:ed|ing|s)|gibberish|garbled|cannot find words|cant find words|cant (?:speak|talk)|cannot (?:speak|talk)|lost (?:his|her|my) speech)\b(?!.{0,10}cough)/,
      /\b(?:worst headache|thunderclap)\b|\bheadache\b.{0,30}\b(?:came on in (?:a )?seconds?|like (?:a )?(?:thunder|explosion|being hit))/,
      /\b(?:hemiparesis|hemiplegia|aphasia|last known well)\b.{0,80}\b(?:candidate|alteplase|thrombectomy|thrombolysis|last known|window|now|what)\b/,
      new RegExp(
        String.raw`\b${side}\b.{0,40}\b(?:numb(?:ness)?|weak(?:ness)?|paraly\w+|dead)\b.{0,30}\b${sudden}\b`,
      ),
      new RegExp(
        String.raw`\b${sudden}\b.{0,30}\b(?:numb(?:ness)?|weak(?:ness)?|paraly\w+|cant move|cant lift)\b.{0,30}\b(?:${side}|arm|leg|face|body)\b`,
      ),
      new RegExp(String.raw`\b${sudden}\b.{0,50}\b(?:arm|leg|face)\b.{0,15}\b(?:numb|weak|limp)\b`),
      /\bone side of (?:my|his|her|the) (?:body|face)\b.{0,20}\b(?:numb|weak|went|cant|is)\b|\bcant lift (?:his|her|my|an|one) arm\b/,
      /\b(?:having|had|think|is having)\b.{0,12}\ba (?:mini[- ]?)?stroke\b(?!.{0,30}(?:years?|months?) ago)/,
    ],
    suspects: [],
    topics: [
      /\b(?:isch(?:a)?emic|h(?:a)?emorrhagic|acute) stroke\b|\b(?:signs?|symptoms?|treatment|management|thrombolysis|thrombectomy|diagnos\w+)\b.{0,25}\bstroke\b(?! volume)|\bstroke (?:symptoms|signs|treatment|thrombolysis)\b|\btia\b|\btransient ischemic\b|\bsubarachnoid\b|\bthrombectomy\b/,
    ],
  },
  {
    kind: 'seizure',
    signs: [
      /\b(?:having|has|had|just had|in|is)\b.{0,12}\ba?\b ?(?:first (?:ever )?)?(?:seizure|fit|convulsions?)\b.{0,30}\b(?:right now|now|this morning|today|minutes?|not coming|wont|first|ongoing)\b/,
      /\b(?:first(?: ever)? (?:seizure|fit)|having (?:a seizure|a fit|convulsions)|just had a (?:fit|seizure))\b/,
      /\b(?:fitting|seizing|convulsing|jerking)\b.{0,30}\b(?:minutes?|wont stop|now|still|for|toddler|child|baby)\b|\bstill (?:jerking|fitting|seizing)\b/,
      /\beyes (?:are )?roll(?:ed|ing) back\b|\bshaking all over\b.{0,30}\beyes\b/,
      /\bseizures? (?:is |are )?(?:ongoing|not stopping|continu\w+)\b/,
    ],
    suspects: [],
    topics: [
      /\bstatus epilepticus\b|\b(?:during|first aid (?:for|in)) (?:a |an )?(?:epileptic )?(?:seizure|fit)\b|\bbystanders?\b.{0,30}\bseizure/,
    ],
  },
  {
    kind: 'head-injury',
    signs: [
      /\b(?:hit|hits|banged?|bumped?|knocked?|struck|fell|fall|fallen|landed)\b.{0,40}\bhead\b.{0,80}\b(?:vomit\w*|sick|throw\w*|unconscious|consciousness|sleepy|drowsy|confus\w+|remember|knocked|fluid|dizzy|seizure|warfarin|blood thinn\w+)\b/,
      /\b(?:warfarin|apixaban|rivaroxaban|blood thinn\w+|xarelto|eliquis|baby|infant|newborn)\b.{0,40}\b(?:hit|banged?|bumped|fell|fall)\b.{0,40}\bhead\b/,
      /\bknocked (?:out|unconscious)\b|\blost consciousness\b.{0,40}\b(?:head|fell|fluid|hit)|\bhit in the head\b/,
    ],
    suspects: [],
    topics: [
      /\bhead (?:injur(?:y|ies)|trauma|ct rule)\b|\bct head rule\b|\btraumatic brain injury\b|\b(?:subdural|extradural|epidural) h(?:a)?ematoma\b/,
    ],
  },
  {
    kind: 'unconscious',
    signs: [
      /\b(?:not responding|unresponsive|no pulse|not breathing|stopped breathing|passed out on|cant wake (?:him|her|them)|cannot wake|wont wake up|will not wake|unconscious)\b/,
      /\bcollapsed?\b.{0,40}\b(?:not|wont|cant|now|just|floor)\b/,
    ],
    suspects: [],
    topics: [/\bcardiac arrest\b|\bcardiopulmonary resuscitation\b/],
  },
  {
    kind: 'vision',
    signs: [
      /\b(?:sudden(?:ly)?|curtain|all at once)\b.{0,40}\b(?:sight|vision|blind|see|eye)\b/,
      /\b(?:lost|loss of|cant see|gone blind|went blind)\b.{0,25}\b(?:sight|vision|eye)\b.{0,30}\b(?:sudden|ago|today|now|morning)/,
    ],
    suspects: [],
    topics: [
      /\bcentral retinal artery occlusion\b|\bretinal detachment\b|\bsudden (?:loss of vision|visual loss)\b/,
    ],
  },
]
