import type { AskedType } from './asked-question.ts'

/** Words of a sentence or a heading that answer each type of question. */
const cues: Readonly<Record<AskedType, RegExp>> = {
  meaning:
    /\b(?:is an?|are an?|refers? to|is the|means?|defined as|is when|type of|form of|condition|disorder|disease (?:that|in which))\b/,
  causes:
    /\b(?:caus\w+|results? from|due to|because|mutations?|triggers?|risk factors?|leads? to|associated with|factors)\b/,
  signs:
    /\b(?:symptoms?|signs?|features?|include|pain|fever|feel\w*|present(?:s|ing)? with|experience|affected (?:people|individuals)|may (?:have|notice|develop))\b/,
  diagnosis:
    /\b(?:diagnos\w+|tests?|exam\w*|biops\w+|imaging|scans?|x-?rays?|mri|ct|ultrasound|blood count|history|criteria|measur\w+)\b/,
  treatment:
    /\b(?:treat\w*|therap\w+|surg\w+|medic(?:ine|ation)s?|drugs?|antibiotics?|prescri\w+|manag\w+|reliev\w+|recommend\w*|first[- ]line|given)\b/,
  dose: /\b(?:\d+(?:\.\d+)?\s?(?:mg|mcg|micrograms?|g|ml|units?|iu)|dos(?:e|es|age)|once|twice|daily|every \w+ hours)\b/,
  harms:
    /\b(?:side[- ]effects?|adverse|complications?|risks?|harm\w*|interact\w*|contraindicat\w*|avoid|should not|may cause|warning|toxic\w*|serious)\b/,
  prevention:
    /\b(?:prevent\w*|vaccin\w+|avoid\w*|reduc\w+ (?:the|your) (?:risk|chance)|prophyla\w+|protect\w*|lower (?:the|your) risk)\b/,
  outlook:
    /\b(?:outlook|prognosis|surviv\w+|recover\w*|life expectancy|most people|usually (?:goes|resolves)|curable|long[- ]term|death|mortality)\b/,
  frequency:
    /\b(?:\d+ (?:in|of|per) (?:every )?[\d,]+|percent|%|common|rare|prevalence|incidence|estimated|people (?:each|every|per) year|frequency)\b/,
  inheritance:
    /\b(?:inherit\w*|autosomal|dominant|recessive|x-linked|copies of the|one copy|both parents|genes?|famil(?:y|ies)|carriers?)\b/,
}

/** Whether a text in lower case has words that answer this type of question. */
export function answersType(folded: string, type: AskedType): boolean {
  return cues[type].test(folded)
}

const types = Object.keys(cues) as readonly AskedType[]

export function otherTypes(type: AskedType): readonly AskedType[] {
  return types.filter((other) => other !== type)
}
