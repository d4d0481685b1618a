import { cities, directions, largeRegions, ukPostcodeAreas, usStateCodes } from '../lists/regions.ts'
import { type IdentifierRule, type Match, patternRule } from '../rule.ts'

const word = String.raw`\p{Lu}[\p{L}'’-]{0,40}`
const streetEnd =
  'Alley|Bend|Bluff|Bypass|Causeway|Circle|Common|Corner|Cove|Crossing|Dale|Estates?|Fields?|Freeway|Glen|Green|Heights|Hollow|Junction|Knoll|Loop|Manor|Meadows?|Mills?|Park|Pass|Path|Pike|Plaza|Point|Quay|Ridge|Rise|Route|Run|Trail|Turnpike|Valley|View|Village|Vista|Wharf|Yard|Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Lane|Ln|Boulevard|Blvd|Court|Ct|Place|Pl|Terrace|Way|Close|Crescent|Square|Parkway|Pkwy|Highway|Hwy|Gardens|Grove|Row|Hill|Mews|Walk'
const flat = String.raw`(?:,?\s+(?:Apt|Apartment|Unit|Flat|Suite|Room|#)\.?\s?\w+)?`
const flatBefore = String.raw`(?:(?:Flat|Apartment|Unit)\s\w+,\s)?`
const rest = String.raw`(?:,\s${word}(?:\s(?:${word}|[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}|\d{5}))*)*`
const ukPostcode = String.raw`\b(?<area>[A-Z]{1,2})\d[A-Z\d]?\s\d[ABD-HJLNP-UW-Z]{2}\b`

const streets = [
  patternRule(
    'place.street',
    'place',
    new RegExp(
      String.raw`${flatBefore}\b\d{1,5}[A-Za-z]?,?\s(?:${word}\s){1,3}(?:${streetEnd})\b\.?${flat}${rest}`,
      'u',
    ),
  ),
  patternRule(
    'place.street-german',
    'place',
    /(?<!\p{L})(?:\p{Lu}[\p{L}-]*(?:straße|strasse|str\.|weg|gasse|platz|allee|damm|ufer|straat|laan|plein|gracht|gatan|vägen|gata|vej|gade|katu)|(?:Am|Im|An der|Auf der)\s\p{Lu}\p{L}+)\s\d{1,4}[a-z]?\b(?:,\s\d{4,5}\s\p{Lu}\p{L}+)?/u,
  ),
  patternRule(
    'place.street-french',
    'place',
    /\b\d{1,4}(?:\s?bis)?,?\s(?:[Rr]ue|[Aa]venue|[Bb]oulevard|[Pp]lace|[Aa]llée|[Ii]mpasse|[Cc]hemin|[Qq]uai|[Cc]ours|[Pp]assage)\s(?:(?:de|du|des|la|le|les)\s|d['’]|l['’])*\p{Lu}[\p{L}'’-]+(?:,\s\d{5}\s\p{Lu}\p{L}+)?/u,
  ),
  patternRule(
    'place.street-southern',
    'place',
    /\b(?:Calle|Avenida|Plaza|Paseo|Carrer|Via|Viale|Piazza|Corso|Strada|Borgo|Contrada|Rotonda|Rua|Travessa|ul\.|al\.|pl\.)\s(?:(?:de|del|della|di|la|los|da|do)\s)*\p{Lu}[\p{L}'’-]+,?\s\d{1,4}\b(?:,\s\d{4,5}\s\p{Lu}\p{L}+)?/u,
  ),
]

/** Whatever follows these words and holds a number, up to the next stop. */
const labelled = patternRule(
  'place.address',
  'place',
  /\b(?:(?:house|flat|home|lives?|living|residing|resident|staying)\s+at|address(?:\s+is|:)|anschrift:?|adresse:?|dirección:?|indirizzo:?|visit\s+to|deliver(?:ed|y)?\s+(?:\w+\s+)?to)\s+(?<id>(?=[^.;?\n]{0,60}\d)\p{Lu}[^.;?\n]{2,60}?\d+\w*\b|\d[^.;?,\n]{3,60}\p{Lu}\p{L}+)/iu,
  ({ value }) => /\p{Lu}/u.test(value),
)

const postcodes = [
  patternRule('place.postcode-uk', 'place', new RegExp(ukPostcode), ({ groups }) =>
    ukPostcodeAreas.has((groups.area ?? '').toLowerCase()),
  ),
  patternRule(
    'place.zip-state',
    'place',
    new RegExp(String.raw`(?:${word}(?:\s${word})?,?\s)?\b(?:${usStateCodes})\s\d{5}(?:-\d{4})?\b`, 'u'),
  ),
  patternRule('place.zip', 'place', /\bzip(?:\s*code)?\W{0,3}(?<id>\d{5}(?:-\d{4})?)\b/i),
  patternRule(
    'place.postcode',
    'place',
    /\b(?:post\s?code|postal code|PLZ|code postal)\W{0,3}(?<id>[A-Z0-9]{2,4}\s?[A-Z0-9]{2,4})\b/i,
    ({ value }) => /\d/.test(value),
  ),
  patternRule(
    'place.postcode-city',
    'place',
    /\b(?:[A-Z]{1,2}-)?\d{4,5}\s(?<city>\p{Lu}\p{L}+)/u,
    ({ groups }) => cities.has((groups.city ?? '').toLowerCase()),
  ),
]

/** Neither a country nor a larger region. `North` and `New` say nothing until the next word does. */
function isSmall({ value }: Match): boolean {
  const [first = '', second = ''] = value.toLowerCase().split(' ')
  if (!largeRegions.has(first)) return true
  return directions.has(first) && second !== '' && !largeRegions.has(second)
}

const towns = [
  patternRule(
    'place.home',
    'place',
    new RegExp(
      String.raw`\b(?:lives?|living|lived|resident|residing|resides|moved|born|home|based|works?|working|grew up)\s+(?:in|of|at|to|near|from)\s+(?<id>${word}(?:\s${word})?)`,
      'u',
    ),
    (match) => isSmall(match) && /^\p{Lu}\p{Ll}/u.test(match.value),
  ),
  patternRule(
    'place.city',
    'place',
    new RegExp(String.raw`\b(?:in|from|near|to|at|of|around|outside)\s+(?<id>${word})`, 'u'),
    ({ value, after }) =>
      cities.has(value.toLowerCase().replace(/[.,'’]+$/, '')) &&
      !/^\s+(?:criteria|score|classification|protocol|system|scale|consensus|definition|heart|study|trial)/i.test(
        after,
      ),
  ),
  patternRule(
    'place.county',
    'place',
    new RegExp(String.raw`\b(?<id>${word}\s(?:County|Parish|Borough|Township))\b`, 'u'),
  ),
  patternRule(
    'place.facility',
    'place',
    new RegExp(
      String.raw`\b(?:at|to|from|in|of|by)\s+(?:the\s+)?(?<id>(?:${word}\s){1,4}(?:Hospital|Infirmary|Medical Cent(?:er|re)|Nursing Home|Care Home|Health Cent(?:er|re)|Hospice|Clinic))\b`,
      'u',
    ),
    ({ value }) => !/^(?:Mayo|Cleveland) Clinic$/.test(value),
  ),
]

export const placeRules: readonly IdentifierRule[] = [...streets, labelled, ...postcodes, ...towns]
