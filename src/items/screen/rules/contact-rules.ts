import { findPhoneNumbersInText } from 'libphonenumber-js/min'
import validator from 'validator'
import { type IdentifierRule, type Match, patternRule, type Span } from '../rule.ts'
import { dash, dashes } from './dash.ts'
import { nextLine } from './line-break.ts'

/** National formats that are read without a label; others need one, or a leading plus. */
const countries = ['US', 'GB'] as const
const number = String.raw`(?<id>\+?\(?\d[\d\s().\-/${dashes}]{5,}\d)`
/** What stands between a label and its number; after a colon the number may be on the next line. */
const gap = String.raw`(?: ?:${nextLine}|[^\d+(\n]{0,30})`
const faxLabel = String.raw`\b(?:tele)?fax(?:ed)?\b${gap}`
const facsimileLabel = String.raw`\bfacsimile\b${gap}`
const phoneLabel = String.raw`(?:\b(?:tel(?:efon|ephone|éfono)?|phone|mobile|cell|handy|call(?:\s*back)?|ring|contact|reached?|whatsapp|pager|bleep)\b${gap}|\bnumber\s+is\b[^\d+(\n]{0,30})`

const emails = patternRule(
  'email.address',
  'email',
  /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,6}/u,
)

const urls = [
  patternRule('url.scheme', 'url', /\b(?:https?|ftp):\/\/[^\s<>"'(){}[\]]+[^\s<>"'(){}[\].,;:!?]/i),
  patternRule(
    'url.www',
    'url',
    /\bwww\.[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}(?:\/[^\s<>"'(){}[\]]*[^\s<>"'(){}[\].,;:!?])?/i,
  ),
  patternRule(
    'url.path',
    'url',
    /\b(?:[a-z0-9-]{1,63}\.){1,6}(?:com|org|net|edu|gov|io|info|health|uk|ie|de|fr|nl|es|it|at|ch|eu|us|ca|au)\/[^\s<>"'(){}[\]]*[^\s<>"'(){}[\].,;:!?]/i,
  ),
]

const addresses = patternRule(
  'ip.address',
  'ip',
  /(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){2,7})(?![\w:]|\.\d)/i,
  // A time such as 08:15:30 is no address: eight groups, or a gap, make one.
  ({ value, before }) => validator.isIP(value) && !/\bv(?:ersion)?\s*$/i.test(before),
)

/** At least seven digits, which a label before them makes a number to call. */
function isCallable(value: string): boolean {
  return value.replace(/\D/g, '').length >= 7
}

const twoInDashes = new RegExp(`^\\d+[${dashes}]\\d+$`)
const telephone =
  /\b(?:tel\w*|phone|mobile|handy|call(?:\s*back)?|ring|whatsapp|pager|bleep)\b[^\d+(]{0,30}$/i

/** A cell count or a level may reach `4000–11000`: a range unless the word before it is a telephone's. */
function isCalled({ value, before }: Match): boolean {
  return isCallable(value) && (!twoInDashes.test(value) || telephone.test(before.slice(-50)))
}

const valid: IdentifierRule = {
  id: 'phone.valid',
  kind: 'phone',
  find: (text) => countries.flatMap((country) => validNumbers(text, country)),
}

/** Valid numbers of a country, or with a leading plus of any; a bare run of digits or a range needs a label. */
function validNumbers(text: string, country: (typeof countries)[number]): Span[] {
  return findPhoneNumbersInText(text, { defaultCountry: country }).flatMap(({ startsAt, endsAt }) => {
    const found = text.slice(startsAt, endsAt)
    const written = /^[+0(]/.test(found) || /^\d{3}[-. ]\d{3}[-. ]\d{4}/.test(found) || /^1[-. ]/.test(found)
    return written && !/\/| - /.test(found) ? [{ start: startsAt, end: endsAt }] : []
  })
}

export const webRules: readonly IdentifierRule[] = [emails, ...urls, addresses]

export const faxRules: readonly IdentifierRule[] = [faxLabel, facsimileLabel].map((label, index) =>
  patternRule(
    index === 0 ? 'fax.labelled' : 'fax.facsimile',
    'fax',
    new RegExp(label + number, 'iu'),
    ({ value }) => isCallable(value),
  ),
)

export const phoneRules: readonly IdentifierRule[] = [
  patternRule('phone.labelled', 'phone', new RegExp(phoneLabel + number, 'iu'), isCalled),
  valid,
  patternRule(
    'phone.north-american',
    'phone',
    new RegExp(
      String.raw`(?<![\d.]|${dash})(?:\+?1(?:[. ]|${dash}))?(?:\(\d{3}\) ?|\d{3}(?:\.|${dash}))\d{3}(?:\.|${dash})\d{4}(?:\s?(?:x|ext\.?)\s?\d+)?(?!(?:[\d.]|${dash})\d)`,
    ),
  ),
  patternRule(
    'phone.international',
    'phone',
    new RegExp(String.raw`(?<![\d+])\+\d{1,3}(?:(?:[ .]|${dash})?\(?\d{1,5}\)?){2,6}(?!\d)`),
    ({ value }) => isCallable(value),
  ),
  patternRule(
    'phone.trunk',
    'phone',
    new RegExp(
      String.raw`(?<![\d.,/+]|${dash})\(?0\d{1,5}\)?(?:[ /]|${dash})\d{2,8}(?:(?: |${dash})\d{2,5}){0,4}(?![\d.,/%]\d|\d)`,
    ),
    ({ value }) => {
      const digits = value.replace(/\D/g, '').length
      return digits >= 9 && digits <= 12
    },
  ),
]
