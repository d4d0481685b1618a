import { useEffect, useState } from 'react'
import { measuredWords } from '../words/progress-words.ts'

/** Time on this task as it is measured; the reviewer sees what the organisers see. */
export function ActiveTime({ read }: { readonly read: () => number }) {
  const [seconds, setSeconds] = useState(read)
  useEffect(() => {
    const timer = setInterval(() => setSeconds(read()), 1000)
    return () => clearInterval(timer)
  }, [read])
  return <p className="small">Active time here: {measuredWords(seconds)}</p>
}
