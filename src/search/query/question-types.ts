import { stem } from '../text/words.ts'
import { Phrases } from './phrases.ts'

/** What a question wants to know. */
export const questionTypes = [
  'treatment',
  'diagnosis',
  'tests',
  'symptoms',
  'causes',
  'risk-factors',
  'genetics',
  'inheritance',
  'prognosis',
  'complications',
  'prevention',
  'dosage',
  'missed-dose',
  'overdose',
  'side-effects',
  'interaction',
  'contraindication',
  'usage',
  'storage',
  'diet',
  'lifestyle',
  'when-to-seek-help',
  'frequency',
  'research',
  'support',
  'information',
] as const
export type QuestionType = (typeof questionTypes)[number]

/** Phrases that tell the type of a question; `information` is what is left. */
const inQuestions: Readonly<Record<QuestionType, string>> = {
  treatment:
    'treat,treatment,treatments,therapy,therapies,cure,cured,remedy,remedies,manage,management,medication for,medicine for,drug for,drugs for,surgery,get rid of,relief,relieve,heal,what can i do,what can be done,what to do,how to stop,used against,antidote',
  diagnosis:
    'diagnose,diagnosed,diagnosis,diagnostic,how do i know if,how can i tell if,how do you know if,how to tell if,do i have,could it be,could this be,what do i have',
  tests: 'test,tests,testing,screening,screen,scan,biopsy,blood work,x ray,exam,biomarker',
  symptoms: 'symptom,symptoms,sign of,signs,feel like,look like,manifestation,presentation,clinical features',
  causes:
    'cause,causes,caused by,causing,why do,why does,why is,why am,reason for,reasons for,etiology,due to what,how do you get,how did i get,what makes,come from,contagious,spread,transmitted,lead to',
  'risk-factors':
    'risk factor,risk factors,at risk,risk of getting,who gets,higher risk,my chances of getting',
  genetics: 'gene,genes,genetic,genetics,mutation,mutations,mutated,chromosome,dna',
  inheritance:
    'inherit,inherited,inheritance,hereditary,run in families,passed on,pass it on,carrier,carriers,passed down',
  prognosis:
    'prognosis,outlook,life expectancy,survival,how long will,live with,expectancy,terminal,fatal,deadly,recover,recovery,permanent,go away,curable',
  complications: 'complication,complications,long term effects,lead to,what happens if,consequences,damage',
  prevention:
    'prevent,prevention,preventing,avoid getting,vaccine,vaccination,immunization,immunize,reduce the risk,lower my risk,protect against,prophylaxis',
  dosage:
    'dose,doses,dosage,dosing,how much,how many mg,how many milligrams,how often should,what strength,maximum amount,taper,titrate',
  'missed-dose':
    'missed dose,miss a dose,missed a dose,forgot to take,forget a dose,forgot a dose,skip a dose',
  overdose: 'overdose,overdosed,took too much,took too many,too many pills,swallowed too',
  'side-effects':
    'side effect,side effects,adverse,reaction to,toxicity,withdrawal,safe,safety,safe to take,bad for you,harmful,dangerous',
  interaction:
    'interact,interaction,interactions,together with,combine with,be combined,to combine,i combine,you combine,mix,mixing,at the same time,take both,along with,can i take,can he take,can she take,can you take,while taking,while on',
  contraindication:
    'contraindication,contraindications,contraindicated,should not take,who should not,warnings,precautions,allergic to,is it safe to',
  usage:
    'used for,indicated for,indication for,prescribed for,what does it do,how does it work,purpose of,mechanism of action,mode of action,how to take,how to use',
  storage: 'store,storage,refrigerate,expire,expired,expiration,shelf life,dispose',
  diet: 'diet,eat,eating,food,foods,nutrition,drink,drinking,meal,calories',
  lifestyle:
    'exercise,exercising,lifestyle,home remedy,home remedies,self care,sleep better,lose weight,quit smoking',
  'when-to-seek-help':
    'when should i see,when to see,see a doctor,go to the er,emergency,call 911,should i worry,should i be worried,should i be concerned,seek help,urgent,hospital',
  frequency: 'how common,how many people,prevalence,incidence,statistics,how rare,epidemiology',
  research: 'research,clinical trial,clinical trials,study,studies,new treatment,experimental',
  support:
    'support group,support groups,organization,organizations,foundation,community,resources,where can i find,specialists in,financial help',
  information:
    'what is,what are,information,info,tell me about,learn about,explain,definition,define,overview,facts about,meaning of,what does',
}

