/** Brand names of common drugs, one generic a line: `brand brand|generic name`. */
export const brandNames = `
abilify|aripiprazole
accutane claravis|isotretinoin
actos|pioglitazone
adderall|amphetamine
adipex|phentermine
advair|fluticasone salmeterol
advil motrin nurofen|ibuprofen
aleve naprosyn|naproxen
allegra|fexofenadine
altace|ramipril
amaryl|glimepiride
ambien|zolpidem
amoxil|amoxicillin
aricept|donepezil
arimidex|anastrozole
ativan|lorazepam
atrovent|ipratropium
augmentin|amoxicillin clavulanate
avapro|irbesartan
avelox|moxifloxacin
bactrim septra|trimethoprim sulfamethoxazole
benadryl|diphenhydramine
benicar|olmesartan
biaxin|clarithromycin
botox|botulinum toxin
brilinta|ticagrelor
buspar|buspirone
bystolic|nebivolol
calan|verapamil
cardizem|diltiazem
cardura|doxazosin
catapres|clonidine
celebrex|celecoxib
celexa|citalopram
cellcept|mycophenolate
chantix|varenicline
cialis|tadalafil
cipro|ciprofloxacin
claritin|loratadine
cleocin|clindamycin
clomid|clomiphene
colcrys|colchicine
concerta ritalin|methylphenidate
coreg|carvedilol
coumadin jantoven|warfarin
cozaar|losartan
crestor|rosuvastatin
cymbalta|duloxetine
cytotec|misoprostol
deltasone|prednisone
depakote|valproate
desyrel|trazodone
diflucan|fluconazole
dilantin|phenytoin
dilaudid|hydromorphone
diovan|valsartan
dramamine|dimenhydrinate
duragesic|fentanyl
effexor|venlafaxine
elavil|amitriptyline
eliquis|apixaban
enbrel|etanercept
entresto|sacubitril valsartan
epipen|epinephrine
evista|raloxifene
farxiga|dapagliflozin
flagyl|metronidazole
flexeril|cyclobenzaprine
flomax|tamsulosin
flonase|fluticasone
fosamax|alendronate
gleevec|imatinib
glucophage|metformin
glucotrol|glipizide
humira|adalimumab
humalog|insulin lispro
imitrex|sumatriptan
imodium|loperamide
inderal|propranolol
januvia|sitagliptin
jardiance|empagliflozin
keflex|cephalexin
keppra|levetiracetam
keytruda|pembrolizumab
klonopin|clonazepam
lamictal|lamotrigine
lamisil|terbinafine
lanoxin|digoxin
lantus toujeo|insulin glargine
lasix|furosemide
levaquin|levofloxacin
levitra|vardenafil
lexapro|escitalopram
lipitor|atorvastatin
lopressor toprol|metoprolol
lotensin|benazepril
lovenox|enoxaparin
lunesta|eszopiclone
lyrica|pregabalin
macrobid|nitrofurantoin
mevacor|lovastatin
micardis|telmisartan
miralax|polyethylene glycol
mobic|meloxicam
mounjaro zepbound|tirzepatide
mucinex|guaifenesin
namenda|memantine
narcan|naloxone
neurontin|gabapentin
nexium|esomeprazole
norco vicodin lortab|hydrocodone acetaminophen
norvasc|amlodipine
novolog|insulin aspart
omnicef|cefdinir
oxycontin|oxycodone
ozempic wegovy rybelsus|semaglutide
pamelor|nortriptyline
paxil|paroxetine
paxlovid|nirmatrelvir ritonavir
pepcid|famotidine
percocet|oxycodone acetaminophen
plaquenil|hydroxychloroquine
plavix|clopidogrel
pradaxa|dabigatran
pravachol|pravastatin
prevacid|lansoprazole
prilosec|omeprazole
prinivil zestril|lisinopril
proair ventolin proventil|albuterol
procardia|nifedipine
prograf|tacrolimus
prolia|denosumab
propecia proscar|finasteride
protonix|pantoprazole
provigil|modafinil
prozac|fluoxetine
reglan|metoclopramide
remeron|mirtazapine
remicade|infliximab
requip|ropinirole
restoril|temazepam
revatio viagra|sildenafil
rheumatrex trexall|methotrexate
risperdal|risperidone
rituxan|rituximab
robaxin|methocarbamol
rogaine|minoxidil
seroquel|quetiapine
sinemet|carbidopa levodopa
singulair|montelukast
soma|carisoprodol
spiriva|tiotropium
stelara|ustekinumab
suboxone|buprenorphine naloxone
sudafed|pseudoephedrine
symbicort|budesonide formoterol
synthroid levoxyl|levothyroxine
tamiflu|oseltamivir
tegretol|carbamazepine
tenormin|atenolol
topamax|topiramate
toradol|ketorolac
tricor|fenofibrate
trileptal|oxcarbazepine
trulicity|dulaglutide
tums|calcium carbonate
tylenol panadol|acetaminophen
ultram|tramadol
valium|diazepam
valtrex|valacyclovir
vasotec|enalapril
victoza saxenda|liraglutide
vioxx|rofecoxib
voltaren|diclofenac
vyvanse|lisdexamfetamine
wellbutrin zyban|bupropion
xanax|alprazolam
xarelto|rivaroxaban
zantac|ranitidine
zetia|ezetimibe
zithromax zpak|azithromycin
zocor|simvastatin
zofran|ondansetron
zoloft|sertraline
zovirax|acyclovir
zyloprim|allopurinol
zyprexa|olanzapine
zyrtec|cetirizine
paracetamol|acetaminophen
salbutamol|albuterol
adrenaline|epinephrine
frusemide|furosemide
lignocaine|lidocaine
pethidine|meperidine
`
