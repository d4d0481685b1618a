import { describe, expect, it } from 'vitest'
import { analyseTrial } from '../../analysis/assisted/analyse-trial.ts'
import { syntheticRequest } from '../../analysis/assisted/testing/synthetic-trial.ts'
import { hostileText } from '../testing/hostile-results.ts'
import { attributeValues, markupProblems, readableText } from '../testing/markup-check.ts'
import { trialCsvFiles } from './trial-csv.ts'
import { assistedResultsText } from './trial-json.ts'
import { renderTrialReport } from './trial-page.ts'

const request = syntheticRequest({ simulated: 30 })
const results = analyseTrial(request)
const page = renderTrialReport(results, null)

describe('the report of an assisted-use trial', () => {
  it('is well formed, with every id once, and prints no undefined number', () => {
    expect(markupProblems(page)).toEqual([])
    const ids = attributeValues(page, 'id')
    expect(new Set(ids).size).toBe(ids.length)
    expect(readableText(page)).not.toMatch(/NaN|undefined|null|Infinity/)
  })

  it('says the verdicts, the risks, where it breaks and the limits in words that stand beside the numbers', () => {
    const text = readableText(page)
    for (const { headline } of results.verdicts) expect(text).toContain(headline)
    for (const remark of results.remarks) expect(text).toContain(remark)
    expect(text).toContain('SAMPLE: simulated decisions.')
    expect(text).toContain("model with the person's first message")
    expect(text).toContain('Not people. 30 SIMULATED participants')
    expect(text).toContain('Holm over the arms')
    const [control] = results.outcomes[0]?.analyses[0]?.arms ?? []
    expect(text).toContain(`${control?.right} of ${control?.n}`)
    expect(text).toContain(results.data.hash)
  })

  it('leads with nobody real where SIMULATED participants alone took part, and labels all that is theirs', () => {
    const alone = analyseTrial(syntheticRequest({ participantsPerArm: 0, simulated: 30 }))
    const html = renderTrialReport(alone, null)
    expect(markupProblems(html)).toEqual([])
    const told = readableText(html)
    expect(told).toContain('SIMULATED participants alone.')
    expect(told).toContain('0 real participants, 30 SIMULATED participants')
    // Before any number: the first part says it, and no hypothesis has a verdict.
    expect(told.indexOf('Nobody real took part')).toBeLessThan(told.indexOf('Not people.'))
    expect(told).not.toMatch(/undetermined/i)
    expect(told).toContain('alder-condition and birch-condition are not answered')
    expect(html).not.toContain('id="outcome-condition"')
    expect(html).not.toContain('id="triage"')
    expect(told).not.toContain('less real')
    for (const caption of html.match(/<(?:caption|figcaption)>.*?<\/(?:caption|figcaption)>/gs) ?? [])
      if (!/Flow by arm|Baseline/.test(caption)) expect(caption).toContain('SIMULATED')
  })

  it('counts in its head who and what was analysed, and beside it what was planned', () => {
    const gone = new Set(request.data.participants.slice(0, 2).map(({ id }) => id))
    const withdrawn = {
      ...request,
      data: {
        ...request.data,
        participants: request.data.participants.map((one) => ({ ...one, withdrawn: gone.has(one.id) })),
        encounters: request.data.encounters.map((one) =>
          one.case === 'c6' ? { ...one, decision: null } : one,
        ),
      },
    }
    const head = readableText(renderTrialReport(analyseTrial(withdrawn), null))
    expect(head).toContain('118 participants (120 randomised)')
    expect(head).toContain('5 cases (6 planned)')
    expect(readableText(page)).toContain('120 participants, 30 SIMULATED participants, 6 cases, ')
  })

  it('says before any verdict that allocations do not agree, and where', () => {
    const sentence = `allocation 7: The arm is not the one that the secret gives. ${hostileText}`
    const html = renderTrialReport(
      {
        ...results,
        allocations: {
          lists: [{ list: 'real', allocations: 120, agree: 119 }],
          problems: [{ code: 'TRIAL_ALLOCATION_OTHER', sentence }],
        },
      },
      null,
    )
    expect(markupProblems(html)).toEqual([])
    const text = readableText(html)
    const loud = text.indexOf('119 of 120 allocations of participants agree')
    expect(loud).toBeGreaterThan(0)
    expect(loud).toBeLessThan(text.indexOf(results.verdicts[0]?.headline ?? ''))
    expect(text).toContain('allocation 7: The arm is not')
    const whole = readableText(page)
    expect(whole).not.toContain('do not agree')
    expect(whole).toContain('120 of 120 allocations of participants agree with the secret and the log.')
  })

  it('lists deviations from the locked plan, with a link to them beside each verdict', () => {
    const description = `changed after the lock from 1 to ${hostileText}`
    const changed = { ...results, deviations: [{ kind: 'protocol' as const, place: 'seed', description }] }
    const html = renderTrialReport(changed, null)
    expect(markupProblems(html)).toEqual([])
    expect(html.match(/<a href="#deviations">1 deviation<\/a>/g)).toHaveLength(results.verdicts.length)
    expect(readableText(html)).toContain('Deviations from the locked plan')
    expect(page).not.toContain('id="deviations"')
  })

  it('escapes what people wrote', () => {
    const hostile = analyseTrial({
      ...request,
      plan: {
        ...request.plan,
        title: hostileText,
        arms: request.plan.arms.map((arm) => ({ ...arm, label: hostileText })),
        axes: request.plan.axes.map((axis) => ({ ...axis, label: hostileText })),
      },
    })
    expect(markupProblems(renderTrialReport(hostile, null))).toEqual([])
  })

  it('has no outcome while the trial goes on, and says so', () => {
    const open = renderTrialReport(analyseTrial({ ...request, closed: false }), null)
    expect(readableText(open)).toContain('no outcome has been computed')
    expect(open).not.toContain('id="outcome-condition"')
    expect(open).not.toContain('id="stages"')
  })

  it('reads back its results to the same bytes', () => {
    const text = assistedResultsText(results)
    expect(assistedResultsText(JSON.parse(text))).toBe(text)
  })
})

describe('its CSV files', () => {
  const files = trialCsvFiles(results)
  const rowsOf = (name: string) => (files.get(name) ?? '').trimEnd().split('\r\n')

  it('have a row for every arm, contrast and stage', () => {
    expect(rowsOf('risks.csv')).toHaveLength(1 + 2 * 2 * 3)
    expect(rowsOf('contrasts.csv')).toHaveLength(1 + 2 * 2 * 2)
    // Two arms with four stages; dispositions of the models were not scored.
    expect(rowsOf('stages.csv')).toHaveLength(1 + 2 * 4)
    expect(rowsOf('verdicts.csv')).toHaveLength(3)
    for (const [name, text] of files) {
      expect(text.startsWith('sample,'), name).toBe(true)
      expect(text, name).not.toMatch(/NaN|null|undefined/)
    }
  })

  it('have all digits', () => {
    const estimate = results.outcomes[0]?.analyses[0]?.contrasts[1]?.riskDifference.estimate
    expect(files.get('contrasts.csv')).toContain(String(estimate))
  })
})
