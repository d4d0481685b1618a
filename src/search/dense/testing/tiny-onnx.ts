/*
 * An ONNX model small enough to write by hand, in the bytes of its protocol buffers (onnx/onnx.proto): it looks up the row of each token
 * in a table. Its attention mask goes in and is not read.
 */

/** A model whose output for token `t` is row `t` of the table. */
export function tinyOnnx(table: readonly (readonly number[])[]): Buffer {
  const dimensions = table[0]?.length ?? 0
  const weights = bytes([
    [1, table.length],
    [1, dimensions],
    [2, 1],
    [8, 'table'],
    [9, Buffer.from(Float32Array.from(table.flat()).buffer)],
  ])
  const node = bytes([
    [1, 'table'],
    [1, 'input_ids'],
    [2, 'last_hidden_state'],
    [4, 'Gather'],
  ])
  const graph = bytes([
    [1, node],
    [2, 'tiny'],
    [5, weights],
    [11, value('input_ids', 7, ['batch', 'tokens'])],
    [11, value('attention_mask', 7, ['batch', 'tokens'])],
    [12, value('last_hidden_state', 1, ['batch', 'tokens', dimensions])],
  ])
  return bytes([
    [1, 8],
    [7, graph],
    [
      8,
      bytes([
        [1, ''],
        [2, 13],
      ]),
    ],
  ])
}

function value(name: string, element: number, shape: readonly (string | number)[]): Buffer {
  const dims = shape.map((size): Field => [1, bytes([typeof size === 'number' ? [1, size] : [2, size]])])
  const tensor = bytes([
    [1, element],
    [2, bytes(dims)],
  ])
  return bytes([
    [1, name],
    [2, bytes([[1, tensor]])],
  ])
}

type Field = readonly [number, number | string | Buffer]

/** Fields by their numbers: a whole number, or bytes with their length. */
function bytes(fields: readonly Field[]): Buffer {
  return Buffer.concat(
    fields.flatMap(([number, content]) => {
      if (typeof content === 'number') return [varint(number << 3), varint(content)]
      const body = typeof content === 'string' ? Buffer.from(content) : content
      return [varint((number << 3) | 2), varint(body.length), body]
    }),
  )
}

function varint(number: number): Buffer {
  const out: number[] = []
  for (let left = number; ; left >>>= 7) {
    if (left < 128) return Buffer.from([...out, left])
    out.push((left & 127) | 128)
  }
}
