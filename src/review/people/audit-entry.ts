import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { z } from 'zod'
import { parsedJson } from '../../parsed-json.ts'
import { sha256Schema } from '../../protocol/sha256.ts'

/** Everything that the audit log tells of. A kind is never used for another thing. */
export const auditKinds = [
  'person-invited',
  'person-entered',
  'entry-refused',
  'role-granted',
  'role-revoked',
  'person-deleted',
  'review-opened',
  'identity-decided',
  'unit-taken',
  'unit-returned',
  'answer-captured',
  'capture-checked',
  'look-taken',
  'study-exported',
  'backup-made',
  'study-restored',
  'gate-preferences-written',
  'unblinded',
  'consent-answered',
  'session-ended',
  'trial-opened',
  'participant-randomised',
  'participant-withdrawn',
  'trial-closed',
  'study-deleted',
  'asked-deleted',
  'people-deleted',
  'retention-changed',
] as const

export type AuditKind = (typeof auditKinds)[number]

/** An entry of the log. People are pseudonyms; what else could tell who somebody is stands as a salted digest only. */
export const auditEntrySchema = z.strictObject({
  /** From 1, without gaps. */
  number: z.int().min(1),
  study: z.guid(),
  /** UTC. */
  at: z.iso.datetime(),
  kind: z.enum(auditKinds),
  /** Pseudonym of who did it; null for what the software did by itself, or the command line. */
  actor: z.guid().nullable(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  /** Hash of the entry before; null for the first. */
  previous: sha256Schema.nullable(),
})

export type AuditEntry = Readonly<z.infer<typeof auditEntrySchema>>

/** The canonical JSON of an entry (RFC 8785) and its SHA-256. */
export function sealEntry(entry: AuditEntry): { readonly document: string; readonly hash: string } {
  const document = canonicalize(entry)
  if (document === undefined) throw new TypeError('An audit entry is an object.')
  return { document, hash: hashOf(document) }
}

/** What is wrong with a chain. */
export interface ChainFault {
  /** Number of the first entry that does not hold. */
  readonly number: number
  readonly fault: 'altered' | 'unreadable' | 'missing' | 'not-linked'
}

export interface SealedEntry {
  readonly number: number
  readonly document: string
  readonly hash: string
}

/**
 * Checks that every entry is what its hash says, follows the one before it, and that none is missing in between.
 *
 * Entries cut off at the end leave a chain that holds in itself; compare the last hash with one noted elsewhere.
 *
 * @returns The first fault; null where the chain holds.
 */
export function verifyChain(entries: readonly SealedEntry[]): ChainFault | null {
  let previous: string | null = null
  for (const [index, { number, document, hash }] of entries.entries()) {
    if (number !== index + 1) return { number: index + 1, fault: 'missing' }
    if (hashOf(document) !== hash) return { number, fault: 'altered' }
    const entry = auditEntrySchema.safeParse(parsedJson(document))
    if (!entry.success) return { number, fault: 'unreadable' }
    if (entry.data.number !== number || entry.data.previous !== previous) {
      return { number, fault: 'not-linked' }
    }
    previous = hash
  }
  return null
}

function hashOf(document: string): string {
  return createHash('sha256').update(document, 'utf8').digest('hex')
}
