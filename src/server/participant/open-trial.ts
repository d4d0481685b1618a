import type { AssistedPlan } from '../../protocol/assisted/assisted-plan.ts'
import type { ProtocolDocument } from '../../protocol/schema-v1.ts'
import type { Store } from '../../store/store.ts'
import type { ChatArm } from './chat-arm.ts'
import type { Conversations } from './conversations.ts'
import type { HiddenNames } from './hidden-names.ts'

/** The trial of a study as it is served, by the protocol that it was opened with. */
export interface OpenTrial {
  readonly store: Store
  readonly study: { readonly id: string }
  readonly document: ProtocolDocument
  readonly plan: AssistedPlan
  /** What participants read as its title. */
  readonly title: string
  readonly sample: boolean
  /** Arms that participants talk with, by their ids; of the others they read how to use their usual means. */
  readonly arms: ReadonlyMap<string, ChatArm>
  /** What is hidden in answers. */
  readonly names: HiddenNames
  readonly conversations: Conversations
}
