/**
 * Words that are each of them right and that lie within the tolerance of one another: none is a misspelling of the other. In
 * the form of `conditionWords`.
 */
const confusable: readonly ReadonlySet<string>[] = [
  'arteritis arthritis',
  'perineal peroneal peritoneal',
  'ileum ilium ileus',
  'dysphagia dysphasia',
  'neuritis nephritis neurosis',
  'gastritis gastric',
  'colitis coxitis',
  'mastitis myositis',
  'vaginitis vaginosis',
  'nephritis nephrosis',
  'scoliosis sclerosis',
  'steatosis stenosis',
  'psychosis psoriasis',
  'tinea tinnitus',
  'ureteral urethral ureteric urethritis ureteritis',
  'malaria malaise',
  'rubella rubeola',
  'cholera choler',
  'abduction adduction',
  'metritis arthritis',
  'keratosis ketosis',
  'acidosis alkalosis',
].map((words) => new Set(words.split(' ')))

/** Beginnings that turn a word into its opposite, and are one or two letters apart. */
const opposites: readonly (readonly [string, string])[] = [
  ['hypo', 'hyper'],
  ['intra', 'inter'],
  ['intra', 'infra'],
  ['supra', 'super'],
  ['ante', 'anti'],
  ['pre', 'pro'],
  ['peri', 'para'],
  ['mal', 'mel'],
]

/** Letters that may be wrong: none below five, one in five to seven, two from eight on. */
export function tolerance(letters: number): 0 | 1 | 2 {
  if (letters < 5) return 0
  return letters < 8 ? 1 : 2
}

/**
 * How many slips of the keyboard (a letter wrong, missing, too many, or two exchanged) lie between a typed word and a word of
 * the gold list, where that is within the tolerance of the longer one. The first letter has to be right: people get it
 * right, and it keeps apart much that is different. Null: another word. Words that are known to be mistaken for each other, and
 * those that differ in hypo- and hyper- and the like, are other words.
 *
 * @param typed and `gold` in the form of `conditionWords`.
 */
export function slipsBetween(typed: string, gold: string): number | null {
  if (typed === gold) return 0
  const most = tolerance(Math.min(typed.length, gold.length))
  if (most === 0 || typed[0] !== gold[0] || areOpposite(typed, gold)) return null
  if (Math.abs(typed.length - gold.length) > most) return null
  if (confusable.some((words) => words.has(typed) && words.has(gold))) return null
  const slips = editDistance(typed, gold)
  return slips <= most ? slips : null
}

function areOpposite(one: string, other: string): boolean {
  return opposites.some(
    ([left, right]) =>
      (one.startsWith(left) && other.startsWith(right)) || (one.startsWith(right) && other.startsWith(left)),
  )
}

/** Optimal string alignment distance (Damerau 1964): substitutions, insertions, deletions, exchanges of neighbours. */
export function editDistance(one: string, other: string): number {
  let before: number[] = []
  let previous = Array.from({ length: other.length + 1 }, (_, place) => place)
  for (let row = 1; row <= one.length; row++) {
    const present = [row]
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1]
      let least = Math.min(
        previous[column]! + 1,
        present[column - 1]! + 1,
        previous[column - 1]! + (same ? 0 : 1),
      )
      const exchanged = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      if (row > 1 && column > 1 && exchanged) least = Math.min(least, before[column - 2]! + 1)
      present.push(least)
    }
    before = previous
    previous = present
  }
  return previous[other.length]!
}