/**
 * Phrases that tell the type of a part of a document by its title and headings. "Medications" is not among them: its stem is
 * that of "medical".
 */
const inHeadings: Readonly<Record<QuestionType, string>> = {
  treatment:
    'treatment,treatments,treat,treated,treating,therapy,therapies,therapeutics,management,managing,surgery,drugs,medicines,chemotherapy,procedures,care,self management,relief,remedies,cure',
  diagnosis:
    'diagnosis,diagnosed,diagnose,diagnosing,diagnostic,exams and tests,evaluation,detected,how can i tell',
  tests: 'test,tests,exam,exams,screening,screened,biopsy,scan,laboratory,imaging,monitoring,normal results',
  symptoms: 'symptom,symptoms,sign,signs,clinical features,presentation,manifestations,feel',
  causes: 'cause,causes,caused,causing,etiology,why,transmission,spread,pathophysiology',
  'risk-factors': 'risk factor,risk factors,risks,at risk,who gets',
  genetics: 'gene,genes,genetic,genetics,genetic changes,mutation,mutations,chromosome',
  inheritance: 'inherited,inheritance,inheritance pattern,inherit,hereditary,runs in families',
  prognosis: 'outlook,prognosis,survival,expectations,life expectancy,recovery',
  complications: 'complication,complications,possible complications,consequences,happens if',
  prevention:
    'prevention,prevent,prevented,preventing,vaccine,vaccines,vaccination,immunization,lower your risk,reduce your risk,prophylaxis',
  dosage: 'dose,dosage,dosing,administration,how should this medicine be used,how much,how to take',
  'missed-dose': 'forget a dose,missed dose',
  overdose: 'overdose,overdosage,emergency overdose,poisoning',
  'side-effects': 'side effect,side effects,adverse,adverse reactions,safety,warnings,boxed warning,harms',
  interaction: 'interaction,interactions,drug interactions,other medications,concomitant',
  contraindication:
    'contraindications,special precautions,precautions,warnings,should not,use in specific populations,who should not',
  usage:
    'prescribed,other uses,uses,usage,indications,used for,effective,how does it work,clinical pharmacology,mechanism,works',
  storage: 'storage,disposal,how supplied,store',
  diet: 'diet,dietary instructions,eating,foods,food,nutrition',
  lifestyle: 'lifestyle,home remedies,home care,self care,exercise,coping,alternative medicine,living with',
  'when-to-seek-help':
    'when to contact,when to call,when to see,call your,contact a medical professional,emergency,seek medical,see a doctor,when to seek',
  frequency: 'frequency,how common,statistics,epidemiology,prevalence,incidence,how many people,affects',
  research: 'research,clinical trials,studies',
  support:
    'support groups,support,resources,organizations,living with,related diseases,for more information,questions,additional information',
  information:
    'summary,overview,definition,description,information,what is,what are,background,introduction,about,abstract,key points,basics',
}

export const questionCues = cuePhrases(inQuestions)
const headingCues = cuePhrases(inHeadings)

/**
 * Types of a question by the phrases in its stems, in the order in which they appear; empty where none does. "What are the
 * causes" asks for causes, not for information at large.
 */
export function questionTypesIn(stems: readonly string[]): QuestionType[] {
  const found = [...new Set(questionCues.find(stems).flatMap(({ value }) => value))]
  const specific = found.filter((type) => type !== 'information')
  return specific.length > 0 ? specific : found
}

/** Types of a part of a document by the stems of a title or a heading; empty where they tell none. */
export function headingTypesIn(stems: readonly string[]): QuestionType[] {
  return [...new Set(headingCues.find(stems).flatMap(({ value }) => value))]
}

/** A phrase may speak for several types. */
function cuePhrases(cues: Readonly<Record<QuestionType, string>>): Phrases<readonly QuestionType[]> {
  const byPhrase = new Map<string, QuestionType[]>()
  for (const type of questionTypes) {
    for (const cue of cues[type].split(',')) {
      const stems = cue.split(' ').map(stem).join(' ')
      byPhrase.set(stems, [...new Set([...(byPhrase.get(stems) ?? []), type])])
    }
  }
  return new Phrases([...byPhrase].map(([phrase, types]) => [phrase.split(' '), types] as const))
}
