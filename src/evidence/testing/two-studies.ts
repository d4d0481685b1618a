/*
 * A small ledger for tests: two studies of invented systems that came to opposite results, one claim that measured what the form
 * of marking does, one that only repeats, and a thread over them. Everything in it is made up.
 */

const known = (value: string) => `{ value: ${value}, access: P, source: tarn-paper }`
const design = (fields: Readonly<Record<string, string>>) => {
  const unknown = '{ value: null, reason: not stated }'
  const factors = [
    'population',
    'questionOrigin',
    'questions',
    'form',
    'scale',
    'rendering',
    'graders',
    'graderDetails',
    'graderCount',
    'blinding',
    'comparator',
    'collection',
    'modelSize',
    'feedbackStage',
    'refusalRule',
    'funding',
    'conflicts',
    'preregistration',
    'data',
    'code',
  ]
  return factors.map((name) => `      ${name}: ${fields[name] ?? unknown}`).join('\n')
}

/** The ledger as one YAML file. */
export const twoStudies = `schemaVersion: 1
sources:
  - { id: tarn-paper, title: Tarn paper, authors: [Ada], date: "2026-06-12", kind: article, link: "https://example.org/tarn", independence: academic, stakes: [] }
  - { id: moor-paper, title: Moor paper, authors: [Moor Ltd], date: "2026-06-27", kind: preprint, link: null, independence: vendor, stakes: [moor] }
  - { id: form-paper, title: Form paper, authors: [Eve], date: "2026-08", kind: preprint, link: null, independence: academic, stakes: [] }
  - { id: gazette, title: Gazette, authors: [], date: null, kind: news, link: null, independence: journalist, stakes: [] }
systems:
  - { id: tarn, label: Tarn, kind: general, maker: null }
  - { id: moor, label: Moor, kind: specialised, maker: Moor Ltd }
  - { id: rubric, label: marking by rubric, kind: instrument, maker: null }
  - { id: pairs, label: marking in pairs, kind: instrument, maker: null }
outcomes:
  - { id: quality, label: Quality of answers, better: higher }
studies:
  - id: tarn-study
    title: Study of Tarn
    sources: [tarn-paper]
    sharesDataWith: []
    design:
${design({ form: known('absolute'), questionOrigin: known('one-institution'), graders: known('clinicians'), graderCount: known('12'), data: known('closed'), funding: known('A foundation') })}
  - id: moor-study
    title: Study of Moor
    sources: [moor-paper]
    sharesDataWith: [form-study]
    design:
${design({ form: known('pairwise'), questionOrigin: known('traffic-of-a-contestant'), graders: known('clinicians'), graderCount: known('149'), data: known('public') })}
  - id: form-study
    title: Study of the form
    sources: [form-paper]
    sharesDataWith: []
    design:
${design({ form: known('pairwise'), graders: known('models'), data: known('public') })}
claims:
  - id: tarn-ahead
    statement: Clinicians marked Tarn higher than Moor.
    source: tarn-paper
    study: tarn-study
    kind: result
    access: P
    systems: [{ system: tarn, version: ${known('Tarn 1')} }, { system: moor, version: { value: null, reason: not stated } }]
    outcome: quality
    effect:
      kind: mean-difference
      of: [tarn]
      against: [moor]
      condition: null
      value: ${known('0.32')}
      interval: ${known('{ lower: 0.1, upper: 0.54, level: 0.95 }')}
      n: ${known('1800')}
      unit: marks
      margin: { value: null, reason: none was set }
    figures: [{ name: Mean mark, system: tarn, unit: marks, value: ${known('3.5')} }]
    factor: null
  - id: moor-ahead
    statement: Physicians preferred <Moor> to Tarn.
    source: moor-paper
    study: moor-study
    kind: result
    access: P
    systems: [{ system: moor, version: ${known('Moor 2')} }, { system: tarn, version: ${known('Tarn 2')} }]
    outcome: quality
    effect:
      kind: win-difference
      of: [moor]
      against: [tarn]
      condition: text only
      value: ${known('24.7')}
      interval: { value: null, reason: none was given }
      n: { value: null, reason: not stated }
      unit: comparisons
      margin: { value: null, reason: none was set }
    figures: []
    factor: null
  - id: form-moves
    statement: With a rubric the lead of Moor was smaller.
    source: form-paper
    study: form-study
    kind: result
    access: P
    systems: [{ system: rubric, version: { value: null, reason: none } }, { system: pairs, version: { value: null, reason: none } }]
    outcome: quality
    effect:
      kind: difference-of-differences
      of: [rubric]
      against: [pairs]
      condition: null
      value: ${known('-16.9')}
      interval: ${known('{ lower: -22.3, upper: -11.4, level: 0.95 }')}
      n: ${known('2388')}
      unit: grades
      margin: { value: null, reason: none was set }
    figures: []
    factor: form
    levels: { from: [pairwise], to: [absolute, rubric] }
  - id: gazette-says
    statement: Moor wins.
    source: gazette
    study: null
    kind: amplification
    access: P
    systems: []
    outcome: null
    effect: null
    figures: []
    factor: null
relations:
  - { from: moor-ahead, kind: contradicts, to: tarn-ahead, why: The same systems and the other winner. }
  - { from: gazette-says, kind: amplifies, to: moor-ahead, why: It says the same. }
threads:
  - id: tarn-or-moor
    title: Tarn or Moor
    what: [{ text: There are two systems., claims: [tarn-ahead, moor-ahead] }]
    whyItMatters: [{ text: Only one can be bought., claims: [moor-ahead] }]
    openQuestions:
      - id: form
        question: Does the form of marking decide?
        claims: [form-moves, tarn-ahead]
        protocol: real-pocqi-2026
        how: { text: It marks in pairs., claims: [form-moves] }
    narrative: [{ heading: Two winners, sentences: [{ text: One study finds Tarn ahead., claims: [tarn-ahead] }, { text: The other finds Moor ahead., claims: [gazette-says, moor-ahead] }] }]
    timeline:
      - { date: "2026-06-12", text: Tarn is found ahead., claims: [tarn-ahead] }
      - { date: "2026-06-27", text: Moor is found ahead., claims: [moor-ahead] }
    perspectives: [{ id: moor, who: Moor Ltd, evolved: [{ date: "2026-06-27", text: It holds that it is ahead., claims: [moor-ahead] }] }]
    tensions: [{ id: winner, between: [tarn-ahead, moor-ahead], factors: [form], sentences: [{ text: They name two winners., claims: [tarn-ahead, moor-ahead] }] }]
    claims: [tarn-ahead, moor-ahead, form-moves, gazette-says]
`
