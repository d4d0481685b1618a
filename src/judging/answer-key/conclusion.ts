/** Words of a sentence that draws a conclusion. */
const concludes =
  /\b(?:therefore|thus|hence|so|consequently|conclu\w+|overall|summary|based on|most likely|likeliest|best|answer|correct|consistent with|suggests?|probably|i think|i believe|diagnosis|appropriate|should be)\b/i
/** Words of one that weighs, denies or speaks of the other options. */
const weighs =
  /\b(?:not|rather than|instead of|except|unlike|ruled? out|neither|never|less|unlikely|incorrect|wrong|false|however|although|while|other|alternative|but)\b|n't\b/i

/** Whether an option that the sentence only mentions can be taken for its conclusion. */
export function drawsConclusion(sentence: string): boolean {
  return concludes.test(sentence) && !weighs.test(sentence)
}
