import { expect, it } from 'vitest'
import { parseProtocol } from '../read.ts'
import { lookSections } from './look-sections.ts'

it('are the axes and renderings that hypotheses ask about, each once, and no rubric', () => {
  const hypothesis = { kind: 'superiority', candidate: 'one', against: 'two' }
  const { plan } = parseProtocol(
    {
      schemaVersion: 1,
      id: 'trial',
      title: 'A trial',
      question: 'Which?',
      arms: [
        { id: 'one', kind: 'own' },
        { id: 'two', kind: 'general' },
      ],
      axes: [
        { id: 'utility', form: 'pairwise', primary: true },
        { id: 'accuracy', form: 'pairwise' },
        { id: 'score', form: 'absolute', scale: { kind: 'rubric' } },
      ],
      renderings: [{ id: 'plain', primary: true }, { id: 'cited' }],
      hypotheses: [
        { id: 'a', axis: 'utility', ...hypothesis },
        { id: 'b', axis: 'utility', ...hypothesis, candidate: 'two', against: 'one' },
        { id: 'c', axis: 'utility', rendering: 'cited', ...hypothesis },
        { id: 'd', axis: 'score', ...hypothesis },
      ],
      seed: 7,
    },
    (path) => ({ field: path.join('.') }),
  )
  expect(lookSections(plan)).toEqual([
    { axis: 'utility', form: 'pairwise', rendering: 'plain' },
    { axis: 'utility', form: 'pairwise', rendering: 'cited' },
  ])
})
