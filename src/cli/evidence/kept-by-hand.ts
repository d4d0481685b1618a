import type { Claim } from '../../evidence/ledger/claim-schema.ts'
import type { Fact } from '../../evidence/ledger/fact.ts'
import type { LedgerFile } from '../../evidence/ledger/ledger-file.ts'
import type { LedgerSystem, Source } from '../../evidence/ledger/source-schema.ts'
import { type Design, designSchema, type ReportedStudy } from '../../evidence/ledger/study-schema.ts'
import { openReason } from './own-study.ts'

/** A published study written again over what people have added to its file. */
export interface KeptByHand {
  readonly file: LedgerFile
  /** What people wrote and stays, as `funding of own-sample-accuracy`. */
  readonly kept: readonly string[]
  /** What stood otherwise and is now as the study determines it. */
  readonly replaced: readonly string[]
}

interface Entry {
  readonly id: string
}

/** One entry with the names of the fields that were kept and replaced. */
interface Merged<Kind> {
  readonly entry: Kind
  readonly kept: readonly string[]
  readonly replaced: readonly string[]
}

/**
 * Keeps in the file of a published study what the study does not determine: facts that stood open, links, stakes, makers, figures, tags,
 * counts, and whole entries. What the study determines is as it is in `fresh`.
 */
export function keptByHand(before: LedgerFile, fresh: LedgerFile): KeptByHand {
  const own = fresh.sources[0]?.id ?? ''
  const sources = mergedList(
    before.sources.map((source) => ({
      ...source,
      // A stake in a system of the study that is now one of the ledger's is told under its name there.
      stakes: source.stakes.filter(
        (id) => !id.startsWith(`${own}-`) || fresh.systems.some((system) => system.id === id),
      ),
    })),
    fresh.sources,
    mergedSource,
  )
  const systems = mergedList(withoutOwn(before.systems, own), fresh.systems, mergedSystem, before.systems)
  const outcomes = mergedList(withoutOwn(before.outcomes, own), fresh.outcomes, same, before.outcomes)
  const studies = mergedList(before.studies, fresh.studies, mergedStudy)
  const claims = mergedList(before.claims, fresh.claims, mergedClaim)
  const lists = [sources, systems, outcomes, studies, claims]
  return {
    file: {
      ...fresh,
      sources: sources.entries,
      systems: systems.entries,
      outcomes: outcomes.entries,
      studies: studies.entries,
      claims: claims.entries,
      relations: before.relations,
      threads: before.threads,
    },
    kept: [
      ...lists.flatMap(({ kept }) => kept),
      ...before.relations.map(({ from, kind, to }) => `${from} ${kind} ${to}`),
      ...before.threads.map(({ id }) => id),
    ],
    replaced: lists.flatMap(({ replaced }) => replaced),
  }
}

/** Systems and outcomes that an earlier publication made are made again or are now those of the ledger. */
function withoutOwn<Kind extends Entry>(entries: readonly Kind[], own: string): readonly Kind[] {
  return entries.filter(({ id }) => !id.startsWith(`${own}-`))
}

/** @param known Where to look for what an entry was before. */
function mergedList<Kind extends Entry>(
  before: readonly Kind[],
  fresh: readonly Kind[],
  merge: (before: Kind, fresh: Kind) => Merged<Kind>,
  known: readonly Kind[] = before,
) {
  const merged = fresh.map((entry) => {
    const earlier = known.find(({ id }) => id === entry.id)
    return earlier === undefined ? { entry, kept: [], replaced: [] } : merge(earlier, entry)
  })
  const others = before.filter(({ id }) => !fresh.some((entry) => entry.id === id))
  const of = (names: readonly string[], { id }: Entry) => names.map((name) => `${name} of ${id}`)
  return {
    entries: [...merged.map(({ entry }) => entry), ...others],
    kept: [...merged.flatMap(({ entry, kept }) => of(kept, entry)), ...others.map(({ id }) => id)],
    replaced: merged.flatMap(({ entry, replaced }) => of(replaced, entry)),
  }
}

