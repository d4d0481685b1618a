/**
 * Short forms of conditions and complaints that clinicians and patients write. One a line: `short|meaning`. Where it has more
 * meanings they stand in order of use, parted by `;`, each with words after a colon that speak for it. A mark `!` before the
 * short form: it is a word of plain English too, and is a short form in capitals only.
 */
export const conditionAbbreviations = `
aaa|abdominal aortic aneurysm
abpa|allergic bronchopulmonary aspergillosis
acs|acute coronary syndrome:chest,heart,troponin,stent;acute chest syndrome:sickle
ad|alzheimer disease:memory,dementia,brain;atopic dermatitis:skin,itch,eczema,rash
adhd|attention deficit hyperactivity disorder
adpkd|autosomal dominant polycystic kidney disease
af|atrial fibrillation
afib|atrial fibrillation
!aids|acquired immunodeficiency syndrome
aki|acute kidney injury
!all|acute lymphoblastic leukemia
als|amyotrophic lateral sclerosis
amd|age related macular degeneration
ami|acute myocardial infarction
aml|acute myeloid leukemia
ards|acute respiratory distress syndrome
arf|acute renal failure:kidney,creatinine;acute respiratory failure:breath,lung,oxygen
!as|ankylosing spondylitis:spine,back,joint;aortic stenosis:valve,heart,murmur
asd|autism spectrum disorder:child,behavior,speech;atrial septal defect:heart,hole
avm|arteriovenous malformation
bcc|basal cell carcinoma
bph|benign prostatic hyperplasia
bppv|benign paroxysmal positional vertigo
bv|bacterial vaginosis
!ca|cancer
cad|coronary artery disease
!cap|community acquired pneumonia
cf|cystic fibrosis
cfs|chronic fatigue syndrome
chd|coronary heart disease:artery,adult,cholesterol;congenital heart defect:baby,born,child,newborn
chf|congestive heart failure
ckd|chronic kidney disease
cll|chronic lymphocytic leukemia
cml|chronic myeloid leukemia
cmv|cytomegalovirus
copd|chronic obstructive pulmonary disease
cp|cerebral palsy:child,muscle,spastic;chest pain:heart,breath
crc|colorectal cancer
crps|complex regional pain syndrome
cte|chronic traumatic encephalopathy
cva|stroke
cvd|cardiovascular disease
dcis|ductal carcinoma in situ
ddd|degenerative disc disease
dka|diabetic ketoacidosis
dm|diabetes mellitus
dmd|duchenne muscular dystrophy
dvt|deep vein thrombosis
ebv|epstein barr virus
ed|erectile dysfunction:sex,erection,viagra,penis;emergency department:hospital,went
eds|ehlers danlos syndrome
eoe|eosinophilic esophagitis
esrd|end stage renal disease
etoh|alcohol
fap|familial adenomatous polyposis
fasd|fetal alcohol spectrum disorder
fmf|familial mediterranean fever
fsgs|focal segmental glomerulosclerosis
ftd|frontotemporal dementia
fuo|fever of unknown origin
gad|generalized anxiety disorder
gbm|glioblastoma
gbs|guillain barre syndrome:weakness,nerve,paralysis;group b streptococcus:pregnant,baby,labor
gca|giant cell arteritis
gdm|gestational diabetes
gerd|gastroesophageal reflux disease
gib|gastrointestinal bleeding
ha|headache
hcc|hepatocellular carcinoma
hcm|hypertrophic cardiomyopathy
hbv|hepatitis b virus
hcv|hepatitis c virus
hep|hepatitis
hf|heart failure
hfmd|hand foot and mouth disease
hfpef|heart failure with preserved ejection fraction
hfref|heart failure with reduced ejection fraction
hiv|human immunodeficiency virus
hld|hyperlipidemia
hlh|hemophagocytic lymphohistiocytosis
hpv|human papillomavirus
hs|hidradenitis suppurativa:skin,boil,abscess,armpit,lump;at bedtime:take,mg,dose,tablet
hsp|henoch schonlein purpura
hsv|herpes simplex virus
htn|hypertension
hus|hemolytic uremic syndrome
ibd|inflammatory bowel disease
ibs|irritable bowel syndrome
ic|interstitial cystitis
ich|intracerebral hemorrhage
ihd|ischemic heart disease
iih|idiopathic intracranial hypertension
ild|interstitial lung disease
ipf|idiopathic pulmonary fibrosis
itp|immune thrombocytopenia
jia|juvenile idiopathic arthritis
lbd|lewy body dementia
lvh|left ventricular hypertrophy
mci|mild cognitive impairment
mdd|major depressive disorder
mdr|multidrug resistant
mds|myelodysplastic syndrome
!me|myalgic encephalomyelitis
mgus|monoclonal gammopathy of undetermined significance
mi|myocardial infarction
mrsa|methicillin resistant staphylococcus aureus
ms|multiple sclerosis;mitral stenosis:valve,murmur;morphine sulfate:opioid,tablet,overdose
mvp|mitral valve prolapse
nafld|nonalcoholic fatty liver disease
nash|nonalcoholic steatohepatitis
nec|necrotizing enterocolitis
nf1|neurofibromatosis type 1
nhl|non hodgkin lymphoma
nph|normal pressure hydrocephalus:brain,gait,shunt;nph insulin:insulin,diabetes,unit
nsclc|non small cell lung cancer
nstemi|non st elevation myocardial infarction
oa|osteoarthritis
ocd|obsessive compulsive disorder
oic|opioid induced constipation
om|otitis media
osa|obstructive sleep apnea
oud|opioid use disorder
!pad|peripheral artery disease
pah|pulmonary arterial hypertension
pbc|primary biliary cholangitis
pcos|polycystic ovary syndrome
pcp|pneumocystis pneumonia:hiv,lung;primary care physician:visit,doctor,saw
pd|parkinson disease
pda|patent ductus arteriosus
pe|pulmonary embolism
pid|pelvic inflammatory disease
pkd|polycystic kidney disease
pku|phenylketonuria
pml|progressive multifocal leukoencephalopathy
pmr|polymyalgia rheumatica
pms|premenstrual syndrome
pnh|paroxysmal nocturnal hemoglobinuria
!pots|postural orthostatic tachycardia syndrome
ppd|postpartum depression:baby,mother,birth;tuberculin skin test:tuberculosis,tb
psc|primary sclerosing cholangitis
psp|progressive supranuclear palsy
ptsd|post traumatic stress disorder
pud|peptic ulcer disease
pvc|premature ventricular contraction
pvd|peripheral vascular disease
ra|rheumatoid arthritis
rcc|renal cell carcinoma
rls|restless legs syndrome
rsv|respiratory syncytial virus
!sad|seasonal affective disorder:winter,light,depress
sah|subarachnoid hemorrhage
sars|severe acute respiratory syndrome
scc|squamous cell carcinoma
scd|sickle cell disease:pain,anemia,blood;sudden cardiac death:arrest,heart
sclc|small cell lung cancer
sdh|subdural hematoma
siadh|syndrome of inappropriate antidiuretic hormone
sids|sudden infant death syndrome
sle|systemic lupus erythematosus
sma|spinal muscular atrophy
sob|shortness of breath
std|sexually transmitted disease
sti|sexually transmitted infection
stemi|st elevation myocardial infarction
svt|supraventricular tachycardia
t1d|type 1 diabetes
t1dm|type 1 diabetes
t2d|type 2 diabetes
t2dm|type 2 diabetes
tb|tuberculosis
tbi|traumatic brain injury
tia|transient ischemic attack
tmj|temporomandibular joint disorder
tn|trigeminal neuralgia
tnbc|triple negative breast cancer
ttp|thrombotic thrombocytopenic purpura
uc|ulcerative colitis
ugib|upper gastrointestinal bleeding
uri|upper respiratory infection
urti|upper respiratory tract infection
uti|urinary tract infection
vf|ventricular fibrillation
vsd|ventricular septal defect
vt|ventricular tachycardia
vte|venous thromboembolism
vzv|varicella zoster virus
wpw|wolff parkinson white syndrome
`
