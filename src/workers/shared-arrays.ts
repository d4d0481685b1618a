/** An array of zeros on memory that all threads see, so that handing it to a worker copies nothing. */
export function sharedFloats(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT * length))
}
