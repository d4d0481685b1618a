import { wordList } from './word-list.ts'

/*
 * What looks like a name in clinical text and is none.
 */

/** People whose names are the names of diseases, signs, tests, scores, devices and operations. */
export const eponyms = wordList(`
Addison Adie Albright Alport Alzheimer Apgar Argyll Arnold Aschoff Asperger Auer Babinski Baker Bankart Barlow Barr Barrett Barré
Bartholin Bartter Basedow Bazett Beau Becker Beck Behçet Bell Berger Bernard Biot Bishop Blatchford Bloom Boerhaave Bohr Bouchard Bowen Bowman Braak
Bradford Breslow Bright Broca Brodie Brown Brudzinski Brugada Budd Buerger Burkitt Calot Caplan Castleman Charcot Chagas Cheyne Chiari Child
Christmas Chvostek Clark Cobb Cockcroft Colles Conn Coombs Cooley Courvoisier Cowden Creutzfeldt Crigler Crohn Cullen Cushing Dandy De
Descemet DeBakey Dercum Dix Down Dressler Dubin Duchenne Dukes Duke Dupuytren Ebstein Edwards Ehlers Eisenmenger Epley Epstein Erb
Ewing Fabry Falconi Fallot Fanconi Felty Finkelstein Fisher Fitz Flint Foley Foster Framingham Frank Friedreich Froment
Fuchs Galeazzi Gardner Gaucher Gilbert Gilles Gleason Glasgow Goodpasture Gottron Graham Gram Grave Graves Grey Guillain Guyon Haglund
Hallpike Hansen Hamman Hartmann Hartnup Hashimoto Hasselbalch Hawkins Heberden Heimlich Henderson Henle Henoch Herpes Hirschsprung Hodgkin Hoffmann Hoffman
Holter Homans Horner Horton Howell Hunter Huntington Hurler Hutchinson Jackson Jacob Jakob Jarisch Jolly Jones Kallmann Kaplan Kaposi
Kartagener Kawasaki Kayser Kehr Kelly Kernig Kikuchi Killip Kleinfelter Klinefelter Korsakoff Krukenberg Kussmaul Lachman Lambert
Langerhans Lassa Lasègue Legg Leiden Lesch Lewy Lhermitte Libman Lichtenstein Light Li-Fraumeni Liddle Lisfranc Lister Loeffler Ludwig Lugol
Lund Lyme Lynch Madelung Mallory Mantoux Marburg Marfan Marjolin Mayo McArdle McBurney McCune McMurray Meckel Meigs Mendelson
Ménière Meniere Merkel Mikulicz Milroy Mirizzi Mobitz Monro Monteggia Moro Morton Müller Munchausen Murphy Nelson Niemann Nissen
Noonan Norwalk Noonan Nyhan Ogilvie Ollier Osgood Osler Paget Pancoast Papanicolaou Parkes Parkinson Patau Perthes Pearson
Peutz Peyronie Pfannenstiel Phalen Pick Pierre Plummer Poland Pott Prader Prinzmetal Purkinje Quincke Ramsay Ranson Raynaud Reed Reiter Rett
Reye Reynolds Riedel Ringer Rinne Robin Rockall Romberg Rorschach Ross Roth Roux Rovsing Russell Salter Sandhoff Scheuermann
Schilling Schirmer Schober Schatzki Schönlein Sengstaken Sever Sézary Sheehan Simpson Sims Sipple Sjögren Sjogren Snellen Spearman Starling Stein
Stevens Still Stokes Sturge Swan Swyer Sydenham Takayasu Takotsubo Tanner Tay Tenckhoff Thomas Thompson Thomsen Tietze Tinel Tourette Traube
Trendelenburg Treacher Trousseau Turcot Turner Valsalva Vincent Virchow Wallenberg Warthin Waterhouse Weber Wegener Weil Wells Werdnig Wermer Werner
Wernicke Westermark Whipple Wickham Williams Wilms Wilson Wiskott Wolff Wolfram Wood Yersinia Young Zeiss Zenker Ziehl Zollinger`)

