/** Stems of drug names by their class, as international names are built. */
const endings =
  /^[a-z]{2,}(?:pril(?:at)?|sartan|olol|alol|statin|cillin|mycin|micin|azole|oxacin|cycline|c[iy]clovir|[ltnm]avir|amivir|buvir|asvir|previr|tegravir|fovir|mab|[tl]inib|ciclib|gliptin|gliflozin|glutide|glitazone|glinide|formin|dipine|parin|xaban|gatran|triptan|setron|tidine|oxetine|traline|pramine|triptyline|azepam|azolam|zepine|barbital|caine|dronate|semide|thiazide|solone|sone|asone|onide|terol|tropium|phylline|lukast|profen|coxib|oxicam|fenac|codone|morphone|orphine|fentanyl|tadine|rizine|romazine|peridol|apine|idone|ipiprazole|prazole|conazole|nidazole|bendazole|mectin|quine|quin|curium|uronium|platin|rubicin|taxel|poside|trexate|tecan|mustine|afil|osin|steride|relin|relix|tide|poetin|grastim|kinra|cept|imus|prost|oxane|barbitone|fibrate|zosin|dopa|capone|giline|stigmine|mantine|zodone|faxine|gabalin|gabapentin|vaptan|renone|lactone|kiren|pressin|trelin|tocin|xone)s?$/

/** Names that have none of these endings, and groups of drugs. */
const names = new Set(
  `paracetamol aspirin adrenaline noradrenaline warfarin heparin insulin digoxin amiodarone verapamil diltiazem lithium colchicine
allopurinol febuxostat metoclopramide domperidone ondansetron loperamide senna lactulose magnesium potassium calcium iron
ferrous folate zinc selenium vitamin bicarbonate albumin immunoglobulin glucagon dextrose naloxone naltrexone flumazenil
protamine acetylcysteine charcoal atropine adenosine dobutamine dopamine hydralazine methyldopa labetalol nitroprusside isosorbide
nicorandil ivabradine ezetimibe sacubitril bosentan clopidogrel ticagrelor prasugrel dipyridamole tranexamic alteplase tenecteplase
streptokinase vancomycin teicoplanin linezolid nitrofurantoin trimethoprim fosfomycin rifampicin isoniazid pyrazinamide ethambutol
meropenem imipenem ertapenem aztreonam tazobactam clavulanate cefalexin cephalexin cefuroxime cefixime ceftriaxone cefotaxime ceftazidime cefepime
cefaclor chloramphenicol gentamicin tobramycin amikacin permethrin malathion benzoyl isotretinoin tretinoin adapalene
levothyroxine liothyronine carbimazole propylthiouracil thiamazole desmopressin hydrocortisone budesonide fluticasone
beclometasone salbutamol ipratropium montelukast theophylline carbamazepine phenytoin levetiracetam lamotrigine valproate topiramate
gabapentin pregabalin phenobarbital morphine oxycodone codeine tramadol methadone buprenorphine ketamine propofol
baclofen tizanidine botulinum sumatriptan propranolol amitriptyline mirtazapine venlafaxine citalopram escitalopram bupropion
haloperidol risperidone quetiapine olanzapine clozapine memantine donepezil rivastigmine levodopa carbidopa ropinirole pramipexole
methotrexate azathioprine mycophenolate cyclophosphamide ciclosporin tacrolimus sulfasalazine mesalazine leflunomide hydroxychloroquine
infliximab tamoxifen anastrozole letrozole cisplatin bismuth sucralfate misoprostol progesterone estradiol oestrogen testosterone
levonorgestrel contraceptive contraceptives mifepristone clomifene denosumab calcitonin teriparatide probenecid spironolactone amiloride
acetazolamide mannitol antihistamine antihistamines antibiotic antibiotics steroid steroids statin statins opioid opioids nsaid
betablocker diuretic diuretics triptan triptans antacid antacids laxative laxatives decongestant decongestants sedative sedatives
thiazide thiazides tetracycline tetracyclines aminoglycoside aminoglycosides macrolide macrolides penicillin quinine honey codeine
bleach clonidine minoxidil finasteride melatonin caffeine nicotine varenicline disulfiram thiamine pyridoxine cobalamin
gliclazide glipizide glimepiride glibenclamide glyburide tolbutamide sulfonylurea sulfonylureas folic ferric
aliskiren heliox baloxavir zanamivir demeclocycline tolvaptan`.split(/\s+/),
)

/** Ordinary words that end like a drug. */
const notDrugs = new Set(
  'none alone someone anyone bone stone tone hormone done gone person reason season poison marine routine medicine vaccine spine fine line aside beside tide peptide decline guideline discipline determine examine clinic margin headline quinone cone tone prolone accept concept except percept'.split(
    ' ',
  ),
)

/** Whether a word in lower case names a drug or a group of drugs. */
export function isDrugName(word: string): boolean {
  return names.has(word) || (endings.test(word) && !notDrugs.has(word))
}
