/** Writes the SAMPLE marks of the study sample-answers. A test checks that they are what the arms' answers give. */
import { writeFileSync } from 'node:fs'
import { sampleRubricMarks } from './sample-answers/rubric-marks.ts'

const file = new URL('../studies/sample-answers/rubric-marks.jsonl', import.meta.url)
writeFileSync(file, await sampleRubricMarks())
