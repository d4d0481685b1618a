/** Ideas of an emergency in the many words that people have for them; each a pattern on text as `flagText` gives it. */
export const concepts = {
  chest: /\b(?:chest|breast ?bones?|sternum|heart (?:hurts|aches))\b/g,
  pain: /\b(?:pains?|painful|hurt(?:s|ing)?|aches?|aching|pressure|pressing|tight(?:ness|ening)?|crush\w*|squeez\w*|heav(?:y|iness)|burn(?:s|ing)?|stab\w*|sit(?:s|ting) on|discomfort|sore|agony|killing me|locked|band around|cramp\w*|throb\w*|sharp)\b/g,
  arm: /\b(?:left arm|arms?|jaw|shoulder|between (?:my|the|his|her) shoulder)\b/g,
  shocked:
    /\b(?:pounding|palpitations|black(?:ing)? out|about to (?:faint|pass)|sweat(?:s|y|ing)?|clammy|gr[ea]y|pale|white as|faint(?:ed|ing|s)?|pass(?:ed|ing)? out|light ?headed|dizzy|collaps\w+|short of breath|breathless|nausea\w*|vomit\w*|groggy|racing|going mad|pounding)\b/g,
  indigestion: /\b(?:indigestion|epigastric|upper (?:belly|abdom\w+)|heartburn)\b/g,
  elderAge:
    /\b(?:[5-9]\d ?(?:yo|yr|year|years|m|f)\b|mother|father|grandm\w+|grandp\w+|nan|mum|dad|uncle|aunt|husband)\b/g,
  heartRace:
    /\b(?:heart wont slow(?: down)?|heart(?:beat| rate)? (?:is |keeps? |has been )*(?:pounding|racing|beating|skipping|fluttering|going (?:mad|crazy|so fast))|palpitations|(?:hr|pulse|heart rate) (?:is |of |at )?1[5-9]\d)\b/g,

  tookIn:
    /\b(?:found (?:my|his|her|the)|in(?:to|side)? (?:\w+ ){0,2}mouth|empt(?:y|ied)|put .{0,20} in (?:his|her|its) mouth|mouth full of|doubled|snort\w*|smell(?:ed|s)?|breathing in|injecting|stuck (?:himself|herself|myself)|sniff\w*|inhal\w*|breathed in|splash\w*|spray(?:ed|ing)|expos(?:ed|ure)|spill(?:ed|t)|drinks?|put in (?:his|her) mouth|smoked|eats|swigged|sipped|found with|took|taken|swallow\w*|ingest\w*|ate|eaten|drank|drunk|popp(?:ed|ing)|gulp\w*|necked|downed|chew\w*|suck\w*|lick\w*|got (?:into|hold of)|inhal\w*|inject\w*|jabbed|injected|snort\w*|huff\w*|gave|given|doubled up)\b/g,
  medicine:
    /\b(?:supplements?|flea (?:medicine|treatment)|wormer|eye drops|something|white powder|powder|mg\b|a pill|allergy medicine|cough syrup|heart (?:pills?|tablets?)|paroxetine|citalopram|fluoxetine|venlafaxine|prozac|zoloft|lisinopril|thyroid|contraceptive|adderall|ritalin|methylphenidate|ketamine|cocaine|mdma|ecstasy|lsd|meth|cannabis|weed|gabapentin|pregabalin|colchicine|chloroquine|theophylline|potassium|pills?|tab(?:let)?s?|capsules?|meds?|medicines?|medications?|paracetamol|acetaminophen|tylenol|ibuprofen|aspirin|morphine|codeine|tramadol|fentanyl|heroin|oxycodone|methadone|insulin|pen|methotrexate|lithium|digoxin|warfarin|amitriptyline|propranolol|xanax|valium|benadryl|diphenhydramine|clonazepam|lorazepam|diazepam|zopiclone|iron|ferrous(?: sulfate)?|antidepressants?|blood pressure|sertraline|quetiapine|gabapentin|melatonin|sleeping|patch(?:es)?|lantus|metformin|gliclazide|beta ?blockers?|amlodipine|verapamil|vapes?|nicotine|gumm(?:y|ies)|edibles?)\b/g,
  poison:
    /\b(?:laundry pods?|pods?|nail polish remover|hair dye|bug spray|thermometer|mercury|e-?cig\w*|vap(?:e|ing) \w*|glue|solvents?|organophosph\w*|chemicals?|paint|cleaners?|acid|alkali|aftershave|mouthwash|rubbing alcohol|essential oils?|eucalyptus|windscreen|turpentine|fertili[sz]er|slug pellets|dishwasher|caustic|moth balls|batteries acid|lead paint|snake|jellyfish|nerve agent|bleach|antifreeze|ethylene glycol|methanol|detergents?|dishwasher|laundry|drain (?:cleaner|opener)|weed ?killer|pesticides?|insecticide|rat (?:poison|bait)|paraffin|lamp oil|white spirit|petrol|gasoline|kerosene|ammonia|lye|mushrooms?|toadstools?|berries|fugu|puffer ?fish|foxglove|hemlock|yew|oleander|hand saniti[sz]er|perfume|thinner|mothballs?|nicotine|chlorine|cyanide|paraquat)\b/g,
  tooMuch:
    /\b(?:empty|emptied|missing|bunch(?: of)?|a load|how many|stack of|strips? of|doubled|several|as many|(?:two|three|four|five|six|2|3|4|5|6|7|8|9) (?:doses|of (?:my|his|her|the)|pills|tablets)|all at once|half (?:the|a) bottle|strip of|rest of the|more than (?:i|he|she) should|too (?:many|much)|whole|entire|handfuls?|bottle of|packs? of|packets?|lots of|loads of|double[sd]?|twice|triple|times the|extra|all (?:of )?(?:my|his|her|the)|unknown (?:quantity|amount|number)|dont know how many|fifteen|twenty|thirty|forty|fifty|dozens?|[1-9]\d+ (?!(?:mg|mcg|micro\w+|ml|years?|yo|minutes?|days?|weeks?|months?|of us)\b))/g,
  mistaken:
    /\b(?:accident\w*|mistake\w*|by error|wrong (?:dose|pill|medicine|drug|one)|instead of|mixed up|forgot (?:i|he|she) (?:had|already)|didnt realise|overdos\w*)\b/g,
  little:
    /\b(?:bab(?:y|ies)|toddlers?|infant|newborn|kid(?:s|dos?)?|child|children|grand(?:son|daughter|child)|little (?:one|girl|boy|brother|sister)|[1-9] ?(?:yo|yr|year|month|week)s?(?: old)?|sons?|daughters?|niece|nephew|teen)\b/g,
  ill: /\b(?:wont slow|heart (?:wont|is|racing)|faint\w*|feel (?:sick|faint|weird|strange)|burning|choking|weird|unwell|passed out|hallucinat\w*|agitated|shaky|vomit\w*|sick|dizzy|drows\w*|sleepy|groggy|confus\w*|headaches?|tingl\w*|numb|burn\w*|seizur\w*|shak\w*|weak|unwell|breath\w*|racing|going mad|blue|what (?:do|should)|help)\b/g,
  fumes:
    /\b(?:smelled gas|gas smell|smell of gas|gas|stove|fire|smoke|carbon monoxide|co alarm|furnace|generator|boiler|gas (?:heater|leak)|heater|exhaust|charcoal|barbecue indoors|smoke detector|fumes)\b/g,

  intent:
    /\b(?:again|would|keeps? (?:thinking|talking|imagining)|imagin\w*|enough|what dose|how much|whats the|tonight|my (?:sister|brother|son|daughter|friend|partner)|google\w*|search\w*|ready|plan\w*|going to|gonna|want(?:s|ed)?|thinking|about to|tell me to|ordering me|in front of|how many|what happens if|slit|jump\w*|bought|have a|hidden|stash\w*|left a|goodbye)\b/g,
  method:
    /\b(?:(?:cut|slit|slash\w*) (?:\w+ )?(?:wrists?|throat|arms?)|driv\w+ (?:my car )?(?:into|off)|lethal dose|fatal dose|kill (?:me|him|her)|crash my car|carbon monoxide|helium|window|rope|noose|gun|bridge|train|razors?|wrists?|(?:suicide )?note|overdose|pills to die|hang(?:ing)?|ledge|roof)\b/g,
  despair:
    /\b(?:(?:see|have|find) (?:any|no) reason to (?:keep |go on |continue )?liv(?:e|ing)|kill you (?:fast|quick\w*|painless\w*)|keep living|(?:pills|drugs|medicine|way|ways|methods?) (?:can|that|will|would|to) kill|what(?:s| is) the point (?:of|in) (?:living|life|going on|it all)|dont feel safe (?:with|tonight|alone|at home)|(?:tonight|today) i dont feel safe|been cutting|cutting (?:again|myself)|painful to die|to die from an? overdose|life (?:isnt|is not) worth|want out of (?:this )?life|fantasi\w+ about (?:dying|death)|ending (?:it|things|everything|my life)|end (?:it|things|everything)(?: all)?(?: tonight| now| today)?$|disappear forever|dont deserve to live|should be dead|cant take (?:it|this|life) any ?more|want (?:it|everything|the pain) to stop forever|thoughts of (?:death|dying|ending)|hopeless and (?:alone|dont)|plan to die|not be around much longer|(?:rather|wish i (?:did|was|were|could)) ?(?:not|nt)? ?(?:exist|be dead|disappear|alive|wake up|die|never (?:been )?born)|(?:rather|wish(?:es)?|want(?:s)? to|wanna|hope to|hope i|better) (?:not exist|be dead|die|disappear|never wake|not wake|not be here|dont wake)|hate being alive|not worth living|nothing to live for|wishes? (?:he|she|they) (?:was|were) dead|no way out|life is pointless|give up on life|end my (?:pain|suffering))\b/g,

  allergen:
    /\b(?:peanuts?|nuts?|cashews?|almonds?|shrimp|prawns?|shellfish|fish|eggs?|milk|kiwi|sesame|wheat|stung|sting|bee|wasp|hornet|yellow ?jacket|ants?|antibiotics?|amoxicillin|penicillin|injection|vaccine|contrast|latex|new (?:tablet|pill|medicine)|first dose|ate|eating|allerg\w+)\b/g,
  reaction:
    /\b(?:got stung|just (?:ate|got stung)|bigger|getting big|balloon\w*|thick tongue|closed|closing|hives|welts|urticaria|rash all over|itch\w*|blotch\w*|swollen|swelling|swell\w*|flushed|puff(?:y|ed)|lips|face)\b/g,
  failing:
    /\b(?:no epi ?pen|allergic to|throw\w* up|nauseous|getting (?:bigger|worse)|closed|breath\w*|wheez\w*|throat|airway|voice|hoarse|tongue|faint\w*|dizzy|passed out|collaps\w*|racing|vomit\w*|closing|swollen shut|hypotensi\w+|drool\w*|stridor|choking)\b/g,

  sudden:
    /\b(?:ever (?:had|hit|felt)|hit me|out of the blue|exploded|in seconds|out of nowhere|never had (?:one|it|anything|a headache)|instantly|like a (?:bolt|thunderclap)|acute|onset|came on|started an? (?:hour|few)|sudden(?:ly)?|all of a sudden|out of (?:nowhere|the blue)|just (?:now|started|came)|woke(?: up)?|this morning|since (?:noon|breakfast|lunch|this|last|an hour|yesterday)|(?:minutes?|mins?|hours?|hrs?) ago|for (?:the last )?\d+ (?:min|hour)\w*|at once|abrupt\w*|today|tonight|right now)\b/g,
  neurological:
    /\b(?:most awful headache|worst (?:headache|head pain)|head (?:exploded|is exploding)|splitting head|severe headache|worst headache|terrible headache|(?:numb|weak|tingling) (?:arm|leg|hand|face)|(?:arm|leg|hand|face) (?:is |went |gone |suddenly |feels )*(?:numb|weak|heavy|limp|dead)|blind in one|mca|hemi\w+|dysarthr\w+|vertigo and|nonsense|gibberish|garbled|slurr\w*|(?:cant|cannot|unable to|trouble|not able to|stopped) (?:speak\w*|talk\w*|move|lift|find (?:his|her|the|my)? ?words|understand)|numb\w*|paraly\w*|one[- ]sided|twisted|droop\w*|lopsided|went double|double vision|seeing double|stagger\w*|cant walk straight|off balance|weak(?:ness)? (?:in|on|down)|limp|dead arm|confus\w*|words (?:come|came|are) out wrong|not making (?:any )?sense)\b/g,
  palsyOfFace:
    /\b(?:mouth|face|smile)\b.{0,15}\b(?:twisted|droop\w*|crooked|lopsided|one side|pulled|fallen)\b/g,
  lysis:
    /\b(?:mca syndrome|lbbb|wellens|vt\b|ventricular tachycardia|st[- ]?elevat\w*|st[- ]?depress\w*|torsades|complete heart block|tamponade|nihss|lyse|tpa|alteplase|tenecteplase|thrombolys\w+|thrombectomy|last known (?:well|normal)|door to balloon|cath lab)\b/g,
  thisCase:
    /\b(?:\d{2} ?(?:m|f|yo)\b|ok to|candidate|next (?:step|drug)|should (?:i|we)|start|arrived|onset|this patient|my patient|for \d+ kg|inr|bp \d|what (?:next|now))\b/g,

  pregnant:
    /\b(?:pregnan\w*|expecting|weeks along|months along|due (?:next|in|this|date)|positive test|antenatal|(?:[4-9]|[1-3]\d|4[0-2]) ?(?:weeks|wks?)(?! (?:old|ago|later|after)))\b/g,
  bleeds: /\b(?:bleed\w*|blood\w*|clots?|spotting|h(?:a)?emorrhag\w*|passing|gush\w*|soak\w*)\b/g,
  eclamptic:
    /\b(?:splitting headache|(?:bad|severe|terrible|awful|worst) headache|headache.{0,30}(?:swollen|vision|bp|blood pressure)|flashing|visual|blurr\w*|seeing (?:stars|spots)|spots in|bp 1[6-9]\d|1[6-9]\d\/1\d\d|swollen (?:face|hands)|(?:pain|ache) (?:under|below))\b/g,
  labour:
    /\b(?:leaking (?:water|liquid)|(?:water|liquid) leaking|mucus plug|regular pains|contractions?|waters? (?:broke|broken|leaking)|leaking fluid|fluid (?:leak|gush)\w*|cord|pushing)\b/g,
  earlyWeeks: /\b(?:2\d|3[0-6]) ?(?:weeks|wks?|w)\b/g,
  bellyPain:
    /\b(?:(?:belly|stomach|abdom\w+|tummy|pelvic|one[- ]sided|shoulder(?: tip)?|side) (?:\w+ ){0,2}?pain|pain (?:\w+ ){0,3}(?:belly|one side|left side|right side|shoulder))\b/g,
  noMovement:
    /\b(?:(?:not|hasnt|isnt|havent|no|less|stopped|reduced|cant) (?:\w+ ){0,2}(?:mov\w+|kick\w*|felt (?:the )?baby))\b/g,

  fever:
    /\b(?:fever\w*|febrile|temp(?:erature)?|burning up|boiling|hot to touch|(?:feels|is|so|really|very) hot|3[89](?:[.,]\d)?|4[01](?:[.,]\d)?|10[1-6](?:\.\d)? ?f?)\b/g,
  meningeal:
    /\b(?:stiff neck|neck (?:is |so )?stiff|bend (?:my|his|her|the) neck|photophobi\w*|light hurts|hates? (?:the )?light|splitting headache|(?:severe|bad|terrible) headache|bulging|wont wake|hard to wake|floppy|limp)\b/g,
  confusion:
    /\b(?:confus\w*|(?:making|makes) no sense|not making sense|delirious|drows\w*|wont wake|not (?:himself|herself)|mottled|breathing fast|rambling|barely (?:awake|responds)|slurr\w*)\b/g,
  spots: /\b(?:spots?|rash|blotches|bruises?|dots)\b/g,
  staying:
    /\b(?:stay|dont fade|doesnt fade|does not fade|do not fade|wont fade|not fading|glass|tumbler|non[- ]?blanching|press\w*|purple|blood spots)\b/g,
  spreadingInfection: /\b(?:red streaks?|streak\w*|shaking (?:chills)?|chills|rigors?|shivering)\b/g,
  infection:
    /\b(?:infect\w*|wound|oozing|pus|abscess|cellulitis|pneumonia|kidney|uti|surgery|sepsis|septic|bite)\b/g,
  weakDefence: /\b(?:chemo\w*|neutropeni\w*|transplant\w*|no spleen|splenectomy|leuka?emia)\b/g,

  noAir:
    /\b(?:ribs (?:are )?(?:pulling|sucking|showing)|pulling in|asthma attack|belly breathing|head bobbing|accessory muscles|nostrils (?:are )?flaring|catch (?:my|his|her) breath|(?:rr|resp(?:iratory)? rate) (?:of |is )?[3-6]\d|respiratory distress|air hunger|(?:cant|cannot|hardly|barely|unable to|couldnt|hard to|hard time|difficult to|difficulty|trouble|struggl\w*|fighting|work(?:ing|s) hard|gasp\w*|grunt\w*|pant\w*) (?:\w+ ){0,3}(?:breath\w*|air|inhale)|gasping|suffocat\w*|smothering|grunting|breathing (?:really |very |so )?(?:fast|hard)|lips? (?:\w+ ){0,2}(?:blue|gr[ea]y|purple)|turn(?:ing|ed) (?:blue|purple|gr[ea]y)|going (?:blue|purple|gr[ea]y)|sucking in|stridor)\b/g,
  inhaler: /\b(?:inhalers?|ventolin|salbutamol|albuterol|puffs?|nebuli[sz]er|neb)\b/g,
  noHelp:
    /\b(?:no inhaler|lost (?:my|her|his) inhaler|without (?:an? )?inhaler|forgot (?:my|her|his) inhaler|no (?:change|relief|effect|help|better|difference)|not (?:working|helping)|isnt (?:working|helping)|doesnt (?:work|help)|does nothing|didnt (?:work|help)|nothing (?:works|helps)|ran out|running out|empty|every (?:hour|\d+ min))\b/g,

  convulsing:
    /\b(?:(?:two|three|several|multiple|\d) (?:seizures|fits)|clusters? of|seiz(?:ing|ures?)|fits?|fitting|convuls\w*|jerk(?:y|ing|s)|twitch\w*|foam\w* at|frothing|went stiff|stiff and|eyes roll\w*|shaking all over)\b/g,
  fallenIll:
    /\b(?:foaming|at the mouth|responding|breathing|on his|on her|help|today|this morning|in a row|back to back|after diazepam|despite|dropped|fell|on the floor|collapsed|blue|unconscious|not (?:waking|coming|responding)|wont (?:stop|wake)|still|ongoing|ago|now|minutes?|mins?|quarter of an hour|half an hour|first|foam|stiff|bit (?:his|her) tongue|wet (?:him|her)self)\b/g,

  headKnock:
    /\b(?:concussion|head injury|slipped|head|skull|scalp|forehead|concuss\w*|bike|helmet|fell|fall|fallen|crash\w*|hit|punched|kicked|ladder|stairs|tackle\w*)\b/g,
  brainHurt:
    /\b(?:blacked out|knocked out|black(?:ed)? out|unconscious|consciousness|pupils?|cant remember|no memory|memory|keeps? (?:\w+ )?(?:vomiting|being sick|throwing)|vomit\w*|throwing up|been sick|sleepy|drows\w*|confus\w*|clear fluid|seizure|slurr\w*|blurr\w*)\b/g,
  head: /\b(?:head|skull|scalp|forehead|face)\b/g,
  thinner:
    /\b(?:warfarin|coumadin|apixaban|rivaroxaban|edoxaban|dabigatran|xarelto|eliquis|blood ?thinn\w*|anticoag\w*|clopidogrel|plavix)\b/g,
  knocked:
    /\b(?:concussion|head injury|slipped|yesterday|fell|fall|fallen|hit|banged?|bumped?|knock\w*|bruise|dropped|crash)\b/g,

  wound:
    /\b(?:finger|thumb|hand|leg|arm|toe|cut|gash|wound|slice\w*|chainsaw|knife|stabbed|saw|glass|amputat\w*|tonsils?|nose|nosebleed|artery|bleed\w*|blood)\b/g,
  pouring:
    /\b(?:(?:cut|chopped|sliced|sawed|severed|torn|bitten) (?:\w+ ){0,3}off|severed|amputat\w*|(?:cant|cannot) get it to stop|through (?:\w+ ){0,2}(?:towels?|bandages?|pads?)|wont stop|not stopping|cant stop|doesnt stop|hasnt stopped|soak\w*|spurt\w*|pour\w*|gush\w*|pumping|squirt\w*|fill(?:s|ing) (?:up|with)|filling|everywhere|lots of blood|a lot of blood|pool of|deep gash|to the bone|for (?:an|one|two|three|\d+) (?:hours?|min\w*))\b/g,
  gutBlood:
    /\b(?:(?:stools?|poo\w*|bowel movements?) (?:is|are|has been|looks?|turned) (?:\w+ )?(?:black|tarry|maroon|bloody)|black and sticky|(?:vomit\w*|throw\w* up|threw up|cough\w*(?: up)?|spit\w*(?: up)?|bring\w* up|puk\w+) (?:\w+ ){0,4}blood|blood (?:\w+ ){0,3}(?:vomit|sick|puke)|coffee[- ]grounds?|(?:like|as) tar|tarry|black (?:\w+ )?(?:stools?|poo\w*)|mel(?:a)?ena|h(?:a)?ematemesis)\b/g,

  testicle: /\b(?:testic\w+|testis|testes|scrot\w+|nuts?|balls?|nads?)\b/g,
  back: /\b(?:back|disc|sciatica|spine|spinal|legs|both (?:legs|feet))\b/g,
  saddle:
    /\b(?:groin|(?:cant|cannot|couldnt) (?:hold|feel|control|empty) (?:\w+ ){0,3}(?:urine|pee|bladder|bowels?|wee)|bladder|bowels?|bottom (?:is )?numb|numb (?:\w+ ){0,2}(?:bottom|buttocks|genital\w*|perineum)|saddle|when i wipe|feel (?:it )?when i|between (?:my|the|his|her) legs|numb (?:down|around) (?:there|below)|private parts|genitals? (?:\w+ )?numb|(?:cant|cannot|unable to|difficulty|trouble|hard to) (?:pee\w*|urinat\w*|pass(?:ing)? (?:urine|water)|poo)|lost (?:control|feeling)|incontinen\w*|wet (?:myself|himself|herself)|soiled|retention)\b/g,

  diabetes: /\b(?:diabet\w*|type 1|t1d\w*|insulin|pump|sugars?|glucose|bg|hypo|cgm|libre|dexcom)\b/g,
  derailed:
    /\b(?:very thirsty|thirsty|breath smells|nail polish|smells like|peeing (?:a lot|constantly)|sleepy|[5-9]\d\d|over [4-9]\d\d|what (?:should|do) i|vomit\w*|throw\w* up|ketones?|belly pain|stomach pain|pant\w*|breathing (?:deep\w*|fast|hard)|drows\w*|unconscious|fruity|wont (?:take|drink|eat|wake)|sweaty and|sweating|fighting us|shaking|cant (?:be )?(?:wake|swallow|woken)|not waking|confus\w*|reads? (?:lo|hi|high|low)|seizure|passed out|failed)\b/g,

  objectTaken:
    /\b(?:batter(?:y|ies)|magnets?|coins?|pins?|needles?|fish ?hooks?|hooks?|nails?|screws?|razors?|glass|marbles?|bones?|toys?|lego|beads?|earrings?|keys?|water beads?)\b/g,
  wentIn:
    /\b(?:swallow\w*|gulp\w*|ate|ingest\w*|up (?:his|her|the|my) nose|in (?:his|her|the|my) (?:ear|nose|throat|mouth)|stuck|inhal\w*)\b/g,
  foodInWay: /\b(?:chok\w*|inhal\w*|stuck (?:in|at)|lodged|went down the wrong|heimlich)\b/g,
  blocked:
    /\b(?:cant|cannot|blue|purple|gr[ea]y|breath\w*|silent|speak|cough\w*|grape|peanut|sweet|food|drool\w*|now|help)\b/g,
  gone: /\b(?:unresponsive|not respond\w*|unconscious|pass(?:ed|ing) out|blacked out|slump\w*|collaps\w*|lifeless|cant wake|cannot wake|wont wake|not waking|only moans|no pulse|not breathing|stopped breathing|limp|floppy)\b/g,
  goneNow:
    /\b(?:now|wont|cant|not|only|just|found|on the floor|at (?:dinner|home|work)|hot|pulse|no|minutes?|ago|and)\b/g,
  urgentPlace:
    /\b(?:er|e\.r|a ?& ?e|emergency (?:room|department)|911|999|112|ambulance|urgent care|hospital (?:now|right away|tonight|or wait)|call (?:an )?(?:ambulance|911|999|112|doctor now)|hospital or)\b/g,
  severe:
    /\b(?:severe|excruciating|unbearable|worst|extreme(?:ly)?|terrible|terribly|agonising|agonizing|intense|so bad|really bad)\b/g,
  grave:
    /\b(?:faint\w*|pass(?:ed|ing)? out|collaps\w*|unconscious|confus\w*|drows\w*|paraly\w*|cant (?:move|feel|walk|stand|speak|see|breathe|wake|swallow|pee)|cannot (?:move|feel|walk|stand|speak|see|breathe|wake|swallow|pee)|blood\w*|bleed\w*|vomit\w*|throwing up|convuls\w*|seizure|swelling|swollen|sweat\w*|clammy|blue|purple|gr[ea]y|rigid|stiff|shaking|shiver\w*|numb|limp|foam\w*|snake|bitten|electric\w*|shocked|drown\w*|crush\w*|stabbed|shot)\b/g,
  injury:
    /\b(?:snake ?bit\w*|bitten by|electrocut\w*|drown\w*|hit by a (?:car|bus|truck|train)|gun ?shot|shot in|stabbed|severe burn|burn(?:ed|t) (?:over|all|my (?:face|whole))|bone (?:is )?sticking|heat ?stroke|hypothermi\w*|lightning)\b/g,
  eye: /\b(?:eyes?|sight|vision|blind\w*|see(?:ing)?)\b/g,
  eyeLost:
    /\b(?:cleaner|drain|went (?:dark|black)|glue|hit (?:by|with)|pierced|double|nothing but|sudden\w*|curtain|shadow|woke|lost|gone|black|chemical|splash\w*|cement|bleach|acid|alkali|cloudy|shower of|flashes|went blind|metal|nail gun)\b/g,
} as const satisfies Record<string, RegExp>

export type Concept = keyof typeof concepts
