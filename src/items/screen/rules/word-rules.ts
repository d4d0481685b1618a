import { type IdentifierRule, patternRule } from '../rule.ts'

/*
 * Biometric identifiers and photographs, of which a text holds only the words. The words alone are clinical language
 * ("a retinal scan shows"), so they must stand with what makes them a record of a person.
 */

const owner =
  "(?:his|her|their|my|our|the (?:patient|resident|child|client|carer)(?:'s|’s)?|patient(?:'s|’s)?)"
const trait =
  '(?:finger[ -]?prints?|palm[ -]?prints?|voice[ -]?prints?|iris scans?|retina(?:l)? scans?|face[ -]?prints?|hand geometry|vein patterns?)'
const record =
  '(?:records?|data|templates?|images?|files?|identification|authentication|recognition|login|samples?|recordings?|biometrics?)'

const biometric = [
  patternRule(
    'biometric.owner',
    'biometric',
    new RegExp(String.raw`\b${owner}\s+(?<id>${trait}(?:\s${record})?)\b`, 'i'),
  ),
  patternRule('biometric.record', 'biometric', new RegExp(String.raw`\b${trait}\s+${record}\b`, 'i')),
  patternRule(
    'biometric.of-person',
    'biometric',
    new RegExp(String.raw`\b(?<id>${trait})\s+(?:of|from|belonging to)\s+${owner}`, 'i'),
  ),
  patternRule(
    'biometric.voice',
    'biometric',
    new RegExp(String.raw`\b(?<id>voice (?:recordings?|samples?|memos?))\s+(?:of|from)\s+${owner}`, 'i'),
  ),
  patternRule(
    'biometric.face',
    'biometric',
    /\b(?:facial|face) (?:recognition|identification) (?:data|templates?|images?|records?|id)\b/i,
  ),
]

const picture = '(?:photo(?:graph)?s?|pictures?|images?|pics?|snapshots?|video)'

const photo = [
  patternRule(
    'photo.face',
    'photo',
    new RegExp(
      String.raw`\b(?:an?\s|the\s)?(?:attached\s)?${picture}\s+(?:of|showing)\s+${owner}(?:\s+own)?\s+face\b`,
      'i',
    ),
  ),
  patternRule(
    'photo.person',
    'photo',
    new RegExp(
      String.raw`\b(?:an?\s|the\s)?(?:attached\s|enclosed\s)?${picture}\s+(?:of|showing)\s+(?:me|him|her|the (?:patient|child|baby|resident))(?=\s+(?:shows?|is|was|before|after|with|from|in|at|taken)\b|[,.;?)]|$)`,
      'i',
    ),
  ),
  patternRule('photo.full-face', 'photo', /\bfull[ -]face (?:photo(?:graph)?s?|pictures?|images?)\b/i),
  patternRule('photo.selfie', 'photo', /\b(?:(?:see the |the |a |my )?attached )?(?:a )?selfies?\b/i),
  patternRule(
    'photo.attached',
    'photo',
    /\b(?:see\s|i\s)?(?:the\s|an?\s|my\s)?(?:attach(?:ed|ing)?|enclosed?|uploaded)\s+(?:the\s|an?\s|my\s)?(?:photo(?:graph)?s?|pictures?|pics?|selfies?)\b/i,
  ),
  patternRule('photo.file', 'photo', /\b[\w-]{1,80}\.(?:jpe?g|png|heic|gif|tiff?|bmp|webp|dcm)\b/i),
  patternRule(
    'photo.markup',
    'photo',
    /!\[[^\]]{0,200}\]\([^)]{1,300}\)|<img\b[^>]{0,300}>|data:image\/[a-z]+;base64,[A-Za-z0-9+/=]+/i,
  ),
]

export const wordRules: readonly IdentifierRule[] = [...biometric, ...photo]
