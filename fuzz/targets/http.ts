import { connect } from 'node:net'
import { priorConfidence, priorThreshold } from '../../src/search/answer/confidence/prior-confidence.ts'
import { ClinicalSearch } from '../../src/search/clinical-search.ts'
import { openCorpus } from '../../src/search/files/open-corpus.ts'
import { usualScoring } from '../../src/search/index/scoring.ts'
import { labelFreePrior } from '../../src/search/rank/prior.ts'
import { answersApp } from '../../src/server/search/answers-app.ts'
import { serveApp } from '../../src/server/serve.ts'
import { namedStudy } from '../../src/server/testing/named-study.ts'
import { studyApp } from '../../src/server/testing/study-app.ts'
import { startTestServer } from '../../src/store/testing/test-server.ts'
import { indexedSample } from '../../test/support/sample-corpus.ts'
import { bytesOf, type FuzzTarget, textOf } from '../target.ts'

const host = '127.0.0.1:4114'
const origin = `http://${host}`

function request(line: string, headers: readonly string[], body = ''): string {
  const length = body === '' ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]
  return [line, `Host: ${host}`, ...headers, ...length, 'Connection: close', '', body].join('\r\n')
}

const json = 'Content-Type: application/json'

/** Bytes on a connection to the real server that programs ask: no request may make it fail, or make it end. */
export const httpTarget: FuzzTarget = {
  name: 'http',
  words: [
    'GET ',
    'POST ',
    'PUT ',
    'OPTIONS ',
    ' HTTP/1.1\r\n',
    ' HTTP/1.0\r\n',
    'Transfer-Encoding: chunked\r\n',
    '5\r\nhello\r\n0\r\n\r\n',
    'Content-Length: 0\r\n',
    'Content-Length: -1\r\n',
    'Expect: 100-continue\r\n',
    'Upgrade: h2c\r\n',
    '/../../etc/passwd',
    '/%2e%2e/%2e%2e/',
    '//',
    '/v1/answers',
    '/v1/models',
    '/v1/chat/completions',
    '"stream":true',
    '"question":"gout"',
    '"messages":[{"role":"user","content":"gout"}]',
    '\r\n\r\n',
    '\n',
    ': ',
    'Cookie: a=b\r\n',
    '[[[[[[[[',
  ],
  seeds: async () => [
    bytesOf(request('GET /v1/models HTTP/1.1', [])),
    bytesOf(request('POST /v1/answers HTTP/1.1', [json], '{"question":"What is the dose of metformin?"}')),
    bytesOf(
      request(
        'POST /v1/chat/completions HTTP/1.1',
        [json],
        '{"model":"clinical-search","stream":true,"messages":[{"role":"user","content":"gout"}]}',
      ),
    ),
    bytesOf(request('GET /../../../etc/passwd HTTP/1.1', ['X-Big: '.padEnd(900, 'a')])),
  ],
  open: async () => {
    const indexed = await indexedSample()
    const search = await openCorpus(indexed.folder, usualScoring)
    const clinical = new ClinicalSearch({
      search,
      vectors: null,
      ranker: labelFreePrior,
      confidence: priorConfidence,
      threshold: priorThreshold,
      retractions: null,
      writer: null,
      writerModel: null,
    })
    const faults: unknown[] = []
    let clock = 0
    const app = answersApp({
      present: async () => ({ written: null, extractive: clinical, checkLeaves: () => {} }),
      corpus: 'main',
      door: { kind: 'this-machine' },
      origin,
      addressOf: () => '127.0.0.1',
      onFault: (error) => faults.push(error),
      // So much time passes between two requests that none comes too soon.
      now: () => ++clock * 60_000,
    })
    const server = await serveApp(() => app, '127.0.0.1', 0)
    return {
      run: async (input) => {
        const answer = await exchange(server.port, input)
        const [fault] = faults.splice(0)
        if (fault !== undefined) throw fault
        if (/^HTTP\/1\.1 5/.test(answer)) throw new Error(`Answered with ${answer.slice(0, 200)}`)
      },
      close: async () => {
        await server.close(1)
        await search.close()
        await indexed[Symbol.asyncDispose]()
      },
    }
  },
}

