import type { RedFlagRule } from './red-flag.ts'

const swollen = '(?:swell(?:ing|s|ed)?|swollen|tight(?:ening)?|closing(?: up)?|puff(?:ed|y))'
const pregnant = '(?:pregnan(?:t|cy)|expecting|weeks|wks|trimester)'
const ownBlood =
  '(?:vomit(?:ing|ed|s)?|throw(?:ing|s|n)? up|threw up|cough(?:ing|ed|s)?(?: up)?|spit(?:ting)? up|bringing up)'

export const body: readonly RedFlagRule[] = [
  {
    kind: 'anaphylaxis',
    signs: [
      new RegExp(String.raw`\b(?:throat|tongue|lips?|face)\b.{0,25}\b${swollen}\b`),
      new RegExp(String.raw`\b${swollen}\b.{0,10}\b(?:throat|tongue|lips?)\b`),
      /\b(?:allergic|allergy|hives|urticaria|stung|sting)\b.{0,60}\b(?:breath\w*|wheez\w*|faint\w*|throat|hypotensi\w*|collapse\w*|dizzy)\b/,
      /\b(?:used|use|gave)\b.{0,12}\b(?:epi ?pen|auto-?injector|adrenaline|epinephrine)\b.{0,40}\b(?:ago|now|already|today|stay)\b/,
      /\b(?:hypotensive|shock)\b.{0,30}\b(?:urticaria|contrast|penicillin)\b|\balready \d.{0,12}adrenaline\b/,
    ],
    suspects: [/\banaphyla(?:xis|ctic)\b/],
    topics: [/\banaphyla(?:xis|ctic)\b/],
  },
  {
    kind: 'pregnancy',
    signs: [
      new RegExp(
        String.raw`\b${pregnant}\b.{0,60}\b(?:bleed(?:ing)?|blood|spotting|haemorrhag\w*|hemorrhag\w*)\b`,
      ),
      /\bbleed(?:ing)?\b.{0,40}\b(?:pregnant|\d+ (?:weeks|wks))\b/,
      new RegExp(
        String.raw`\b${pregnant}\b.{0,60}\b(?:flashing|blurred|visual|severe headache|bad headache|pain under|swollen face|seeing stars|fainted|fluid leaking)`,
      ),
      /\b(?:flashing lights|blurred vision|swollen face|bad headache|pain under)\b.{0,60}\bpregnant\b/,
      /\b(?:baby|foetus|fetus)\b.{0,25}\b(?:not moved|hasnt moved|isnt moving|stopped moving|not moving|moving less|kick\w*)\b.{0,40}\b(?:\d+ ?(?:weeks|wks)|pregnant|day|yesterday)\b|\b(?:havent felt|cant feel|no)\b.{0,10}\bbaby\b.{0,10}\b(?:kick|move|movement)/,
      /\bwaters? (?:have )?(?:broke|broken|breaking)\b.{0,20}\b(?:[12]\d|3[0-6])\b/,
      /\b(?:gave birth|postpartum|after delivery|after birth)\b.{0,50}\b(?:soak\w+|clots?|heavy bleeding|bleeding heavily|fever)\b/,
      /\bcord\b.{0,15}\b(?:hanging|out|prolaps\w+)\b/,
    ],
    suspects: [/\bectopic\b/, /\beclampsia\b/],
    topics: [
      /\bectopic pregnanc|\b(?:pre-?)?eclampsia\b|\bplacenta(?:l)? (?:previa|praevia|abruption)\b|\b(?:antepartum|postpartum) h(?:a)?emorrhage\b|\b(?:vaginal )?bleeding (?:in|during) (?:\w+ )?pregnancy\b/,
    ],
  },
  {
    kind: 'sepsis-meningitis',
    signs: [
      /\b(?:fever|temp(?:erature)?|hot|38|39|40)\b.{0,60}\b(?:stiff neck|bend (?:my|his|her) neck|neck (?:is )?stiff|rash that does(?:nt| not) fade|non[- ]?blanching|purple (?:spots|rash)|mottled|floppy|wont wake|light hurts)\b/,
      /\b(?:non[- ]?blanching|does not fade|doesnt fade|purple spots|petechial)\b.{0,40}\b(?:rash|fever|glass|child)\b/,
      /\b(?:chemo(?:therapy)?|neutropeni\w+|no spleen|transplant)\b.{0,50}\b(?:fever|temp(?:erature)?|shaking|shiver\w*|3[89])\b|\b(?:fever|temp(?:erature)?)\b.{0,40}\b(?:chemo(?:therapy)?|neutropeni\w+)\b/,
      /\b(?:confused|confusion|drowsy)\b.{0,40}\b(?:fever|shivering|mottled|infection|cold hands)\b|\b(?:fever|shivering|infection)\b.{0,30}\b(?:confused|confusion|mottled)\b/,
      /\b(?:septic (?:patient|shock)|urosepsis|sepsis)\b.{0,60}\b(?:bp|map|lactate|noradrenaline|norepinephrine|vasopressin|mcg)\b.{0,20}\d/,
      /\bfloppy\b.{0,40}\b(?:hot|fever|wont|spots)\b/,
    ],
    suspects: [],
    topics: [
      /\b(?:symptoms?|signs?|treatment|antibiotics?|management|empiric\w*|dexamethasone|diagnos\w+|definition|sofa|bundle)\b.{0,50}\b(?:meningitis|sepsis|septic shock|meningococc\w+)\b|\bseptic shock\b|\bbacterial meningitis\b|\b(?:febrile neutropenia|neutropenic sepsis)\b/,
    ],
  },
  {
    kind: 'breathing',
    signs: [
      /\b(?:cant|cannot|can not|can hardly|can barely|hardly|unable to|couldnt|barely)\b.{0,8}\bbreathe?\b(?!.{0,15}nose)/,
      /\b(?:struggling|gasping|fighting|trouble|difficulty)\b.{0,20}\b(?:breath\w*|air)\b(?!.{0,20}(?:on exertion|for years))/,
      /\b(?:stop(?:s|ped|ping)? breathing|lips (?:are |turning |look )?(?:blue|grey)|blue lips|turning blue|pink froth|too breathless to|so short of breath|breathless to talk)\b/,
      /\b(?:ribs?|throat|chest)\b.{0,15}\bsuck(?:ing|ed)? in\b|\bsucking in at\b|\bbreathing very fast\b|\bnoisy breathing\b.{0,15}\brest\b|\bstridor at rest\b/,
      /\binhaler\b.{0,25}\b(?:isnt working|not working|does nothing|doesnt work|doesnt help|not helping)\b/,
      /\bcant finish a sentence\b/,
    ],
    suspects: [/\bsudden(?:ly)? (?:short of breath|breathless)/],
    topics: [
      /\brespiratory (?:failure|arrest|distress)\b|\b(?:acute severe|life[- ]threatening|near[- ]fatal) asthma\b|\bstatus asthmaticus\b|\bacute pulmonary (?:o)?edema\b/,
    ],
  },
  {
    kind: 'bleeding',
    signs: [
      /\bbleed(?:ing)?\b.{0,25}\b(?:wont stop|not stopping|doesnt stop|cant stop|for (?:an|one|two|\d+) hours?|heavily|a lot|spurting|gushing)\b|\bblood is (?:spurting|gushing|pouring)\b|\bspurting\b/,
      new RegExp(String.raw`\b${ownBlood}\b.{0,25}\bblood\b`),
      /\b(?:black (?:tarry )?stools?|tarry stools?|coffee grounds?|clots? of blood|blood clots? from)\b.{0,60}\b(?:faint|dizzy|weak|apixaban|warfarin|bottom|vomit\w*)\b|\bpassing large clots\b/,
    ],
    suspects: [],
    topics: [
      /\b(?:upper )?(?:gastrointestinal|gi|variceal) (?:bleed(?:ing)?|h(?:a)?emorrhage)\b|\bmajor h(?:a)?emorrhage\b|\bh(?:a)?emorrhagic shock\b|\bmassive transfusion\b|\bbleeding from varices\b/,
    ],
  },
  {
    kind: 'newborn-fever',
    signs: [
      /\b(?:(?:[1-9]|1[0-2]|one|two|three|four|five|six|seven|eight|ten)[- ](?:day|week|wk)s?[- ]old|(?:[12]|one|two)[- ]months?[- ]old|newborn)\b.{0,50}\b(?:fever|temp(?:erature)?|hot|38|39)\b/,
      /\b(?:fever|temp(?:erature)?|hot|38|39)\b.{0,40}\b(?:(?:[1-9]|1[0-2]|one|two|three|four|five|six)[- ](?:day|week|wk)s?[- ]old|(?:[12]|one|two)[- ]months?[- ]old|newborn)\b/,
    ],
    suspects: [],
    topics: [
      /\bfever in (?:young )?(?:infants|newborns|neonates)\b|\b(?:neonatal|newborn) (?:fever|sepsis)\b/,
    ],
  },
  {
    kind: 'torsion',
    signs: [
      /\b(?:testic(?:le|les|ular)|scrot(?:um|al)|balls?)\b.{0,40}\b(?:sudden(?:ly)?|severe|terribl\w+|swollen|vomit\w*|acute|hours|all of a sudden)\b/,
      /\b(?:sudden|severe|acute|terrible|woke up)\b.{0,40}\b(?:testic(?:le|les|ular)|scrot(?:um|al))\b.{0,20}(?:pain)?/,
    ],
    suspects: [],
    topics: [/\btesticular torsion\b|\bacute scrotum\b/],
  },
  {
    kind: 'cauda-equina',
    signs: [
      /\b(?:back|sciatica|disc|legs?)\b.{0,60}\b(?:cant (?:pee|urinate|poo)|difficulty urinating|numb between|saddle|lost control|wet myself|incontinen\w+|numb (?:around|down) (?:there|below))\b/,
      /\b(?:wet myself|lost control of my (?:bladder|bowels?)|saddle)\b.{0,60}\b(?:back|legs?|numb|urinat\w+)\b/,
    ],
    suspects: [],
    topics: [/\bcauda equina\b|\bspinal cord compression\b/],
  },
  {
    kind: 'dka',
    signs: [
      /\b(?:diabet\w+|insulin|sugar|glucose|ketones?|t1dm)\b.{0,60}\b(?:vomit\w*|throw\w* up|unconscious|drows\w*|ketones? (?:are |is )?(?:high|[3-9]|1\d)|fruity|breathing deeply|reads? (?:lo|hi)\b|ph [67]\.)/,
      /\b(?:fruity|drows\w*|ketones?)\b.{0,60}\b(?:insulin|diabet\w*|sugar|pump)\b.{0,40}/,
      /\b(?:glucose|sugar)\b.{0,15}\b(?:[01]\.\d|2\.[0-5])\b/,
    ],
    suspects: [],
    topics: [/\bdiabetic ketoacidosis\b|\bdka\b|\bhyperosmolar\b|\bsevere hypoglyc(?:a)?emia\b/],
  },
  {
    kind: 'choking',
    signs: [
      /\bchoking (?:on|now|right)\b|\b(?:is|am|hes|shes) choking\b|\bstuck in (?:my |his |her |the )?(?:throat|windpipe)\b.{0,50}\b(?:speak|cough|breathe|cant|cannot)\b/,
    ],
    suspects: [],
    topics: [/\bheimlich\b|\b(?:first aid|manoeuvre|maneuver) (?:for|in) choking\b/],
  },
]
