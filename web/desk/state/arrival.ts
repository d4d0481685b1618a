import type { Desk } from '../../../src/server/contract/desk.ts'
import { firstOpenTask, openUnit, type UnitState } from '../form/unit-state.ts'
import { atOnce, type Seat } from '../offline/seat.ts'
import { formsAhead } from '../outbox/event-store.ts'
import type { Outbox } from '../outbox/outbox.ts'
import { type DeskState, scopeOf, startState } from './desk-state.ts'
import type { Present } from './notes.ts'
import type { Persistence } from './persistence.ts'
import type { DeskSurroundings } from './surroundings.ts'

/** What arriving needs of the desk. */
export interface ArrivingDesk {
  readonly seat: Seat
  readonly state: () => DeskState
  readonly set: (change: Partial<DeskState>) => void
  readonly open: (desk: Desk, change?: Partial<DeskState>) => Desk
  readonly load: () => Promise<Desk>
  readonly ask: Persistence['ask']
  readonly openOutbox: (scope: string) => Outbox
  readonly showUnit: (unit: UnitState) => void
  readonly toNext: () => Promise<void>
  readonly leave: (done: UnitState) => Promise<void>
}

/** How a reviewer comes to a place at the desk: from the server, or without a connection from what this browser keeps. */
export function createArrival(around: DeskSurroundings, desk: ArrivingDesk) {
  const { api, notes, ownCopy } = around

  /** Goes on with the question that this browser keeps, until the server can be asked who is here. */
  const openKept = async (kept: Present): Promise<void> => {
    const scope = scopeOf(kept.desk)
    desk.open(kept.desk, { offline: true })
    const outbox = desk.openOutbox(scope)
    const forms = new Map([
      ...formsAhead(await around.keptEvents(), scope),
      ...notes.presentForms().map((one) => [one.task, one] as const),
    ])
    const unit = openUnit(kept.unit, kept.desk, forms)
    desk.showUnit(unit)
    if (firstOpenTask(unit) === null) void desk.leave(unit)
    const told = await desk.ask(api.desk)
    if (scopeOf(told) !== scope) {
      // Somebody else uses this browser now; what the one before has not sent stays for them.
      notes.keepPresent(null)
      outbox.stop()
      desk.set({ ...startState, unkept: desk.state().unkept })
      return start()
    }
    known()
    desk.open(told, { offline: false })
    void outbox.wake()
    if (told.state === 'closed') desk.set({ place: { kind: 'closed' } })
  }
  const known = () => {
    desk.seat.confirm()
    ownCopy.keep()
  }
  const start = async (): Promise<void> => {
    const kept = notes.present()
    const first = kept === null ? null : await atOnce(api.desk, around.later)
    // A server that is only busy will answer in a moment.
    if (kept !== null && first?.kind === 'again' && first.why !== 'busy') return openKept(kept)
    const told = first?.kind === 'ok' ? desk.open(first.value) : await desk.load()
    known()
    const scope = scopeOf(told)
    if (kept !== null && scopeOf(kept.desk) !== scope) notes.keepPresent(null)
    const outbox = desk.openOutbox(scope)
    if (told.state === 'closed') return desk.set({ place: { kind: 'closed' } })
    if (told.progress.done === 0 && !notes.begun(scope)) return desk.set({ place: { kind: 'welcome' } })
    await outbox.empty()
    await desk.toNext()
  }
  return { start }
}
