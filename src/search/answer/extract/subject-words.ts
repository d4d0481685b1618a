import { stem } from '../../text/words.ts'

/** Words before the name of a disease that leave it the same disease. */
export const modifiers: ReadonlySet<string> = stems(
  `acute chronic severe mild moderate recurrent repeated new newly suspected possible probable confirmed early late adult adults common
serious bad active stable unstable uncontrolled untreated persistent sudden first second primary simple uncomplicated complicated
symptomatic asymptomatic onset attack attacks episode have having diagnosed child children people elderly older young
pregnant patient patients woman women man men male female baby babies infant infants treat manage against versus during after before best usual crushing stabbing
throbbing squeezing gripping shooting nagging dull sharp awful terrible horrible excruciating`,
)

/** Names of groups, and of what is a measured value as often as a drug: sources may answer without the word. */
export const groupsOfDrugs: ReadonlySet<string> = stems(
  `antibiotic antibiotics steroid steroids statin statins opioid opioids nsaid betablocker diuretic diuretics triptan triptans antacid
antacids laxative laxatives decongestant decongestants sedative sedatives thiazide thiazides antihistamine antihistamines contraceptive
contraceptives aminoglycoside aminoglycosides macrolide macrolides immunoglobulin vitamin iron zinc calcium potassium magnesium albumin folate
folic testosterone estradiol oestrogen progesterone calcitonin cobalamin selenium bicarbonate honey caffeine nicotine bleach`,
)

function stems(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/).map(stem))
}
