import { Fragment } from 'react'

/** A command as it is typed, in a box of its own; a line breaks between words alone. */
export function Command({ line }: { readonly line: string }) {
  return (
    <pre className="command">
      <code>
        {line.split(' ').map((word, at) => (
          <Fragment key={at}>
            {at > 0 && ' '}
            <span className="typed">{word}</span>
          </Fragment>
        ))}
      </code>
    </pre>
  )
}
