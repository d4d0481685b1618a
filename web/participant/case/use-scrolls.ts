import { type RefObject, useEffect, useState } from 'react'

/** Whether an element is taller inside than it is shown. */
export function useScrolls(element: RefObject<HTMLElement | null>): boolean {
  const [scrolls, setScrolls] = useState(false)
  useEffect(() => {
    const one = element.current
    if (one === null) return
    const watch = new ResizeObserver(() => setScrolls(one.scrollHeight > one.clientHeight + 1))
    watch.observe(one)
    return () => watch.disconnect()
  }, [element])
  return scrolls
}
