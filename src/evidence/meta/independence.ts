import type { Claim } from '../ledger/claim-schema.ts'
import { designOf, type LedgerIndex } from '../ledger/ledger.ts'
import { sameHands } from '../ledger/same-hands.ts'
import type { Source } from '../ledger/source-schema.ts'
import type { ReportedStudy } from '../ledger/study-schema.ts'

/** Whether who stands behind a study has a stake. */
export type Subgroup = 'vendor' | 'independent'

/**
 * A study is independent only if none of its sources, of their authors and of its funders is a vendor with a stake in the systems
 * compared. The order of a list decides nothing; a vendor of which no stake is known counts as one with a stake.
 */
export function subgroupOf(index: LedgerIndex, claim: Claim, study: ReportedStudy): Subgroup {
  const compared = new Set([...(claim.effect?.of ?? []), ...(claim.effect?.against ?? [])])
  const makers = [...compared].flatMap((id) => makersOf(index.systems.get(id)?.maker ?? ''))
  const sources = [...new Set([...study.sources, claim.source])].flatMap((id) => index.sources.get(id) ?? [])
  const hasStake = ({ stakes }: Source) => stakes.some((system) => compared.has(system))
  const report = reportOf(index, claim, study)
  const ofVendor =
    sources.some((source) => hasStake(source) || (isVendor(source) && source.stakes.length === 0)) ||
    sources.some(({ authors }) => authors.some((author) => makers.some((maker) => names(author, maker)))) ||
    (report !== undefined &&
      index.ledger.sources.some((other) => isVendor(other) && hasStake(other) && sameHands(report, other))) ||
    paidByVendor(designOf(index, claim)?.funding.value ?? null, makers)
  return ofVendor ? 'vendor' : 'independent'
}

/** The study's own report: the source of the claim where the study lists it, else the first that the study lists. */
export function reportOf(index: LedgerIndex, claim: Claim, study: ReportedStudy): Source | undefined {
  return index.sources.get(study.sources.includes(claim.source) ? claim.source : (study.sources[0] ?? ''))
}

/** `OpenAI and Penda Health` are two. */
function makersOf(maker: string): string[] {
  return maker.split(/,| and | & /).filter((name) => name.trim() !== '')
}

function isVendor({ independence }: Source): boolean {
  return independence === 'vendor' || independence === 'vendor-linked'
}

const denied = /\b(?:no|not|none|never|without|neither)\b/i
const vendorWords = /\b(?:vendors?|makers?|manufacturers?)\b/i

/** Whether the words on funding name a maker of a compared system, or the vendor; a part of a sentence that denies something says nothing. */
function paidByVendor(funding: string | null, makers: readonly string[]): boolean {
  if (funding === null) return false
  return funding
    .split(/[.;]/)
    .some(
      (part) => !denied.test(part) && (vendorWords.test(part) || makers.some((maker) => names(part, maker))),
    )
}

/** Whether words hold a name as a word of its own. */
function names(words: string, name: string): boolean {
  const spaced = ` ${lowered(words).replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `
  const sought = lowered(name)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  return sought !== '' && spaced.includes(` ${sought} `)
}

function lowered(words: string): string {
  return words.trim().toLowerCase()
}