/** Sends bytes and reads until the server ends the connection; an unfinished request is ended by our side. */
function exchange(port: number, input: Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1')
    socket.on('data', (piece) => {
      answer += piece.toString('latin1').slice(0, 4096)
    })
    socket.on('error', (error: NodeJS.ErrnoException) => {
      // The server may end a connection that speaks nonsense while we still speak.
      if (error.code === 'ECONNREFUSED') reject(error)
      else resolve(answer)
    })
    socket.on('close', () => resolve(answer))
    socket.end(input)
  })
}

const requestWords = ['GET /api/study', 'POST /api/study/names/decide', 'POST /api/study/people', 'POST /api/study/people/revoke', 'POST /api/study/review/open', 'GET /api/study/results', 'POST /api/desk/next', 'POST /api/desk/events', 'POST /api/desk/consent', 'POST /api/desk/guesses', 'GET /r/', 'POST /r/', '/%2e%2e/', '?a[]=b', '"name":"Ada"', '"role":"reviewer"', '"events":[{"kind":"form"}]', '"email":"a@b.example"', '"__proto__":1', '\\u0000', '\\ud800', '1e400', '{"a":{"b":'] // biome-ignore format: a list

/**
 * Requests of an owner and of a reviewer to the study's server on a real database: a first line with method and path, then the
 * body. The first letter chooses who asks. No request may be answered with a fault of the server's own.
 */
export const httpStudyTarget: FuzzTarget = {
  name: 'http-study',
  words: requestWords,
  seeds: async () =>
    [
      'aGET /api/study\n',
      'aGET /api/study/names\n',
      'aPOST /api/study/people\n{"name":"Ada","role":"reviewer"}',
      'aPOST /api/study/people\n{"name":"Bo","role":"capturer","email":"bo@example.org","profile":{}}',
      'aPOST /api/study/people/revoke\n{"person":"00000000-0000-7000-8000-000000000000"}',
      'aPOST /api/study/names/decide\n{"item":"q0","arm":"tarn","decision":"shown"}',
      'bGET /api/desk\n',
      'bPOST /api/desk/next\n{}',
      'bPOST /api/desk/events\n{"events":[]}',
      'bPOST /api/desk/consent\n{"consent":true}',
      'cGET /r/abc\n',
      'cPOST /r/abc\n',
    ].map(bytesOf),
  open: async () => {
    const server = await startTestServer()
    const store = await server.freshStore()
    const made = await namedStudy(store)
    const app = studyApp(store, made.study, made.protocol, made.items)
    const owner = await app.visitor('Owner', 'owner')
    const reviewer = await app.visitor('Reviewer', 'reviewer')
    // Requests come faster than people make them; for the limits a minute passes with each.
    const real = Date.now
    let skipped = 0
    Date.now = () => real() + ++skipped * 60_000
    return {
      run: async (input) => {
        const text = textOf(input.subarray(1))
        const [line = '', ...rest] = text.split('\n')
        const [method = 'GET', path = '/'] = line.split(' ')
        if (!/^[A-Z]{1,10}$/.test(method) || ['CONNECT', 'TRACE', 'TRACK'].includes(method)) return
        if (!URL.canParse(path, origin)) return
        const body = rest.join('\n')
        const sender = (input[0] ?? 0) % 2 === 1 ? owner : reviewer
        const answer = await sender.sendText(
          method,
          path,
          method === 'GET' || method === 'HEAD' ? null : body,
        )
        const [fault] = app.faults.slice(-1)
        if (answer.status >= 500) throw fault instanceof Error ? fault : new Error(`Status ${answer.status}`)
        await answer.arrayBuffer()
      },
      close: async () => {
        Date.now = real
        await server.stop()
      },
    }
  },
}
