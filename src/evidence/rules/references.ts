import type { Claim } from '../ledger/claim-schema.ts'
import type { LedgerIndex } from '../ledger/ledger.ts'
import type { ReportedStudy } from '../ledger/study-schema.ts'
import type { Thread } from '../ledger/thread-schema.ts'
import type { BrokenLedgerRule, LedgerList } from './broken-ledger-rule.ts'

type Path = readonly (string | number)[]

/** A name that an entry uses, and the list in which it must stand. */
interface Reference {
  readonly path: Path
  readonly to: 'sources' | 'systems' | 'outcomes' | 'studies' | 'claims'
  readonly id: string
}

/** References to what is in no file of the ledger. */
export function deadReferences(index: LedgerIndex): BrokenLedgerRule[] {
  const { ledger } = index
  const dead = (list: LedgerList, entries: readonly (readonly Reference[])[]): BrokenLedgerRule[] =>
    entries.flatMap((references, entry) =>
      references
        .filter(({ to, id }) => !index[to].has(id))
        .map(({ path, to, id }) => ({
          code: 'LEDGER_DEAD_REFERENCE',
          list,
          entry,
          path,
          message: `None of the ${to} has this id.`,
          value: id,
          expected: nearest(id, [...index[to].keys()]),
          remedy: 'Correct the id, or add what it names.',
        })),
    )
  return [
    ...dead(
      'sources',
      ledger.sources.map(({ stakes }) => many(['stakes'], 'systems', stakes)),
    ),
    ...dead('studies', ledger.studies.map(studyReferences)),
    ...dead('claims', ledger.claims.map(claimReferences)),
    ...dead(
      'relations',
      ledger.relations.map(({ from, to }) => [
        { path: ['from'], to: 'claims', id: from },
        { path: ['to'], to: 'claims', id: to },
      ]),
    ),
    ...dead('threads', ledger.threads.map(threadReferences)),
  ]
}

function studyReferences(study: ReportedStudy): Reference[] {
  return [
    ...many(['sources'], 'sources', study.sources),
    ...many(['sharesDataWith'], 'studies', study.sharesDataWith),
    ...factSources(study.design, ['design']),
  ]
}

function claimReferences(claim: Claim): Reference[] {
  const { source, study, outcome, effect } = claim
  return [
    { path: ['source'], to: 'sources', id: source },
    ...(study === null ? [] : [{ path: ['study'], to: 'studies', id: study } as const]),
    ...(outcome === null ? [] : [{ path: ['outcome'], to: 'outcomes', id: outcome } as const]),
    ...claim.systems.flatMap(({ system, version }, place): Reference[] => [
      { path: ['systems', place, 'system'], to: 'systems', id: system },
      ...factSources(version, ['systems', place, 'version']),
    ]),
    ...(effect === null
      ? []
      : [
          ...many(['effect', 'of'], 'systems', effect.of),
          ...many(['effect', 'against'], 'systems', effect.against),
          ...factSources(effect, ['effect']),
        ]),
    ...claim.figures.flatMap((figure, place): Reference[] => [
      ...(figure.system === null
        ? []
        : [{ path: ['figures', place, 'system'], to: 'systems', id: figure.system } as const]),
      ...factSources(figure, ['figures', place]),
    ]),
    ...(claim.design === undefined ? [] : factSources(claim.design, ['design'])),
  ]
}

function threadReferences(thread: Thread): Reference[] {
  return [
    ...many(['claims'], 'claims', thread.claims),
    ...thread.tensions.flatMap(({ between }, place) =>
      many(['tensions', place, 'between'], 'claims', between),
    ),
    ...citations(thread).flatMap(({ path, claims }) => many([...path, 'claims'], 'claims', claims)),
  ]
}

/** Every sentence and question of a thread with its path and the claims that it cites. */
export function citations(
  thread: Thread,
): { readonly path: Path; readonly text: string; readonly claims: readonly string[] }[] {
  const sentences = (
    path: Path,
    list: readonly { readonly text: string; readonly claims: readonly string[] }[],
  ) => list.map(({ text, claims }, place) => ({ path: [...path, place], text, claims }))
  return [
    ...sentences(['what'], thread.what),
    ...sentences(['whyItMatters'], thread.whyItMatters),
    ...thread.openQuestions.flatMap(({ question, claims, how }, place) => [
      { path: ['openQuestions', place], text: question, claims },
      { path: ['openQuestions', place, 'how'], text: how.text, claims: how.claims },
    ]),
    ...thread.narrative.flatMap((paragraph, place) =>
      sentences(['narrative', place, 'sentences'], paragraph.sentences),
    ),
    ...sentences(['timeline'], thread.timeline),
    ...thread.perspectives.flatMap(({ evolved }, place) =>
      sentences(['perspectives', place, 'evolved'], evolved),
    ),
    ...thread.tensions.flatMap((tension, place) =>
      sentences(['tensions', place, 'sentences'], tension.sentences),
    ),
  ]
}

function many(path: Path, to: Reference['to'], ids: readonly string[]): Reference[] {
  return ids.map((id, place) => ({ path: [...path, place], to, id }))
}

/** Sources of the facts that are members of an object, or of the object itself. */
function factSources(holder: object, path: Path): Reference[] {
  if ('access' in holder && 'source' in holder && typeof holder.source === 'string')
    return [{ path: [...path, 'source'], to: 'sources', id: holder.source }]
  return Object.entries(holder).flatMap(([name, member]: [string, unknown]) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? factSources(member, [...path, name])
      : [],
  )
}

/** The known ids that begin like the dead one; null where none does. */
function nearest(id: string, known: readonly string[]): string | null {
  for (let length = id.length - 1; length >= 3; length -= 1) {
    const alike = known.filter((one) => one.startsWith(id.slice(0, length)))
    if (alike.length > 0) return `perhaps ${alike.slice(0, 3).join(' or ')}`
  }
  return null
}