function same<Kind>(_before: Kind, entry: Kind): Merged<Kind> {
  return { entry, kept: [], replaced: [] }
}

function mergedSource(before: Source, fresh: Source): Merged<Source> {
  const stakes = [...new Set([...fresh.stakes, ...before.stakes])]
  const more = stakes.length > fresh.stakes.length
  return {
    entry: {
      ...fresh,
      link: before.link,
      stakes,
      ...(before.note === undefined ? {} : { note: before.note }),
    },
    kept: [
      ...(before.link === null ? [] : ['link']),
      ...(more ? ['stakes'] : []),
      ...(before.note === undefined ? [] : ['note']),
    ],
    replaced: differing(before, fresh, ['title', 'authors', 'date', 'independence', 'results']),
  }
}

function mergedSystem(before: LedgerSystem, fresh: LedgerSystem): Merged<LedgerSystem> {
  const kind = fresh.kind === 'other' ? before.kind : fresh.kind
  return {
    entry: { ...fresh, kind, maker: before.maker },
    kept: [...(before.maker === null ? [] : ['maker']), ...(kind === fresh.kind ? [] : ['kind'])],
    replaced: differing(before, { ...fresh, kind }, ['label', 'kind']),
  }
}

function mergedStudy(before: ReportedStudy, fresh: ReportedStudy): Merged<ReportedStudy> {
  const factors = designSchema.keyof().options
  const kept = factors.filter((factor) => isOpen(fresh.design[factor]) && !isOpen(before.design[factor]))
  const design: Design = {
    ...fresh.design,
    ...Object.fromEntries(kept.map((name) => [name, before.design[name]])),
  }
  const sources = [...new Set([...fresh.sources, ...before.sources])]
  const sharesDataWith = [...new Set([...fresh.sharesDataWith, ...before.sharesDataWith])]
  return {
    entry: { ...fresh, design, sources, sharesDataWith },
    kept: [
      ...kept,
      ...(sources.length > fresh.sources.length ? ['sources'] : []),
      ...(sharesDataWith.length > fresh.sharesDataWith.length ? ['sharesDataWith'] : []),
    ],
    replaced: [
      ...differing(before, fresh, ['title', 'sample']),
      ...differing(
        before.design,
        fresh.design,
        factors.filter((factor) => !kept.includes(factor)),
      ),
    ],
  }
}

function mergedClaim(before: Claim, fresh: Claim): Merged<Claim> {
  const counts = before.effect?.counts
  const versions = new Map(before.systems.map(({ system, version }) => [system, version]))
  const systems = fresh.systems.map((one) => ({ ...one, version: versions.get(one.system) ?? one.version }))
  return {
    entry: {
      ...fresh,
      systems,
      effect: fresh.effect === null || counts === undefined ? fresh.effect : { ...fresh.effect, counts },
      figures: before.figures,
      factor: before.factor,
      ...(before.design === undefined ? {} : { design: before.design }),
      ...(before.tags === undefined ? {} : { tags: before.tags }),
    },
    kept: [
      ...(isSame(systems, fresh.systems) ? [] : ['versions']),
      ...(counts === undefined ? [] : ['counts']),
      ...(before.figures.length === 0 ? [] : ['figures']),
      ...(before.factor === null ? [] : ['factor']),
      ...(before.design === undefined ? [] : ['design']),
      ...(before.tags === undefined ? [] : ['tags']),
    ],
    replaced: [
      ...differing(before, fresh, ['statement', 'access', 'outcome', 'note']),
      ...(before.effect === null || fresh.effect === null
        ? []
        : differing(before.effect, fresh.effect, [
            'of',
            'against',
            'value',
            'interval',
            'se',
            'df',
            'n',
            'margin',
          ])),
    ],
  }
}

function isOpen(fact: Fact<unknown>): boolean {
  return 'reason' in fact && fact.reason === openReason
}

function differing<Kind extends object>(
  before: Kind,
  fresh: Kind,
  fields: readonly (keyof Kind & string)[],
): string[] {
  return fields.filter((field) => !isSame(before[field], fresh[field]))
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
