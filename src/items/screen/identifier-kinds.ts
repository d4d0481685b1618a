/**
 * The eighteen identifier kinds of the HIPAA Safe Harbor rule (45 CFR 164.514(b)(2)(i), A to R), in the rule's order,
 * each with the words that a person reads.
 */
export const identifierKinds = {
  name: 'name',
  place: 'place smaller than a state',
  date: 'date or age over 89',
  phone: 'telephone number',
  fax: 'fax number',
  email: 'e-mail address',
  ssn: 'social security number',
  mrn: 'medical record number',
  plan: 'health plan number',
  account: 'account number',
  licence: 'certificate or licence number',
  vehicle: 'vehicle identifier or plate',
  device: 'device identifier or serial number',
  url: 'web address',
  ip: 'IP address',
  biometric: 'biometric identifier',
  photo: 'photograph of a face',
  other: 'other unique number',
} as const

export type IdentifierKind = keyof typeof identifierKinds

/** The kinds by name, in the order of the rule. */
export const identifierKindNames: readonly IdentifierKind[] = [
  'name',
  'place',
  'date',
  'phone',
  'fax',
  'email',
  'ssn',
  'mrn',
  'plan',
  'account',
  'licence',
  'vehicle',
  'device',
  'url',
  'ip',
  'biometric',
  'photo',
  'other',
]
