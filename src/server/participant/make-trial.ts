import type { AssistedPlan } from '../../protocol/assisted/assisted-plan.ts'
import type { Plan } from '../../protocol/plan.ts'
import type { ProtocolDocument } from '../../protocol/schema-v1.ts'
import type { Store } from '../../store/store.ts'
import type { ChatArm } from './chat-arm.ts'
import { Conversations } from './conversations.ts'
import { hiddenNames } from './hidden-names.ts'
import type { OpenTrial } from './open-trial.ts'

export interface TrialParts {
  readonly store: Store
  readonly study: { readonly id: string }
  readonly protocol: { readonly document: ProtocolDocument; readonly plan: Plan }
  readonly assisted: AssistedPlan
  readonly arms: ReadonlyMap<string, ChatArm>
  readonly onFault: (error: unknown) => void
}

/** Puts together what a trial is served with. */
export function makeTrial({ store, study, protocol, assisted, arms, onFault }: TrialParts): OpenTrial {
  const { document, plan } = protocol
  const names = hiddenNames(document)
  const timeoutMilliseconds = plan.collect.timeoutSeconds * 1000
  return {
    store,
    study,
    document,
    plan: assisted,
    title: assisted.title,
    sample: plan.sample,
    arms,
    names,
    conversations: new Conversations({
      store,
      study,
      plan: assisted,
      arms,
      names,
      timeoutMilliseconds,
      onFault,
    }),
  }
}
