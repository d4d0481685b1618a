import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readProtocol } from '../src/protocol/read.ts'
import { standInKey, type TuningStandIn } from './providers/tuning-stand-in.ts'
import { equipoise, projectRoot } from './support/command-line.ts'
import { enough } from './support/preference-files.ts'
import { prepared, routes, services, setTuningKeys } from './support/tuning-run.ts'

const created = (standIn: TuningStandIn) => standIn.jobs.map(({ body }) => body)

const executable = join(projectRoot, 'bin', 'equipoise.mjs')
beforeEach(() => setTuningKeys(true))
afterEach(() => setTuningKeys(false))

describe.each(services)('tuning at %s', (service) => {
  it('tells what would leave the machine, and sends nothing without --yes', async () => {
    await using own = await prepared(service)
    setTuningKeys(false)
    const { exitCode, out } = await equipoise(...own.given)
    expect(exitCode).toBe(1)
    expect(out).toContain('unknown: 36 answers')
    expect(out).toContain('12 examples for sft')
    expect(out).toContain('Nothing was sent. Add --yes to send it.')
    expect(own.standIn.requests).toEqual([])
  })

  it('goes through supervised tuning and DPO, and gives an arm that a protocol takes', async () => {
    await using own = await prepared(service)
    const { exitCode, out, notes } = await own.start('--epochs', '2', '--beta', '0.2', '--name', 'clinic-v1')
    expect(exitCode, notes + out).toBe(0)
    const [sft, dpo] = created(own.standIn)
    expect(own.standIn.jobs).toHaveLength(2)
    if (service === 'openai') {
      expect(sft).toMatchObject({
        model: 'maker/base-8b',
        method: { type: 'supervised', supervised: { hyperparameters: { n_epochs: 2 } } },
        seed: 1,
      })
      expect(dpo).toMatchObject({
        method: { type: 'dpo', dpo: { hyperparameters: { n_epochs: 2, beta: 0.2 } } },
      })
      // The second stage tunes what the first one made.
      expect(dpo?.model).toBe(`ft:maker/base-8b:me:${sft?.suffix}:Abftjob-1`)
    } else {
      expect(sft).toMatchObject({
        model: 'maker/base-8b',
        n_epochs: 2,
        training_method: { method: 'sft', train_on_inputs: 'auto' },
      })
      expect(dpo).toMatchObject({
        model: 'maker/base-8b',
        from_checkpoint: 'ft-1',
        training_method: { method: 'dpo', dpo_beta: 0.2 },
      })
    }
    // What was uploaded is what was exported, byte for byte.
    const uploaded = [...own.standIn.files.values()].map(({ text }) => text)
    expect(uploaded).toEqual([
      await readFile(join(own.exported, 'sft.jsonl'), 'utf8'),
      await readFile(join(own.exported, 'dpo.jsonl'), 'utf8'),
    ])
    const arm = await readFile(join(own.run, 'arm.yaml'), 'utf8')
    expect(out).toContain(arm.trimEnd())
    expect(arm).toContain('    baseModel: maker/base-8b\n    feedback: dpo\n    preferences: 12\n')
    const protocol = [
      'schemaVersion: 1',
      'id: tuned',
      'title: Tuned',
      'question: Is it better?',
      'axes: [{id: preference, form: pairwise, primary: true}]',
      'hypotheses: [{id: h, kind: superiority, axis: preference, candidate: clinic-v1-dpo, against: base}]',
      'seed: 1',
      arm,
      '  - {id: base, kind: general}',
    ].join('\n')
    expect(readProtocol(protocol, 'protocol.yaml').plan.arms[0]?.source).toMatchObject({
      via: 'api',
      baseUrl: own.standIn.url,
    })
  })

  it('writes the key nowhere and shows it to nobody but the service', async () => {
    await using own = await prepared(service, {
      faults: (route) => (route.startsWith('GET /f') ? 'no-key' : null),
    })
    const { exitCode, out, notes } = await own.start()
    expect(exitCode).toBe(1)
    expect(notes).toContain('[HOSTED_KEY]')
    expect(out + notes).not.toContain(standInKey)
    expect(await readFile(join(own.run, 'tuning.json'), 'utf8')).not.toContain(standInKey)
    expect(
      own.standIn.requests.filter(({ route, key }) => route.includes('/store/') && key !== null),
    ).toEqual([])
  })

  it('a start whose answer is lost is found again, not made again', async () => {
    await using own = await prepared(service, {
      faults: (route, n) => (route === routes[service].create && n === 0 ? 'unanswered' : null),
      listedAfter: 3,
    })
    const { exitCode, notes } = await own.start()
    expect(exitCode, notes).toBe(0)
    expect(own.standIn.jobs).toHaveLength(2)
    expect(own.standIn.count(routes[service].create)).toBe(2)
    expect(notes).toContain('Looking whether the job was started.')
  })

  it.each(['lost', 'server-error', 'bad-gateway'] as const)(
    'a start that never arrived (%s) is made again once the list does not show it',
    async (fault) => {
      await using own = await prepared(service, {
        faults: (route, n) => (route === routes[service].create && n === 0 ? fault : null),
      })
      const { exitCode, notes } = await own.start()
      expect(exitCode, notes).toBe(0)
      expect(own.standIn.jobs).toHaveLength(2)
      expect(own.standIn.count(routes[service].create)).toBe(3)
    },
  )

  it('faults of looks and uploads pass', { timeout: 60_000 }, async () => {
    const faults = ['rate-limited', 'server-error', 'lost', 'unanswered'] as const
    await using own = await prepared(service, {
      faults: (route, n) =>
        route === 'POST /files' || route.startsWith('PUT') || route === routes[service].job
          ? (faults[n] ?? null)
          : null,
    })
    const { exitCode, notes } = await own.start()
    expect(exitCode, notes).toBe(0)
    expect(own.standIn.jobs).toHaveLength(2)
  })

  it('a file that the service finds bad is told with its words, and no job is started', async () => {
    await using own = await prepared(service, {}, enough('FORBIDDEN'))
    const { exitCode, notes } = await own.start()
    expect(exitCode).toBe(1)
    expect(notes).toMatch(/flagged by moderation|Line 1 is not JSON/)
    expect(notes).toContain('[TUNE_FILE_REFUSED]')
    expect(own.standIn.jobs).toEqual([])
  })

  it.each(['failed', 'cancelled'] as const)(
    'a job that %s ends the run, and can be tried again',
    async (outcome) => {
      await using own = await prepared(service, { outcome: (n) => (n === 0 ? outcome : 'succeeded') })
      const first = await own.start()
      expect(first.exitCode).toBe(1)
      expect(first.out).toContain(`sft: ${outcome}`)
      if (outcome === 'failed') expect(first.out).toContain('The job failed.')
      expect(own.standIn.jobs).toHaveLength(1)
      // Without the word for it nothing is paid for twice.
      expect((await own.start()).exitCode).toBe(1)
      expect(own.standIn.jobs).toHaveLength(1)
      // The command that is printed can be copied.
      const printed = /once more: equipoise (.*)$/m.exec(first.out)?.[1]?.split(' ') ?? []
      expect((await equipoise(...printed, '--poll', '0.01')).exitCode).toBe(0)
      expect(own.standIn.jobs).toHaveLength(3)
      expect(new Set(created(own.standIn).map(({ suffix }) => suffix)).size).toBe(3)
    },
  )

  it('two runs of the same data in two folders share their jobs', async () => {
    await using own = await prepared(service)
    expect((await own.start()).exitCode).toBe(0)
    const elsewhere = own.given.map((word) => (word === own.run ? join(own.folder, 'other') : word))
    expect((await equipoise(...elsewhere, '--yes')).exitCode).toBe(0)
    expect(own.standIn.jobs).toHaveLength(2)
    expect(own.standIn.files.size).toBe(2)
  })

  it('can be started, looked at, cancelled, and says where it stands', async () => {
    await using own = await prepared(service, { outcome: () => 'never' })
    const started = await own.start('--detach')
    expect(started.exitCode, started.notes).toBe(0)
    expect(started.out).toContain(`Go on with: equipoise tune wait ${own.run}`)
    const status = await equipoise('tune', 'status', own.run)
    expect(status.exitCode).toBe(0)
    expect(status.out).toContain('Step 10/100')
    const cancelled = await equipoise('tune', 'cancel', own.run)
    expect(cancelled.exitCode, cancelled.notes).toBe(0)
    expect((await own.state()).stages[0].status).toBe('cancelled')
    expect((await equipoise('tune', 'cancel', own.run)).notes).toContain('[TUNE_NO_JOB]')
  })

  it('a process that is killed at any of its requests starts no job twice', {
    timeout: 120_000,
  }, async () => {
    let child: ChildProcess | null = null
    let left = 0
    await using own = await prepared(service, {
      looks: 1,
      faults: () => {
        left -= 1
        if (left === 0) child?.kill('SIGKILL')
        return null
      },
    })
    const killed: number[] = []
    for (let requests = 1; requests <= 6; requests++) {
      left = requests
      child = spawn(process.execPath, [executable, ...own.given, '--yes'], { stdio: 'ignore' })
      const [code] = await once(child, 'close')
      if (code === null) killed.push(requests)
    }
    child = null
    expect(killed.length).toBeGreaterThan(3)
    const last = await own.start()
    expect(last.exitCode, last.notes).toBe(0)
    expect(own.standIn.jobs).toHaveLength(2)
    expect(own.standIn.count(routes[service].create)).toBe(2)
    // A file may be announced once more where its bytes never came, but no bytes are sent twice.
    expect([...own.standIn.files.values()].filter(({ text }) => text !== null)).toHaveLength(2)
  })

  it('Ctrl-C ends in order, with the command that goes on', { timeout: 60_000 }, async () => {
    let child: ChildProcess | null = null
    await using own = await prepared(service, {
      faults: (route, n) => {
        if (route === routes[service].job && n === 1) child?.kill('SIGINT')
        return null
      },
    })
    let out = ''
    child = spawn(process.execPath, [executable, ...own.given, '--yes'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      out += text
    })
    const [code] = await once(child, 'close')
    child = null
    expect([code, out.includes('Go on with: equipoise tune wait')]).toEqual([130, true])
    const last = await equipoise('tune', 'wait', own.run, '--poll', '0.01')
    expect(last.exitCode, last.notes).toBe(0)
    expect(own.standIn.jobs).toHaveLength(2)
  })

  it('a state that stopped in the middle of a start finds the job', async () => {
    await using own = await prepared(service)
    expect((await own.start('--detach')).exitCode).toBe(0)
    const state = await own.state()
    Object.assign(state.stages[0], { status: 'submitting', jobId: null })
    await writeFile(join(own.run, 'tuning.json'), JSON.stringify(state))
    const { exitCode, notes } = await equipoise('tune', 'wait', own.run, '--poll', '0.01')
    expect(exitCode, notes).toBe(0)
    expect(own.standIn.jobs).toHaveLength(2)
  })
})
