import type { Place } from '../../problem.ts'
import { type YamlFault, yamlFaults } from '../../yaml-faults.ts'
import { readYamlText } from '../../yaml-text.ts'

/** Where the fields of a YAML file stand. */
export interface Places {
  readonly faults: readonly YamlFault[]
  readonly placeOf: (path: readonly PropertyKey[]) => Place
}

/**
 * Reads a file for its lines. It is slow beside the reader that only takes the values, so it is called for files that have a
 * problem.
 */
export function placesOf(text: string, file: string): Places {
  const { yaml, lines } = readYamlText(text, 0)
  const lineAt = (path: readonly PropertyKey[]): number => {
    // A missing field has no node of its own: the nearest enclosing one says where to add it.
    for (let depth = path.length; depth >= 0; depth -= 1) {
      const node: unknown = yaml.getIn(path.slice(0, depth), true)
      if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
        const offset: unknown = node.range[0]
        if (typeof offset === 'number') return lines.linePos(offset).line
      }
    }
    return 1
  }
  return {
    faults: yamlFaults(yaml, lines, text),
    placeOf: (path) => ({
      file,
      line: lineAt(path),
      ...(path.length === 0 ? {} : { field: path.map(String).join('.') }),
    }),
  }
}
