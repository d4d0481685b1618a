/** A small protocol of three arms with a pairwise axis and two absolute ones; tests change it by `replace`. */
export const bedsideProtocol = `schemaVersion: 1
id: bedside
title: Answers at the bedside
question: Are the answers of our model preferred?
arms:
  - {id: ours, label: Our model, kind: own}
  - {id: theirs, label: Their model, kind: general}
  - {id: weakened, label: Weakened model, kind: baseline, knownWorse: true}
axes:
  - {id: preference, form: pairwise, primary: true}
  - {id: correctness, form: absolute, scale: {kind: ordinal, min: 1, max: 4}}
  - {id: harmful, form: absolute, scale: {kind: binary}, better: lower}
hypotheses:
  - {id: preferred, kind: superiority, axis: preference, candidate: ours, against: theirs}
resamples: 1000
seed: 7
`

/** Marks on pairs: a column for the axis, a choice in words. */
export const pairsMapping = `schemaVersion: 1
form: pairwise
columns: {item: question, armA: left, armB: right, axis: axis, value: choice, reviewer: reviewer}
values: {left: a, right: b, same: tie, "": missing}
`

/** Marks on pairs as numbers from -3 to 3. */
export const numbersMapping = pairsMapping.replace(/values: .*/, 'scale: {from: -3, to: 3, positive: b}')

/** Marks on single answers from 0 to 10, which is more than the protocol's scales allow, or in words. */
export const scoresMapping = `schemaVersion: 1
form: absolute
columns: {item: question, arm: arm, axis: axis, value: score, reviewer: reviewer}
levels: {wrong: 1, right: 4, perfect: 5, "": missing}
scale: {min: 0, max: 10}
`

/** A table of marks on pairs from rows such as `q1,ours,theirs,preference,left,dr-a`. */
export function pairsTable(...rows: readonly string[]): string {
  return table('question,left,right,axis,choice,reviewer', rows)
}

/** A table of marks on single answers from rows such as `q1,ours,correctness,3,dr-a`. */
export function scoresTable(...rows: readonly string[]): string {
  return table('question,arm,axis,score,reviewer', rows)
}

function table(header: string, rows: readonly string[]): string {
  return `${[header, ...rows].join('\n')}\n`
}
