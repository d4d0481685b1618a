import { describe, expect, it } from 'vitest'
import { sentenceEnds } from './sentence-ends.ts'

/** The sentences of a text, without the white space between them. */
function sentences(text: string): string[] {
  let start = 0
  return sentenceEnds(text).map((end) => {
    const sentence = text.slice(start, end).trim()
    start = end
    return sentence
  })
}

/** Each line is one text; a bar stands where a new sentence begins. */
const split = `
Give 0.5 mg orally. | Repeat after 2.5 hours.
Start apixaban 5 mg b.i.d. for 7 days, then 2.5 mg b.i.d. | Monitor renal function.
Use a macrolide, e.g. Azithromycin 500 mg p.o. once daily. | Check the QTc first.
Stop other agents (i.e. NSAIDs). | Recheck creatinine in 1 wk.
LMWH vs. UFH was compared by Smith et al. in 2019. | No difference was found.
As Smith et al. (2020) showed, it works. | Others disagree.
Keep INR 2.0–3.0. | Above 4.5, hold warfarin.
Cultures grew E. coli and S. aureus. | Start ceftriaxone.
He has hepatitis B. | Vaccinate the household.
Give vitamin K. | Recheck INR after 6 h.
Dr. Jones and Prof. J. R. Smith agree. | So do we.
The U.S. Preventive Services Task Force recommends it. | Grade B evidence.
See Fig. 2 and Tab. 3. | Doses are in mg.
Is it safe? | Yes! | But monitor.
It is safe.[1] | Monitor potassium.[2,3] | Stop if above 5.5 mmol/l.
It is safe.【4:0†source】 | Monitor.
It is safe.² | Monitor.
(Reduce the dose.) | Then review.
"Stop it." | She did.
Temp. 38.5 °C, HR 120/min. | Likely sepsis...
Wait ... and see. | Then act.
1. Stop aspirin. | 2. Start clopidogrel.
Take no. 5 of the list. | Is there pain? | No. | Discharge.
pH was 7.1. | Bicarbonate was given at 0.5 mEq/kg.
Give 1 g i.v. stat. | Then 500 mg q.i.d. | Review at 48 h.
Dose: 10 mg at 8 a.m. and 5 mg at 8 p.m. daily. | Taper slowly.
疑似肺炎。 | 请做胸片。
Line one | Line two
`

describe('sentences of clinical text', () => {
  it.each(split.trim().split('\n'))('%s', (line) => {
    const expected = line.split(' | ')
    const text = expected.join(expected[0] === 'Line one' ? '\n' : expected[0]?.endsWith('。') ? '' : ' ')
    expect(sentences(text)).toEqual(expected)
  })

  it('have none in an empty text, and one in white space', () => {
    expect(sentenceEnds('')).toEqual([])
    expect(sentenceEnds('  ')).toEqual([2])
  })

  it('of 200,000 characters without white space take no time', () => {
    const before = performance.now()
    for (const sign of ['.', '.)', '. ', '[1]', 'a.', '。', '\n'])
      sentenceEnds(sign.repeat(200_000 / sign.length))
    expect(performance.now() - before).toBeLessThan(3000)
  })
})
