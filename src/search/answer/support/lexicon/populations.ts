/** Groups of people that guidance tells apart. */
export const populations = {
  newborn: /\b(?:newborns?|neonat(?:e|es|al)|(?:new )?babies|baby(?! is born)|infants?)\b/,
  child:
    /\b(?:child(?:ren|hood)?|p(?:a)?ediatric|toddlers?|bab(?:y(?! is born)|ies)|infants?|newborns?|neonat(?:e|es|al)|kids?|under (?:the age of )?\d{1,2} years? old|young people)\b/,
  adolescent: /\b(?:adolescents?|teenagers?|teens?|young people)\b/,
  adult: /\b(?:adults?|grown-ups?)\b/,
  older:
    /\b(?:elderly|frail|old(?:er)? (?:people|patients?|adults?|men|women|persons?|age)|seniors|aged? (?:over |above )?(?:6[05]|7\d|8\d)|(?:over|above) (?:6[05]|7\d|8\d)|(?:6[05]|7[05]|80) years (?:or|and) (?:older|over))\b/,
  pregnancy: /\b(?:pregnan(?:t|cy|cies)|expectant mothers?|gestation|trimester)\b/,
  breastfeeding: /\b(?:breast-?feeding|breast-?fed|lactat\w+|nursing mothers?)\b/,
  renal:
    /\b(?:renal|kidney) (?:impairment|failure|disease|insufficiency|injury)|\bkidneys are (?:severely )?impaired|\bckd\b|\bdialysis patients?/,
  hepatic: /\b(?:hepatic|liver) (?:impairment|failure|disease|insufficiency)|\bcirrhosis\b/,
  women: /\b(?:women|woman|girls?|mothers?|females?|postmenopausal)\b/,
  men: /\b(?:men|man|boys?|males?)\b/,
  immunocompromised: /\b(?:immunocompromised|immunosuppressed|immune-?compromised)\b/,
  healthy: /\b(?:healthy (?:adults?|people|volunteers))\b/,
} as const

export type Population = keyof typeof populations

/** A group that the first stands for as well. */
const within: Readonly<Partial<Record<Population, readonly Population[]>>> = {
  newborn: ['child'],
  child: ['newborn', 'adolescent'],
  adolescent: ['child'],
  pregnancy: ['women'],
  women: ['pregnancy', 'breastfeeding'],
  breastfeeding: ['women'],
  healthy: ['adult'],
  adult: ['healthy'],
}

/** The groups that a text in lower case speaks of. */
export function populationsOf(text: string): ReadonlySet<Population> {
  const found = new Set<Population>()
  for (const name of Object.keys(populations) as Population[])
    if (populations[name].test(text)) found.add(name)
  return found
}

/** The first group that a sentence speaks of and its evidence does not; null where there is none. */
export function strangePopulation(
  said: ReadonlySet<Population>,
  evidence: ReadonlySet<Population>,
): Population | null {
  for (const group of said) {
    if (evidence.has(group)) continue
    if (group === 'newborn' && said.has('child') && evidence.has('child') && !onlyNewborn(said)) continue
    if (
      within[group]?.some((other) => evidence.has(other)) === true &&
      group !== 'pregnancy' &&
      group !== 'newborn'
    )
      continue
    return group
  }
  return null
}

function onlyNewborn(said: ReadonlySet<Population>): boolean {
  return said.size === 1
}
