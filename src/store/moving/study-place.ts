import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { type ProblemError, problem } from '../../problem.ts'
import type { Database } from '../database.ts'

/** Advisory lock under which rows of a study are written, shared; held alone by whoever moves the study. */
const placeLock = 1_163_219_282

/** In which database a study is to be gone on with, as one database knows it. */
export interface StudyPlace {
  readonly place: 'here' | 'arriving' | 'moved'
  /** Identity of the other database; null where the study was always here. */
  readonly peerIdentity: string | null
  /** What a person calls the other database. */
  readonly peer: string
  /** SHA-256 of all rows once they were found the same in both databases. */
  readonly verified: string | null
}

const rowSchema = z.object({
  place: z.enum(['here', 'arriving', 'moved']),
  peer_identity: z.string(),
  peer: z.string(),
  verified: z.string().nullable(),
})

const always: StudyPlace = { place: 'here', peerIdentity: null, peer: '', verified: null }

export async function readPlace(database: Database, studyId: string): Promise<StudyPlace> {
  const { rows } = await sql`
    select place, peer_identity, peer, verified from study_place where study_id = ${studyId}::uuid`.execute(
    database,
  )
  if (rows[0] === undefined) return always
  const row = rowSchema.parse(rows[0])
  return { place: row.place, peerIdentity: row.peer_identity, peer: row.peer, verified: row.verified }
}

export async function writePlace(
  database: Database,
  studyId: string,
  place: StudyPlace & { readonly peerIdentity: string },
): Promise<void> {
  await sql`
    insert into study_place (study_id, place, peer_identity, peer, verified)
    values (${studyId}::uuid, ${place.place}, ${place.peerIdentity}, ${place.peer}, ${place.verified})
    on conflict (study_id) do update set place = excluded.place, peer_identity = excluded.peer_identity,
      peer = excluded.peer, verified = excluded.verified, changed_at = clock_timestamp()`.execute(database)
}

/** Keeps everybody else from writing rows of the study until the transaction ends; waits for those who do. */
export function holdPlace(studyId: string): RawBuilder<unknown> {
  return sql`select pg_advisory_xact_lock(${placeLock}::int, hashtext(${studyId}))`
}

/** Lets the transaction fill a place where the study arrives. */
export function openPlace(studyId: string): RawBuilder<unknown> {
  return sql`select set_config('equipoise.moving', ${studyId}, true)`
}

/** @throws ProblemError where the study is to be gone on with in another database. */
export async function refuseElsewhere(database: Database, studyId: string): Promise<void> {
  const place = await readPlace(database, studyId)
  if (place.place === 'moved') throw movedProblem(place.peer)
  if (place.place === 'arriving') throw arrivingProblem(place.peer)
}

export function arrivingProblem(peer: string): ProblemError {
  return problem(
    'STORE_STUDY_ARRIVING',
    'The study is on its way to this database and not whole here yet.',
    'Go on with it where it comes from, or run the same `equipoise store move` there again to finish.',
    { value: peer },
  )
}

export function movedProblem(peer: string | null): ProblemError {
  return problem(
    'STORE_STUDY_MOVED',
    'The study was moved from this database to another one.',
    'Set DATABASE_URL to the address it went to, or unset it where that is the embedded database.',
    { value: peer },
  )
}
