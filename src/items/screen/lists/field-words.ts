import { wordList } from './word-list.ts'

/** What else stands after `Patient:`: how somebody speaks, and what a form says of everybody. */
export const fieldWords = wordList(`
Absent Adult Afebrile Afternoon Alert Alive Awake Baby Boy Child Comfortable Deceased Doc Doctor Elderly Evening Girl Good Hello Hey Hi Hmm
Infant Inpatient Lady Man Maybe Morning Neonate Never Night Ok Okay Outpatient Perhaps Pregnant Redacted Right Same Smoker Sorry Stable Still Sure Teenager
Toddler Unknown Unwell Usually Well Woman Young Yeah Yep Sometimes Often Always Nothing Everything Someone Everyone Nobody Confirmed Declined
`)

/** What else stands after MR, MS, MRS, DR and MISS in capitals: imaging, two valves, a sclerosis, a score, a country. */
export const notTitled = wordList(`
Access Attack Attacks Brain Clean Clinic Coil Compatible Conditional Contin Contrast Diffusion Dose Excel Findings Flare Flares Fusion Gradient Grade Guided
Imaging Jet Knee Lesion Lesions Linac Mild Moderate Neck Neurology Onset Or Pelvis Perfusion Phenotype Plaque Plaques Progression Relapse Relapses
Remission Safe Scan Scanner Scans Score Scores Sequence Sequences Severe Severity Shoulder Signal Spectra Spectrum Spine Subtype Therapies Trace Trivial Units
Unsafe Valve Versus Vs Word
`)
