import { stem } from '../text/words.ts'

/** Words that say little of what a clinical text is about; those of grammar, and those that every question has. */
const written = `
a about above after again all almost already also although always am among an and another any anyone anything are around as at
back be became because become been before being below between both but by came can cannot come could did do does doing done
down due during each either else enough ever every few find first for found from further get gets getting give given go goes
going good got had has have having he help her here hers herself him himself his how however i if in instead into is it its
itself just keep kind know known last let like likely made make makes making many may me mean means might more most much must
my myself need needs never next no none nor not now of off often on once one only onto or other others our ours out over own
per perhaps please possible put quite rather really regarding said same say see seem seems seen several she should since so
some someone something sometimes soon still such take taken took tell than thank thanks that the their theirs them then there
therefore these they thing things think this those though through thus to together too toward under until up upon us use used
uses using usually various very want was way we well were what when where whether which while who whom whose why will with
within without would yes two three hour hours ago today day days yet you your yours yourself
hello hi dear sir madam doctor dr information info question questions answer answers anybody appreciate advice wondering
`

const common: ReadonlySet<string> = new Set(
  [...written.trim().split(/\s+/)].flatMap((word) => [word, stem(word)]),
)

/** Whether a stem or a word in lower case is one of those; single letters are too. */
export function isCommonWord(word: string): boolean {
  return common.has(word) || (word.length < 2 && !/\d/.test(word))
}
