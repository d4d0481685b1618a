import { expect, it } from 'vitest'
import { openable, visible } from './visible.ts'

it('opens pages of the web only', () => {
  expect(openable('https://example.org/a?b=1')).toBe('https://example.org/a?b=1')
  expect(openable('http://example.org')).toBe('http://example.org/')
  for (const url of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', '//x', 'x', null])
    expect(openable(url)).toBeNull()
})

it('takes out what turns the reading round', () => {
  expect(visible('5 \u202egm\u202c mg\u200b')).toBe('5 gm mg')
})
