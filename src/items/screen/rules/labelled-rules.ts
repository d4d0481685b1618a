import type { IdentifierKind } from '../identifier-kinds.ts'
import { type IdentifierRule, patternRule } from '../rule.ts'
import { dashes } from './dash.ts'

/*
 * Numbers that words before them make identifiers: `MRN 00482913`, `policy no. BC-5567`. Where the words alone can
 * mean something else ("the policy of 2020"), they must be followed by "number", "no." or "id".
 */

const numberWord = String.raw`(?:\s*(?:\bno\b|\bnr\b|\bnum\b|\bnumber\b|\bnumero\b|\bnúmero\b|\bid\b|\bidentifier\b|\bcode\b|#|№)\.?:?)`
const link = String.raw`\s*(?:\b(?:is|was|of)\b|:|=|[-${dashes}])?\s*`
/** A token with a digit, and further tokens with digits after single spaces. */
const value = String.raw`(?<id>(?=[\w./${dashes}-]*\d)[A-Z0-9][A-Z0-9./${dashes}-]*[A-Z0-9](?:\s(?=[A-Z0-9-]*\d)[A-Z0-9-]+\b)*)`

/** Characters of a value that tell it apart: letters and digits. */
function weight(text: string): number {
  return text.replace(/[^A-Za-z0-9]/g, '').length
}

interface Label {
  readonly kind: IdentifierKind
  /** Words that always mean an identifier when a value follows. */
  readonly plain?: string
  /** Words that do so only together with "number". */
  readonly withNumber?: string
}

const labels: readonly Label[] = [
  {
    kind: 'vehicle',
    plain: String.raw`licen[cs]e\s+plate|number\s+plate|\bplate|registration|\breg\.?|kennzeichen|\bvin\b`,
  },
  {
    kind: 'ssn',
    plain: String.raw`\bssn\b|social\s+security|national\s+insurance|\bNI\b|\bNINO\b|\bDNI\b|\bNIE\b|\bBSN\b|sécurité\s+sociale|personnummer|\bPESEL\b|\bCPR[ -]nummer|codice\s+fiscale`,
  },
  {
    kind: 'plan',
    plain: String.raw`\bmedicare(?:\s+beneficiary)?|\bmedicaid|\bMBI\b|member\s+id|subscriber\s+id|(?:kranken)?versicherten(?:nummer|nr\.?)|\bEHIC\b|beneficiary`,
    withNumber: String.raw`insurance(?:\s+(?:policy|card))?|policy|group|health\s+plan(?:\s+beneficiary)?|subscriber|member|health\s+(?:insurance\s+)?card`,
  },
  {
    kind: 'mrn',
    plain: String.raw`\bMRN\b|medical\s+record|med\.?\s+rec\.?|\bNHS\b|\bCHI\b|\bNHI\b|hospital\s+(?:no|number)\b\.?|fall(?:nummer|nr\.?)|patienten(?:nummer|nr\.?)`,
    withNumber: String.raw`\bpatient|\bchart|\brecord|\bunit|\bUR|case\s*note|\bhospital`,
  },
  {
    kind: 'account',
    plain: String.raw`sort\s+code|\bacct\b\.?|\baccount|\bIBAN\b|credit\s+card|debit\s+card|\bvisa|mastercard`,
  },
  {
    kind: 'licence',
    plain: String.raw`\bDEA\b|\bNPI\b|\bGMC\b|\bNMC\s+PIN\b|\bpassport|(?:driver'?s?|driving|nursing|medical|state)\s+licen[cs]e`,
    withNumber: String.raw`licen[cs]e|certificate|\bcert\b\.?|registration`,
  },
  {
    kind: 'device',
    plain: String.raw`\bserial|\bS/N\b|\bSN:|\bIMEI\b|\bUDI\b|device\s+id(?:entifier)?|MAC\s+address`,
    withNumber: String.raw`\bdevice|\bmodel|\blot\b`,
  },
  {
    kind: 'other',
    plain: String.raw`wristband|barcode|accession|booking\s+reference`,
    withNumber: String.raw`\bref(?:erence)?\b\.?|\bcase|\bclaim|specimen|sample|pathology|\blab(?:oratory)?|\border|invoice|ticket|subject|participant|\bstudy(?:\s+participant)?|encounter|\bvisit|confirmation`,
  },
]

/** Weight that a value needs after words that stand alone; after "number" four will do. */
const plainWeight: Partial<Record<IdentifierKind, number>> = { vehicle: 5 }

export const labelledRules: readonly IdentifierRule[] = labels.flatMap(({ kind, plain, withNumber }) => {
  const words = [plain, withNumber].filter((part) => part !== undefined).join('|')
  const numbered = patternRule(
    `${kind}.numbered`,
    kind,
    new RegExp(`(?:${words})${numberWord}${link}${value}`, 'i'),
    (match) => weight(match.value) >= 4 && isValue(match.value),
  )
  if (plain === undefined) return [numbered]
  const alone = patternRule(
    `${kind}.labelled`,
    kind,
    new RegExp(`(?:${plain})${link}${value}`, 'i'),
    (match) => weight(match.value) >= (plainWeight[kind] ?? 6) && isValue(match.value),
  )
  return [numbered, alone]
})

const isYears = new RegExp(String.raw`^(?:19|20)\d\d(?:[/${dashes}-](?:\d\d?|(?:19|20)\d\d))?$`)

/** Not `12-lead` or `20mg`: lower-case letters say that it is a word or a unit, as long as the rest is not a code. */
function isValue(text: string): boolean {
  return !/^\d+(?:\.\d+)?-?[a-z]+$/.test(text) && !isYears.test(text)
}
