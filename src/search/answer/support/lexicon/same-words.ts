/**
 * Ways to say the same thing, for comparing an answer with its source: the first of each line stands for all. General medicine,
 * short on purpose: a pair that is not here costs a false alarm, a pair that is wrong hides an error.
 */
const written = `
paracetamol | acetaminophen | tylenol | panadol | calpol
adrenaline | epinephrine | epipen
noradrenaline | norepinephrine
salbutamol | albuterol | ventolin
furosemide | frusemide | lasix
aciclovir | acyclovir
ciclosporin | cyclosporine | cyclosporin
rifampicin | rifampin
pethidine | meperidine
glyceryl trinitrate | nitroglycerin | nitroglycerine | gtn
levothyroxine | l-thyroxine | synthroid
liothyronine | triiodothyronine
ibuprofen | brufen | advil | nurofen
aspirin | acetylsalicylic acid
amoxicillin clavulanate | co-amoxiclav | amoxicillin-clavulanate | augmentin
trimethoprim sulfamethoxazole | co-trimoxazole | cotrimoxazole | trimethoprim-sulfamethoxazole | bactrim | septrin
rivaroxaban | xarelto
apixaban | eliquis
dabigatran | pradaxa
warfarin | coumadin
clopidogrel | plavix
atorvastatin | lipitor
sildenafil | viagra
oseltamivir | tamiflu
sertraline | zoloft
fluoxetine | prozac
diazepam | valium
lorazepam | ativan
alendronate | alendronic acid | alendronate sodium
risedronate | risedronic acid
zoledronate | zoledronic acid
valproate | valproic acid | sodium valproate
sulfate | sulphate
sodium chloride | saline
sodium | natrium
beclometasone | beclomethasone
lidocaine | lignocaine
vitamin k | phytomenadione | phytonadione
nsaid | nsaids | non-steroidal anti-inflammatory drug | non-steroidal anti-inflammatory drugs | nonsteroidal anti-inflammatory drugs
proton pump inhibitor | proton pump inhibitors | ppi | ppis
ace inhibitor | ace inhibitors | acei | angiotensin converting enzyme inhibitors | angiotensin-converting enzyme inhibitors
beta blocker | beta blockers | beta-blocker | beta-blockers
direct oral anticoagulants | doac | doacs | noac | noacs
low molecular weight heparin | lmwh
helicobacter pylori | h. pylori | h pylori
myocardial infarction | heart attack | heart attacks
hypertension | high blood pressure
hypotension | low blood pressure
hypoglycaemia | hypoglycemia | low blood sugar | low blood glucose
hyperglycaemia | hyperglycemia | high blood sugar
glucose | sugar | blood sugar
hypokalaemia | hypokalemia | low potassium
hyperkalaemia | hyperkalemia | high potassium
hyponatraemia | hyponatremia | low sodium
hypomagnesaemia | hypomagnesemia | low magnesium
hypocalcaemia | hypocalcemia | low calcium
anaemia | anemia
diarrhoea | diarrhea
oedema | edema | swelling
haemorrhage | hemorrhage | bleeding | bleed | bleeds | bled
haemoglobin | hemoglobin
oesophagus | esophagus | gullet
oesophagitis | esophagitis
gastro-oesophageal reflux disease | gord | gerd
foetus | fetus
paediatric | pediatric
tumour | tumor | cancer | malignancy
stroke | cerebrovascular accident
atrial fibrillation | af
deep vein thrombosis | dvt
pulmonary embolism | pe
chronic obstructive pulmonary disease | copd
urinary tract infection | uti
postherpetic neuralgia | phn
renal | kidney | kidneys | nephro
hepatic | liver
cardiac | heart
cardiovascular | cvd
gastric | stomach
pulmonary | lung | lungs
cutaneous | skin
ocular | eye | eyes | ophthalmic
cerebral | brain
intracranial | inside the skull
seizure | seizures | fit | fits | convulsion | convulsions
headache | headaches
pruritus | itch | itching | itchy | itches
emesis | vomiting | vomit
nausea | nauseous | sick
dyspnoea | dyspnea | breathlessness | shortness of breath
pyrexia | fever | febrile | high temperature
fracture | fractures | broken bone | broken bones
injury | injuries | damage | damaged | harm | harmed
surgery | operation | operations | operative
pregnancy | pregnant | expecting
breastfeeding | lactation | lactating | nursing mothers
contraindicated | contraindication | contraindications
reduce | reduces | reduced | reduction | lower | lowers | lowered | decrease | decreases | decreased | lessen
increase | increases | increased | raise | raises | raised | rise | rises | elevate | elevated | higher
treatment | treat | treats | treated | treating | therapy | therapies | manage | managed | management
drug | drugs | medicine | medicines | medication | medications | agent
analgesic | pain killer | painkiller | pain reliever
unwanted effect | unwanted effects | side effect | side effects | adverse effect | adverse effects | adverse reaction
measure | measured | check | checked | test | tested | monitor | monitored | monitoring
begin | begins | begun | began | start | starts | started | starting | initiate | initiated
stop | stops | stopped | stopping | discontinue | discontinued | withhold | withheld | cease
symptom | symptoms | sign | signs | complaint
radiograph | x-ray | xray | x ray
intravenous | intravenously | iv | i.v. | i.v
oral | orally | by mouth | swallow | swallowed | p.o.
intramuscular | intramuscularly | into the muscle
subcutaneous | subcutaneously | sc
nebulised | nebulized | nebuliser | nebulizer
inhaled | inhalation | inhale
injection | injected | inject
daily | a day | per day | each day | every day
weekly | a week | per week | each week | every week
monthly | a month | per month | each month
recurrence | relapse | relapses | recur | come back | comes back
improve | improves | improved | improvement | better
recover | recovers | recovery | get better
worsen | worsens | worse | deteriorate | deteriorates
emergency | urgent | urgently
death | mortality | die | dies
survival | survive | survives
first choice | first line | first-line | first treatment | preferred
alternative | alternatives | option | instead | replace | replaces | in place of
cause | causes | caused
prevent | prevents | prevented | preventing | prevention | prophylaxis | protect | protects | protected | protection
effective | works | work | help | helps | useful | benefit
needed | need | needs | necessary | required | require | requires
physician | doctor | clinician
hospital | in-patient | inpatient
relief | relieve | relieves | relieved
antiviral | antivirals
vaccination | vaccine | vaccinate | vaccinated | immunisation | immunization
abrupt | abruptly | sudden | suddenly
frequent | common | often | usual
mild | low-severity | low severity
severe | severely | serious | major | life-threatening
exclude | excludes | excluded | rule out | rules out | ruled out
search | look for | looked for
remove | removes | removed | removal | take out | taken out
refer | refers | referral | referred
repeat | repeats | repeated | again | a second time
persist | persists | persisting | persistent | ongoing
restart | restarts | restarted | resume | resumes | resumed
halve | halves | halved
double | doubles | doubled | twofold
delay | delays | delayed | wait | waits | waiting | postpone | postponed
completely | fully | full | complete
heal | heals | healed | healing | cure | cures | cured
red | redness | erythema
edge | border | margin
loss | lose | loses | lost
meal | meals | food | eating
combine | combines | combined | combination
excrete | excretes | excreted | excretion | eliminated
absorb | absorbs | absorbed | absorption
exposure | exposed | expose
insomnia | sleeplessness | poor sleep | sleep badly | sleeps badly
risk | risks | danger | dangers | chance
disease | diseases | disorder | disorders | illness | condition | conditions
allergy | allergies | allergic
virus | viruses | viral
bacteria | bacterial
confusion | confused
depression | depressed
impairment | impaired | insufficiency
malnutrition | malnourished
limit | limits | limited | limiting | restrict | restricted | restriction
abnormal | not normal | never normal
phlegm | sputum
purulent | pus
dysphagia | difficulty swallowing | trouble swallowing
myalgia | muscle pain | muscle aches
arthralgia | joint pain
xerostomia | dry mouth
constipation | constipated
jaundice | jaundiced
fatigue | tiredness | tired
syncope | fainting | faint
palpitations | racing heart
rash | rashes
blood pressure | bp
heart rate | pulse
birth | delivery | born
childbearing age | childbearing potential | who may become pregnant
uterus | womb
menstruation | period | periods | menstrual
contraception | contraceptive | contraceptives | birth control
asymptomatic | without symptoms | without any symptoms | symptom-free | no symptoms
bacteriuria | bacteria in the urine
elderly | older | aged
blood clot | thrombosis | clot
`

/** Folded text of each way to say it, longest first, with what stands for it. */
export const sameWords: readonly (readonly [string, string])[] = written
  .trim()
  .split('\n')
  .flatMap((line) => {
    const [first = '', ...others] = line.split('|').map((word) => word.trim())
    const standing = first.replaceAll(/[ -]/g, '')
    return [first, ...others].map((word) => [word, standing] as const)
  })
  .sort(([left], [right]) => right.length - left.length)
