import { samePerson } from '../../exchange/captures/same-person.ts'
import type { Plan } from '../../protocol/plan.ts'
import {
  readDifferences,
  readWaitingChecks,
  type WaitingCheck,
} from '../../store/captures/read-second-checks.ts'
import type { Visitor } from '../../store/people/sessions.ts'
import type { CaptureDesk } from '../contract/capture.ts'
import type { OpenCapture } from './open-capture.ts'
import { termsOf } from './planned-capture.ts'

const differencesShown = 100

/** What the desk shows first: the arms, how far they are, and what second persons found. */
export async function deskView(open: OpenCapture, visitor: Visitor): Promise<CaptureDesk> {
  const { store, record, plan } = open.study
  const pages = pageArms(plan)
  const terms = new Map(
    termsOf(
      plan,
      plan.arms.map(({ id }) => id),
    ).map((one) => [one.arm, one.terms]),
  )
  const slots = pages.length === 0 ? null : await open.openSlots()
  const waiting = await readWaitingChecks(store, record)
  return {
    study: record.id,
    title: open.title,
    sample: open.sample,
    operator: visitor.name,
    arms: pages.map(({ arm, product, mode }) => {
      const { open: left, done } = slots?.counts(arm) ?? { open: 0, done: 0 }
      const toCheck = waiting.filter((one) => one.arm === arm)
      return {
        arm,
        product,
        mode,
        terms: terms.get(arm) ?? '',
        open: left,
        done,
        toCheck: toCheck.length,
        forYou: toCheck.filter((one) => mayCheck(one, visitor)).length,
      }
    }),
    vendors: vendorArms(plan).map((one) => ({ ...one, terms: terms.get(one.arm) ?? '' })),
    differences: [...(await readDifferences(store, record, differencesShown))],
  }
}

/** A person does not check what they captured themselves, under this name or one that reads the same. */
export function mayCheck({ operatorId, operator }: WaitingCheck, { person, name }: Visitor): boolean {
  return operatorId !== person && !samePerson(name, operator)
}

/** Arms with a page only. */
export function pageArms(plan: Plan) {
  return plan.arms.flatMap(({ id, source }) =>
    source?.via === 'capture' ? [{ arm: id, product: source.product, mode: source.mode }] : [],
  )
}

/** Arms whose makers send their answers in, with the command that takes them. */
function vendorArms(plan: Plan) {
  return plan.arms.flatMap(({ id, source }) =>
    source?.via === 'vendor'
      ? [
          {
            arm: id,
            vendor: source.vendor,
            command:
              source.file === null
                ? `equipoise capture export --arm ${id} --to for-the-maker.csv`
                : `equipoise run --arms ${id}`,
          },
        ]
      : [],
  )
}
