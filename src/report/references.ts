/** The literature behind the methods. Volumes, pages and identifiers were checked against the publishers' records. */
export interface Reference {
  readonly text: string
  /** Digital object identifier, without its resolver; null where there is none. */
  readonly doi: string | null
}

export type ReferenceKey = keyof typeof references

export const references = {
  judd2012: {
    text: 'Judd CM, Westfall J, Kenny DA. Treating stimuli as a random factor in social psychology: a new and comprehensive solution to a pervasive but largely ignored problem. J Pers Soc Psychol. 2012;103(1):54–69.',
    doi: '10.1037/a0028347',
  },
  cameron2011: {
    text: 'Cameron AC, Gelbach JB, Miller DL. Robust inference with multiway clustering. J Bus Econ Stat. 2011;29(2):238–249.',
    doi: '10.1198/jbes.2010.07136',
  },
  cameron2015: {
    text: 'Cameron AC, Miller DL. A practitioner’s guide to cluster-robust inference. J Hum Resour. 2015;50(2):317–372.',
    doi: '10.3368/jhr.50.2.317',
  },
  schuirmann1987: {
    text: 'Schuirmann DJ. A comparison of the two one-sided tests procedure and the power approach for assessing the equivalence of average bioavailability. J Pharmacokinet Biopharm. 1987;15(6):657–680.',
    doi: '10.1007/BF01068419',
  },
  iche10: {
    text: 'International Council for Harmonisation. E10: Choice of control group and related issues in clinical trials. 2000.',
    doi: null,
  },
  lan1983: {
    text: 'Lan KKG, DeMets DL. Discrete sequential boundaries for clinical trials. Biometrika. 1983;70(3):659–663.',
    doi: '10.1093/biomet/70.3.659',
  },
  holm1979: {
    text: 'Holm S. A simple sequentially rejective multiple test procedure. Scand J Stat. 1979;6(2):65–70.',
    doi: null,
  },
  benjamini1995: {
    text: 'Benjamini Y, Hochberg Y. Controlling the false discovery rate: a practical and powerful approach to multiple testing. J R Stat Soc Series B. 1995;57(1):289–300.',
    doi: '10.1111/j.2517-6161.1995.tb02031.x',
  },
  field2007: {
    text: 'Field CA, Welsh AH. Bootstrapping clustered data. J R Stat Soc Series B. 2007;69(3):369–390.',
    doi: '10.1111/j.1467-9868.2007.00593.x',
  },
  canay2017: {
    text: 'Canay IA, Romano JP, Shaikh AM. Randomization tests under an approximate symmetry assumption. Econometrica. 2017;85(3):1013–1030.',
    doi: '10.3982/ECTA13081',
  },
  phipson2010: {
    text: 'Phipson B, Smyth GK. Permutation P-values should never be zero: calculating exact P-values when permutations are randomly drawn. Stat Appl Genet Mol Biol. 2010;9(1):39.',
    doi: '10.2202/1544-6115.1585',
  },
  davidson1970: {
    text: 'Davidson RR. On extending the Bradley-Terry model to accommodate ties in paired comparison experiments. J Am Stat Assoc. 1970;65(329):317–328.',
    doi: '10.1080/01621459.1970.10481082',
  },
  mogstad2024: {
    text: 'Mogstad M, Romano JP, Shaikh AM, Wilhelm D. Inference for ranks with applications to mobility across neighbourhoods and academic achievement across countries. Rev Econ Stud. 2024;91(1):476–518.',
    doi: '10.1093/restud/rdad006',
  },
  wilson1927: {
    text: 'Wilson EB. Probable inference, the law of succession, and statistical inference. J Am Stat Assoc. 1927;22(158):209–212.',
    doi: '10.1080/01621459.1927.10502953',
  },
  hayes2007: {
    text: 'Hayes AF, Krippendorff K. Answering the call for a standard reliability measure for coding data. Commun Methods Meas. 2007;1(1):77–89.',
    doi: '10.1080/19312450709336664',
  },
  gwet2008: {
    text: 'Gwet KL. Computing inter-rater reliability and its variance in the presence of high agreement. Br J Math Stat Psychol. 2008;61(1):29–48.',
    doi: '10.1348/000711006X126600',
  },
  walsh2014: {
    text: 'Walsh M, Srinathan SK, McAuley DF, et al. The statistical significance of randomized controlled trial results is frequently fragile: a case for a Fragility Index. J Clin Epidemiol. 2014;67(6):622–628.',
    doi: '10.1016/j.jclinepi.2013.10.019',
  },
} as const satisfies Record<string, Reference>
