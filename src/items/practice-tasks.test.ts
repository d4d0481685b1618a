import { describe, expect, it } from 'vitest'
import { kindOfTask, practiceMix } from './practice-mix.ts'
import { practiceTask, practiceTaskNames } from './practice-tasks.ts'

describe('the published mix of practice', () => {
  it('has shares that sum to 1, but for rounding', () => {
    for (const field of ['task', 'kindOfWork', 'intent', 'harmIfWrong'] as const) {
      const total = practiceMix[field].reduce((sum, { share }) => sum + share, 0)
      expect(total, field).toBeCloseTo(1, 4)
    }
  })

  // The publication gives both; the kinds must be sums of their tasks.
  it('has kinds of work that are made of its tasks', () => {
    for (const { name, share } of practiceMix.kindOfWork) {
      const tasks = practiceMix.task.filter((task) => kindOfTask[task.name] === name)
      expect(
        tasks.reduce((sum, task) => sum + task.share, 0),
        name,
      ).toBeCloseTo(share, 4)
    }
  })
})

describe('the table of tasks', () => {
  it.each([
    ['Treatment', 'Treatment & management'],
    ['DOSING', 'Drug information & pharmacotherapy'],
    ['drug_interaction', 'Drug information & pharmacotherapy'],
    ['Differential-diagnosis', 'Diagnosis & differential'],
    [' test & result interpretation ', 'Test & result interpretation'],
    ['other', 'Other'],
  ])('reads %j as %j', (value, category) => {
    expect(practiceTask(value)).toBe(category)
  })

  it('never guesses', () => {
    for (const value of ['Follow-up', 'Prognosis', 'Screening', 'Treat', '', 'toString', 'constructor'])
      expect(practiceTask(value), value).toBe(null)
  })

  it('lets a table of the study go before its own', () => {
    const own = new Map([
      ['Follow-up', 'Treatment & management'],
      ['Treatment', 'Other'],
    ] as const)
    expect(practiceTask('Follow-up', own)).toBe('Treatment & management')
    expect(practiceTask('Treatment', own)).toBe('Other')
    expect(practiceTask('treatment', own)).toBe('Treatment & management')
  })

  it('knows every category by its own name', () => {
    for (const name of practiceTaskNames) expect(practiceTask(name)).toBe(name)
  })
})
