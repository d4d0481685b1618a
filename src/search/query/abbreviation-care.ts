/** Short forms of tests, measures, drugs and care, written as in `abbreviation-conditions.ts`. */
export const careAbbreviations = `
abg|arterial blood gas
abx|antibiotics
ace|angiotensin converting enzyme
acei|ace inhibitor
acl|anterior cruciate ligament
acth|adrenocorticotropic hormone
adl|activities of daily living
adr|adverse drug reaction
alp|alkaline phosphatase
alt|alanine aminotransferase
ana|antinuclear antibody
apap|acetaminophen
arb|angiotensin receptor blocker
!art|antiretroviral therapy:hiv;assisted reproductive technology:pregnant,fertility
asa|aspirin
ast|aspartate aminotransferase
bmi|body mass index
bmp|basic metabolic panel
bnp|b type natriuretic peptide
bp|blood pressure
bpm|beats per minute
bun|blood urea nitrogen
bx|biopsy
c section|cesarean section
cabg|coronary artery bypass graft
cbc|complete blood count
cbt|cognitive behavioral therapy
ccb|calcium channel blocker
cgm|continuous glucose monitor
chemo|chemotherapy
cmp|comprehensive metabolic panel
cns|central nervous system
cpap|continuous positive airway pressure
cpr|cardiopulmonary resuscitation
crcl|creatinine clearance
crp|c reactive protein
csf|cerebrospinal fluid
ct|computed tomography
cxr|chest x ray
dapt|dual antiplatelet therapy
dexa|bone density scan
dmard|disease modifying antirheumatic drug
doac|direct oral anticoagulant
dtap|diphtheria tetanus pertussis vaccine
dx|diagnosis
ecg|electrocardiogram
echo|echocardiogram
ect|electroconvulsive therapy
eeg|electroencephalogram
ef|ejection fraction
egd|upper endoscopy
egfr|glomerular filtration rate:kidney,creatinine,renal;epidermal growth factor receptor:cancer,lung,mutation,tumor
ekg|electrocardiogram
emg|electromyography
epo|erythropoietin
ercp|endoscopic retrograde cholangiopancreatography
esr|erythrocyte sedimentation rate
fev1|forced expiratory volume
fh|family history
fmt|fecal microbiota transplant
fna|fine needle aspiration
fsh|follicle stimulating hormone
ftt|failure to thrive
fx|fracture
gfr|glomerular filtration rate
gi|gastrointestinal
glp1|glp 1 receptor agonist
gtt|glucose tolerance test
hb|hemoglobin
hba1c|hemoglobin a1c
hcg|human chorionic gonadotropin
hct|hematocrit
hctz|hydrochlorothiazide
hdl|high density lipoprotein cholesterol
hgb|hemoglobin
hr|heart rate:bpm,beat,pulse,fast,slow;hour
hrt|hormone replacement therapy
hx|history
i and d|incision and drainage
icd|implantable cardioverter defibrillator
icp|intracranial pressure
ics|inhaled corticosteroid
icu|intensive care unit
inh|isoniazid
inr|international normalized ratio
ivf|in vitro fertilization
ivig|intravenous immunoglobulin
laba|long acting beta agonist
lama|long acting muscarinic antagonist
ldl|low density lipoprotein cholesterol
lft|liver function test
lmwh|low molecular weight heparin
lmp|last menstrual period
lp|lumbar puncture
maoi|monoamine oxidase inhibitor
mmr|measles mumps rubella vaccine
mri|magnetic resonance imaging
mtx|methotrexate
ngt|nasogastric tube
nicu|neonatal intensive care unit
noac|direct oral anticoagulant
nsaid|nonsteroidal anti inflammatory drug
ntg|nitroglycerin
ocp|oral contraceptive pill
ort|oral rehydration therapy
otc|over the counter
pci|percutaneous coronary intervention
pcn|penicillin
pcr|polymerase chain reaction
pft|pulmonary function test
picc|peripherally inserted central catheter
pmh|past medical history
ppi|proton pump inhibitor
prbc|red blood cell transfusion
psa|prostate specific antigen
pt|physical therapy:knee,shoulder,exercise,back;prothrombin time:warfarin,clot,inr;patient:year,old,history,present
pth|parathyroid hormone
rbc|red blood cell
rfa|radiofrequency ablation
rom|range of motion
rx|prescription
saba|short acting beta agonist
sglt2|sglt2 inhibitor
sibo|small intestinal bacterial overgrowth
snri|serotonin norepinephrine reuptake inhibitor
ssri|selective serotonin reuptake inhibitor
sx|symptoms
tavr|transcatheter aortic valve replacement
tca|tricyclic antidepressant
tdap|tetanus diphtheria pertussis vaccine
!tens|transcutaneous electrical nerve stimulation
tft|thyroid function test
thr|total hip replacement
tka|total knee replacement
tkr|total knee replacement
tnf|tumor necrosis factor
tpa|tissue plasminogen activator
tpn|total parenteral nutrition
tsh|thyroid stimulating hormone
turp|transurethral resection of the prostate
tx|treatment
ua|urinalysis
!us|ultrasound
vit|vitamin
wbc|white blood cell
`

/** Short forms of prescriptions: how, how often and when. They say little of what a question is about. */
export const dosingAbbreviations = `
ac|before meals
ad lib|as desired
bd|twice daily
bid|twice daily
gtts|drops
!im|intramuscular
iu|international units
iv|intravenous
!mg|milligram;myasthenia gravis:weakness,eyelid,droop,autoimmune
!mm|millimeter;multiple myeloma:bone,plasma,cancer,marrow
npo|nothing by mouth
od|once daily;overdose:suicide,died,too,naloxone
pc|after meals
po|by mouth
pr|rectally
prn|as needed
qam|every morning
qd|once daily
qday|once daily
qhs|at bedtime
qid|four times daily
qod|every other day
q4h|every four hours
q6h|every six hours
q8h|every eight hours
q12h|every twelve hours
qw|once weekly
sc|subcutaneous
sl|sublingual
sq|subcutaneous
stat|immediately
subq|subcutaneous
tid|three times daily
`
