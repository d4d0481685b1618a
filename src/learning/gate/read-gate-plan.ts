import { expectedValue } from '../../expected-value.ts'
import { ProblemError, problem } from '../../problem.ts'
import { yamlFaults } from '../../yaml-faults.ts'
import { readYamlText } from '../../yaml-text.ts'
import { type GatePlan, gatePlanSchema } from './gate-plan.ts'

/**
 * Reads a gate plan, YAML or JSON.
 *
 * @throws ProblemError GATE_PLAN_NOT_YAML or GATE_PLAN, one for each field that is wrong.
 */
export function readGatePlan(text: string, file: string): GatePlan {
  const { yaml: document, lines, content } = readYamlText(text, 0)
  const [fault] = yamlFaults(document, lines, text)
  if (fault !== undefined)
    throw problem('GATE_PLAN_NOT_YAML', `The plan is not YAML: ${fault.message}.`, fault.remedy, {
      place: { file, line: fault.line },
    })
  const parsed = gatePlanSchema.safeParse(content)
  if (parsed.success) return parsed.data
  throw new ProblemError(
    parsed.error.issues.map((issue) => ({
      code: 'GATE_PLAN',
      message: 'The plan of the gate is not complete or not legal.',
      place: { file, ...(issue.path.length === 0 ? {} : { field: issue.path.map(String).join('.') }) },
      value: issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : null,
      expected: expectedValue(issue),
      remedy: 'Mend the field; `equipoise gate --new rankers` writes a plan that is.',
    })),
  )
}
