const lineEnd = String.raw`(?:\r\n|[\n\r\u2028\u2029])`

/** The step to the next line, past the marks of a quoted letter. */
export const nextLine = ` ?${lineEnd}(?: ?>)* ?`
