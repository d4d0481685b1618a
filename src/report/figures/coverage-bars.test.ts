import { describe, expect, it } from 'vitest'
import { type CoverageBarsData, coverageBars } from './coverage-bars.ts'

const data: CoverageBarsData = {
  rows: [
    { label: 'Documentation & workflow', items: 0.25, practice: 0.5 },
    { label: 'Diagnosis', items: null, practice: 0.1 },
  ],
  key: ['A key <below>.'],
}
const frame = { id: 'c', title: 'Mix', description: 'Both', sample: true } as const

describe('the bars of coverage', () => {
  it.each(['wide', 'narrow'] as const)('show both shares to one scale, %s', (layout) => {
    const svg = coverageBars(data, { ...frame, layout })
    const lengths = (kind: string) =>
      [...svg.matchAll(new RegExp(`width="([\\d.]+)" height="9" class="${kind}"`, 'g'))].map((match) =>
        Number(match[1]),
      )
    const [documented = 0, diagnosed = 0] = lengths('tie')
    // The largest share fills the space: 0.1 is a fifth of 0.5, and 0.25 half of it.
    expect(diagnosed / documented).toBeCloseTo(0.2, 2)
    expect((lengths('bar')[0] ?? 0) / documented).toBeCloseTo(0.5, 2)
    expect(lengths('bar')[1]).toBe(0)
    expect(svg).toContain('Documentation &amp; workflow: 50.0% of practice')
    expect(svg).toContain('Diagnosis: – of the items')
    expect(svg).toContain('A key &lt;below&gt;.')
    expect(svg).toContain('SAMPLE')
  })
})
