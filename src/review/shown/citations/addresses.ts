/** A web address in a text, with the stop that ends the sentence cut off by `withoutStop`. */
export const addressPattern = String.raw`(?:https?:\/\/|www\.)[^\s<>"'${'`'}【】]+`
const identifierPattern = String.raw`(?:doi:?\s*)?\b10\.\d{4,9}\/[^\s;,)\]<>"]+|\bPMC?ID:?\s*(?:PMC)?\d{4,9}\b`

const address = new RegExp(addressPattern, 'i')
const identifier = new RegExp(identifierPattern, 'i')

/** Finds web addresses, DOIs and PubMed numbers. */
export const sourceAddress = new RegExp(`${addressPattern}|${identifierPattern}`, 'gi')

export function withoutStop(found: string): string {
  let end = found.length
  while (end > 0 && /[.,;:!?)\]}»”’*_]/.test(found[end - 1] ?? '')) {
    const open = found[end - 1] === ')' && found.slice(0, end).includes('(')
    if (open) break
    end--
  }
  return found.slice(0, end)
}

export const holdsAddress = (text: string): boolean => address.test(text) || identifier.test(text)

/** A text that is a host or an address and nothing else ("nejm.org"). */
export function isAddress(text: string): boolean {
  return text.length < 2000 && /^(?:https?:\/\/\S+|(?:[\w-]+\.)+[a-z]{2,}(?:[/?#]\S*)?)$/i.test(text.trim())
}

/** What makes two addresses the same source: DOI, PubMed number, or the address without what sites add to it. */
export function addressKey(url: string): string {
  const short = url.slice(0, 2000)
  const doi = /10\.\d{4,9}\/[^\s?#]+/.exec(short)?.[0]
  if (doi !== undefined) return `doi:${withoutStop(doi).toLowerCase()}`
  const pubmed = pubmedNumber(short)
  if (pubmed !== null) return `pubmed:${pubmed}`
  const [page = '', query = ''] = short.replace(/#.*$/s, '').split('?')
  const kept = query.split('&').filter((part) => part !== '' && !/^(?:utm_|ref=|source=)/i.test(part))
  const plain = page.replace(/^https?:\/\/(?:www\.)?|^www\./i, '').replace(/\/+$/, '')
  return `url:${plain.toLowerCase()}${kept.length === 0 ? '' : `?${kept.join('&')}`}`
}

export function pubmedNumber(text: string): string | null {
  return /(?:pubmed(?:\.ncbi\.nlm\.nih\.gov)?\/|PMID:?\s*)(\d{4,9})/i.exec(text)?.[1] ?? null
}
