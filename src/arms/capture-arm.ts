import type { Arm } from './arm.ts'

/**
 * An arm that people put the questions to: a product with a page only, or one whose answers are sent in. It is
 * never called; its slots wait for the capture queue or an import.
 */
export function createCaptureArm(id: string, cites: boolean): Arm {
  return {
    id,
    abilities: {
      callable: false,
      cites,
      searches: false,
      mayRefuse: true,
      paid: false,
      leavesMachine: true,
    },
    answer: () => Promise.reject(new TypeError(`The arm ${id} cannot be called.`)),
    worstCase: () => ({ inputTokens: 0, outputTokens: 0, searches: 0 }),
  }
}
