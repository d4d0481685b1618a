/** A source that tries to be more than words. The condition is made up. */
export const hostileSource = `---
id: zorblax
title: "Zorblax fever <img src=x onerror=alert(1)> (SAMPLE)"
focus: zorblax fever
source: sample
type: page
date: 2026-01-01
url: "javascript:alert(1)"
licence: CC0-1.0
---

## Treatment

Zorblax fever is treated with rest \\<script\\>document.title='owned'\\</script\\> and 5 mg of zorblaxine daily. The treatment of zorblax fever lasts for [ten days](https://evil.example/) and is \\*\\*never\\*\\* stopped early.

Keep 5 \u202Egm\u202C apart from \u2066children\u2069.
`

/** The same, about another condition, with an address that a browser may follow. */
export const linkedSource = hostileSource
  .replace(/^title: .*$/m, 'title: "Quendral rash (SAMPLE)"')
  .replace(/^url: .*$/m, 'url: "https://example.org/quendral"')
  .replace('2026-01-01', '2026-02-02')
  .replace(
    /\n\n[^#]+$/,
    '\n\nQuendral rash is treated with cool water. The treatment of quendral rash lasts for two days.\n',
  )
  .replaceAll('zorblax fever', 'quendral rash')
  .replaceAll('zorblax', 'quendral')
