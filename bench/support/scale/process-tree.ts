import { readdirSync, readFileSync } from 'node:fs'

/**
 * Memory of a process and all that it started, in MiB: resident, that of PostgreSQL apart, because its processes share what
 * they hold and would be counted many times over. Linux only.
 */
export function treeMemory(pid: number): { readonly ours: number; readonly postgres: number } {
  const parents = new Map<number, number[]>()
  const resident = new Map<number, { readonly name: string; readonly mib: number }>()
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    try {
      const status = readFileSync(`/proc/${entry}/status`, 'utf8')
      const field = (name: string) => new RegExp(`^${name}:\\s+(.+)$`, 'm').exec(status)?.[1] ?? ''
      const parent = Number(field('PPid'))
      parents.set(parent, [...(parents.get(parent) ?? []), Number(entry)])
      // What is a process's own; shared buffers are counted once below, by the largest.
      resident.set(Number(entry), { name: field('Name'), mib: Number.parseInt(field('VmRSS'), 10) / 1024 })
    } catch {
      // It ended meanwhile.
    }
  }
  let ours = 0
  let postgres = 0
  const visit = (one: number): void => {
    const found = resident.get(one)
    if (found !== undefined && Number.isFinite(found.mib)) {
      if (found.name === 'postgres') postgres += found.mib
      else ours += found.mib
    }
    for (const child of parents.get(one) ?? []) visit(child)
  }
  visit(pid)
  return { ours, postgres }
}

/** Looks again and again; `stop` tells the most that was seen. */
export function watchMemory(pid: number, everyMs = 200) {
  let ours = 0
  const look = () => {
    ours = Math.max(ours, treeMemory(pid).ours)
  }
  const timer = setInterval(look, everyMs)
  return {
    stop: (): number => {
      look()
      clearInterval(timer)
      return ours
    },
  }
}
