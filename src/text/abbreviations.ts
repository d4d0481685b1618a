/** Abbreviations that a sentence goes on after, whatever follows; without their last full stop, in small letters. */
export const neverLast: ReadonlySet<string> = new Set(
  'e.g i.e eg ie vs cf viz dr prof mr mrs ms st fig figs tab no nos eq ref refs vol ca approx resp incl esp u.s u.k e.u ed eds sp spp var dept univ ave mt ft sec ch pp'.split(
    ' ',
  ),
)

/** Abbreviations that may end a sentence: it goes on unless a capital letter follows. */
export const perhapsLast: ReadonlySet<string> = new Set(
  'b.i.d t.i.d q.i.d q.d o.d b.d t.d.s q.d.s p.o i.v i.m s.c s.l p.r p.r.n h.s a.c p.c stat n.b al etc inc ltd co a.m p.m temp wt ht dx tx rx hx pt pts min max hr hrs wk wks mo mos yr yrs d.c m.d ph.d'.split(
    ' ',
  ),
)

/** Words before a single letter that ends a sentence: "hepatitis B." is whole, the initial "J." is not. */
export const beforeLetter: ReadonlySet<string> = new Set(
  'vitamin hepatitis type group class grade factor stage influenza category strain protein immunoglobulin option arm plan appendix toxin answer choice step phase lead child-pugh complex and or in haemophilia hemophilia'.split(
    ' ',
  ),
)
