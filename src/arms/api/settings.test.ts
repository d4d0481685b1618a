import { describe, expect, it } from 'vitest'
import { compatibleChat } from './chat-completions.ts'
import { providerError } from './error-body.ts'
import { googleGenerateContent } from './google-generate-content.ts'
import { settingsMissing, settingsRefusedBy } from './settings.ts'

const asked = { temperature: 0, topP: 0.5, seed: 62, maxOutputTokens: 900 }
const { settingPlaces } = compatibleChat

describe('settingsMissing', () => {
  it('finds what was left out, and what was changed', () => {
    const body = { temperature: 1, top_p: 0.5, max_completion_tokens: 900 }
    expect(settingsMissing(body, asked, settingPlaces)).toEqual(['temperature', 'seed'])
    expect(settingsMissing({ ...body, temperature: 0, seed: 62 }, asked, settingPlaces)).toEqual([])
    expect(settingsMissing(undefined, { temperature: 0 }, settingPlaces)).toEqual(['temperature'])
  })
})

describe('settingsRefusedBy', () => {
  const refused = (status: number, body: unknown, places = settingPlaces) =>
    settingsRefusedBy(status, providerError(body), asked, places)

  it.each([
    // Sentences as users report them.
    [
      {
        error: {
          message: "Unsupported value: 'temperature' does not support 0 with this model.",
          type: 'invalid_request_error',
          param: 'temperature',
          code: 'unsupported_value',
        },
      },
      ['temperature'],
    ],
    [
      { error: { message: "Unsupported parameter: 'top_p' is not supported with this model.", param: null } },
      ['topP'],
    ],
    [
      {
        type: 'error',
        error: { type: 'invalid_request_error', message: '`temperature` is deprecated for this model.' },
      },
      ['temperature'],
    ],
    [
      {
        type: 'error',
        error: {
          type: 'invalid_request_error',
          message: '`temperature` and `top_p` cannot both be specified for this model.',
        },
      },
      ['temperature', 'topP'],
    ],
    [
      {
        detail: [
          { loc: ['body', 'seed'], msg: 'Extra inputs are not permitted', input: { text: 'temperature' } },
        ],
      },
      ['seed'],
    ],
    [{ error: { message: 'temperatures rose', type: 'x' } }, []],
    [{ error: { message: `${'x'.repeat(250)} temperature`, type: 'x' } }, []],
    [{ error: { message: 'Invalid model', type: 'x' } }, []],
  ])('reads %j', (body, expected) => {
    expect(refused(400, body)).toEqual(expected)
  })

  it("knows Google's two spellings", () => {
    const body = {
      error: { code: 400, message: 'Invalid value at generation_config.top_p', status: 'INVALID_ARGUMENT' },
    }
    expect(refused(400, body, googleGenerateContent.settingPlaces)).toEqual(['topP'])
  })

  it('takes only 400 and 422 for a refusal of settings, and only of what was asked', () => {
    const body = { error: { message: 'temperature', param: 'temperature' } }
    expect(refused(500, body)).toEqual([])
    expect(refused(422, body)).toEqual(['temperature'])
    expect(settingsRefusedBy(400, providerError(body), { seed: 1 }, settingPlaces)).toEqual([])
    expect(refused(400, '<html>')).toEqual([])
  })
})
