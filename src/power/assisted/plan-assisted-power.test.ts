import { describe, expect, it } from 'vitest'
import { assistedPowerSchema } from './assisted-power-schema.ts'
import { planAssistedPower } from './plan-assisted-power.ts'
import { trialProtocol } from './testing/trial-protocol.ts'

const planned = (
  given: Parameters<typeof trialProtocol>[0],
  more: { trials: number; seed?: number; workers?: number },
) =>
  planAssistedPower({
    ...trialProtocol(given),
    fromCommandLine: [],
    softwareVersion: '0',
    seed: 11,
    workers: 1,
    ...more,
  })
const still = 'participantSd: 0, caseSd: 0, caseByArmSd: 0'

describe('planAssistedPower', () => {
  // Without any spread, one case each, it is the comparison of two shares. R 4.2.2: power.prop.test(p1 = .4, p2 = .55) gives 0.85446 for
  // n = 200, and n = 172.8 and 230.8 for 80 and 90 %. A standard error of 600 trials is 0.014.
  it('finds what the formula for two shares says where nothing varies', async () => {
    const power = `{control: {condition: 0.4, disposition: 0.5}, effect: {condition: 0.15}, ${still}}`
    const results = await planned({ cases: 400, power }, { trials: 600 })
    const [hypothesis] = assistedPowerSchema.parse(results).hypotheses
    expect(Math.abs(hypothesis!.power!.share - 0.85446)).toBeLessThan(0.05)
    expect(Math.abs(hypothesis!.neededFor80! - 172.8)).toBeLessThan(15)
    expect(Math.abs(hypothesis!.neededFor90! - 230.8)).toBeLessThan(20)
    expect(Math.abs(hypothesis!.meanEstimate! - 0.15)).toBeLessThan((4 * 0.05) / Math.sqrt(600))
    expect(hypothesis!.falsePositives.share).toBeGreaterThan(0.02)
    expect(hypothesis!.falsePositives.share).toBeLessThan(0.085)
  }, 120_000)

  it('says that no size is enough where four cases differ between the arms, and plans nothing without an effect', async () => {
    const power = '{control: {condition: 0.4, disposition: 0.5}, effect: {condition: 0.1}, caseByArmSd: 1}'
    const results = await planned({ cases: 4, power }, { trials: 100 })
    expect(results.hypotheses[0]).toMatchObject({ neededFor80: null, neededFor90: null })
    expect(results.largestTried).toBe(1600)
    const other = '{control: {condition: 0.4, disposition: 0.5}, effect: {disposition: 0.1}}'
    const none = await planned({ cases: 4, power: other }, { trials: 100 })
    expect(none.hypotheses[0]).toMatchObject({ effect: null, power: null, neededFor80: null })
  }, 60_000)

  it('gives the same for the same seed and any number of workers, and other trials for another seed', async () => {
    const power = '{control: {condition: 0.4, disposition: 0.5}, effect: {condition: 0.3}, dropout: 0.1}'
    const given = { cases: 10, casesPerParticipant: 2, arms: 3, power }
    const once = await planned(given, { trials: 130 })
    expect(await planned(given, { trials: 130, workers: 2 })).toEqual(once)
    expect((await planned(given, { trials: 130, seed: 12 })).curve).not.toEqual(once.curve)
    // 200 responses of two cases each are 100 participants of four arms; the last block may bring a few more.
    expect(once.design.participants).toBeGreaterThanOrEqual(397)
    expect(once.design.participants).toBeLessThanOrEqual(412)
  }, 120_000)

  it('needs fewer responses within persons who differ, as everybody is their own control', async () => {
    const power =
      '{control: {condition: 0.4, disposition: 0.5}, effect: {condition: 0.12}, participantSd: 2, caseSd: 0, caseByArmSd: 0}'
    const shares = await Promise.all(
      (['between', 'within'] as const).map(
        async (design) =>
          (await planned({ cases: 60, casesPerParticipant: 2, design, power }, { trials: 300 }))
            .hypotheses[0]!.power!.share,
      ),
    )
    expect(shares[1]!).toBeGreaterThan(shares[0]! + 0.1)
  }, 120_000)
})
