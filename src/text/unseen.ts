/**
 * Format, control, private-use characters and noncharacters, and letters and marks that draw nothing: the source of a pattern
 * for one of them. Text that a person cannot see must not reach a reader, an index or a model.
 */
export const unseen = String.raw`[\p{Cc}\p{Cf}\p{Co}\ufdd0-\ufdef\ufffe\uffff\u115f\u1160\u3164\uffa0]|[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]|[\u180b-\u180f\u17b4\u17b5]|\u034f`
