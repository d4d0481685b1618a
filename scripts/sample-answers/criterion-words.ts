/**
 * Words that an answer has to hold for each criterion of the sample items, in the order of the criteria. A stand-in for
 * a judge in a study that shows how marks come in; it judges nothing.
 */
export const criterionWords: Readonly<Record<string, readonly (readonly string[])[]>> = {
  a01: [['4 g'], ['other medicines']],
  a02: [['acetylcysteine'], ['8 hours']],
  a03: [['0.5 mg'], ['outer thigh'], ['5 minutes']],
  a04: [['glucagon'], ['nothing is given by mouth']],
  a05: [['15 to 20 g'], ['10 to 15 minutes']],
  a06: [['bleeding'], ['4.5 hours']],
  a07: [['aspirin 300 mg'], ['allergic'], ['within 10 minutes']],
  a08: [['88 to 92'], ['breathing fail']],
  a09: [['silent chest'], ['intensive care']],
  a10: [['ferritin'], ['inflammation']],
  a11: [['empty stomach'], ['iron or calcium']],
  a12: [['clarithromycin'], ['3 to 5 days']],
  a13: [['d-dimer'], ['no scan']],
  a14: [['nitrofurantoin', '3 days'], ['45 ml/min']],
  a15: [['nothing may delay'], ['ceftriaxone']],
  a16: [['negatively birefringent'], ['colchicine']],
  a17: [['dry cough'], ['potassium']],
  a18: [['direct oral anticoagulant'], ['aspirin does not']],
  a19: [['20 minutes'], ['ice, butter']],
  a20: [['2 weeks'], ['stool antigen']],
}
