import validator from 'validator'
import { type IdentifierRule, type Match, patternRule } from '../rule.ts'
import { withoutDashes as compact, dash } from './dash.ts'

/* Numbers that their own form gives away, most of them by a check digit. */

/** NHS numbers end with a check digit modulo 11. */
export function isNhsNumber(text: string): boolean {
  const digits = [...compact(text)].map(Number)
  const last = digits[9]
  if (digits.length !== 10 || last === undefined) return false
  const sum = digits.slice(0, 9).reduce((total, digit, place) => total + digit * (10 - place), 0)
  return (11 - (sum % 11)) % 11 === last
}

const vinValues: Readonly<Record<string, number>> = {
  ...{ A: 1, B: 2, C: 3, D: 4, E: 5, F: 6, G: 7, H: 8, J: 1, K: 2, L: 3, M: 4, N: 5, P: 7, R: 9 },
  ...{ S: 2, T: 3, U: 4, V: 5, W: 6, X: 7, Y: 8, Z: 9 },
}
const vinWeights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]

/** Vehicle identification numbers carry a check digit in the ninth place (North America). */
export function isVin(text: string): boolean {
  if (!/^[A-HJ-NPR-Z0-9]{17}$/.test(text)) return false
  const sum = [...text].reduce(
    (total, letter, place) => total + (vinValues[letter] ?? Number(letter)) * (vinWeights[place] ?? 0),
    0,
  )
  const check = sum % 11
  return text[8] === (check === 10 ? 'X' : String(check))
}

/** Numbers of publications, trials and registers name no person. */
const publicNumber =
  /(?:\bPMID|\bPMCID|\bPMC|\bNCT|\bISRCTN|\bEudraCT|\bdoi|\bISBN|\bISSN|\bOMIM|\bCAS|\bSNOMED|\bRxNorm|\bLOINC|\bNDC)[\s:#./\w-]*$/i

function namesNobody({ before }: Match): boolean {
  return publicNumber.test(before.slice(-24))
}

export const formatRules: readonly IdentifierRule[] = [
  patternRule('device.mac', 'device', /\b[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}\b/i, ({ value }) =>
    validator.isMACAddress(value),
  ),
  patternRule('device.udi', 'device', /\(01\)\d{14}(?:\(\d{2,3}\)[A-Za-z0-9]+)*/),
  patternRule('other.uuid', 'other', /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/i),
  patternRule(
    'account.iban',
    'account',
    /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b/,
    ({ value }) => validator.isIBAN(value.replace(/ /g, '')),
  ),
  patternRule(
    'account.card',
    'account',
    new RegExp(String.raw`\b\d{4}(?:(?: |${dash})?\d{4}){2}(?: |${dash})?\d{1,7}\b`),
    ({ value }) => validator.isCreditCard(compact(value)),
  ),
  patternRule(
    'plan.mbi',
    'plan',
    /\b[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y]{2}\d{2}\b/,
  ),
  patternRule(
    'ssn.us',
    'ssn',
    new RegExp(
      String.raw`(?<!\d|${dash})(?!000|666|9)\d{3}(?<between>${dash})(?!00)\d{2}\k<between>(?!0000)\d{4}(?!\d|${dash})`,
    ),
  ),
  patternRule('ssn.uk', 'ssn', /\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b/),
  patternRule(
    'ssn.uk-labelled',
    'ssn',
    /(?:\bNI\b|national insurance)[^\d\n]{0,20}?(?<id>[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-Z]\b)/i,
  ),
  patternRule('ssn.fr', 'ssn', /\b[12] \d{2} \d{2} \d{2} \d{3} \d{3}(?: \d{2})?\b/),
  patternRule('ssn.it', 'ssn', /\b[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]\b/),
  patternRule(
    'mrn.nhs',
    'mrn',
    new RegExp(String.raw`(?<!\d|${dash})\d{3}(?: |${dash})\d{3}(?: |${dash})\d{4}(?!\d|${dash})`),
    ({ value }) => isNhsNumber(value),
  ),
  patternRule('vehicle.vin', 'vehicle', /\b[A-HJ-NPR-Z0-9]{17}\b/, ({ value }) => isVin(value)),
  patternRule(
    'vehicle.uk-plate',
    'vehicle',
    /\b(?:car|van|taxi|cab|bus|lorry|truck|vehicle|ambulance|motorbike|motorcycle|scooter|reg(?:istration)?|plate)\b[^\n]{0,30}?(?<id>\b[A-Z]{2}\d{2} ?[A-Z]{3})\b/,
  ),
  patternRule(
    'vehicle.de-plate',
    'vehicle',
    /\bkennzeichen\W{0,3}(?<id>[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} ?\d{1,4}[EH]?)\b/i,
  ),
  patternRule(
    'vehicle.plate',
    'vehicle',
    /\b(?:plate|registration)(?:\s+(?:number|no\.?))?\W{0,3}(?<id>[A-Z0-9]{1,4}[- ]?[A-Z0-9]{1,4}(?:[- ][A-Z0-9]{1,4})?)\b/i,
    ({ value }) => /\d/.test(value) && value === value.toUpperCase() && compact(value).length >= 5,
  ),
]

/** A long run of digits that nothing explains. */
export const longNumberRules: readonly IdentifierRule[] = [
  patternRule(
    'other.long-number',
    'other',
    /(?<![\w.,/-])\d{9,}(?![\w,/-]|\.\d)/,
    (match) => !namesNobody(match),
  ),
]