/** Words after a name that make it the name of a thing. */
export const eponymNouns =
  '(?:disease|syndrome|sign|test|criteria|criterion|score|scale|classification|index|phenomenon|triad|tetrad|law|rule|equation|formula|method|manoeuvre|maneuver|procedure|operation|repair|reflex|bod(?:y|ies)|cells?|node|nodule|nodes|spots?|lines?|angina|palsy|paralysis|gangrene|disorder|dystrophy|ataxia|anaemia|anemia|lymphoma|sarcoma|carcinoma|tumou?r|thyroiditis|arteritis|encephalopathy|breathing|pulse|murmur|fracture|hernia|cyst|catheter|tube|drain|solution|lactate|stain|agar|virus|fever|chorea|contracture|deformity|malformation|anomaly|anomal(?:y|ies)|tremor|ring|rings|pouch|loop|gland|duct|ligament|triangle|canal|line|stage|staging|grade|grading|type|trial|study|effect|mechanism|hypothesis|coefficient|distribution|correction|position|splint|frame|wort|disease,|haemophilia|hemophilia|oesophagus|esophagus|diverticulum|membrane|space|ulcer|neuroma|node|dementia|myopathy|neuropathy|retinopathy|nephropathy|keratosis|melanoma)'

/** Capitalised words that stand where names do. */
export const notNames = wordList(`
A About Acute After All Also An And Any April Are As At Aug August Based Before Both But By Can Case Chronic Compare Consider Could
Date Day December Describe Did Discharge Do Does Dose During Each Either Emergency Explain Family February Female First For
Four Friday From Full General Give Given Global Had Has Have He Health Hepatitis Her His History Home Hospital How However I If In
Is It Its January July June Last List Low Male Management March May Medical Medicine Monday Most My Name Neither New Next No
None Normal Not November Number Nurse October Of On One Only Or Other Our Outcomes Patient Patients Physical Please Post Pre
Primary Privacy Protection Question Regarding Reported Review Safety Same Saturday Second September She Should Since Some Staphylococcus Streptococcus
Sunday Surgery Symptoms Take Test Thank Thanks That The Their Then There These They This Those Three Thursday Today Treatment Tuesday
Two Type Under Until Use Was Wednesday Were What When Where Whether Which While Who Why Will With Would Year Yes You Your
Herpes Hepatitis Candida Escherichia Helicobacter Pseudomonas Mycobacterium Clostridium Clostridioides Vitamin Virus
Cushing Center Centre Foundation Institute University College School Society Association Council Committee Department Ministry
Questionnaire Scale Score Inventory Index Criteria Guideline Guidelines Trial Study Syndrome Disease Virus Law Act Bill
Advanced African American Analysis Anonymous Approach Armed Asian Assembly Atresia Back Blood Board Body Bone Brain Breast British Canadian Cancer
Capsule Cardiac Care Cells Charity Chinese Code Control Criminal Data Density Dental Drug Early Eastern English European Eye Facts Failure Federal
Fluid Force Forces French German Government Heart High Identification Indian Infection Influence Information Injury Institutes Intelligence
International Italian Japanese Kidney Lateral Latin Left Line Liver Lung Medial Medicaid Medicare Mental Model Muscle Muscular National Nerve Network
Northern Operating Oral Pain Palliative Palsy Panel Performance Pill Plan Police Poor Posterior Predict Pressure Procedure Program Programme Project
Public Quality Register Registry Renal Report Research Respiratory Response Right Risk Royal Rural Scheme Service Services Sexual Sheath Sinuses
Social Spanish Special Standard State States Stress Stroke Supply System Task Team Theory Therapeutic Therapy Tissue Tool Unit United Urinary Value
Vein Ventricular Version Veterans Water Western White Women World Yojana`)
