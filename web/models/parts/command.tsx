/** A command as it is typed, in a box of its own. */
export function Command({ line }: { readonly line: string }) {
  return (
    <pre className="command">
      <code>{line}</code>
    </pre>
  )
}
