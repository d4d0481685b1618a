/** One file of a question set, as its home offers it. */
export interface SetFile {
  readonly name: string
  /** Null where the home gives no address that a program could fetch. */
  readonly url: string | null
  /** SHA-256 that the set's makers publish; null where they publish none. */
  readonly sha256: string | null
  /** Null where the makers do not say it to the byte. */
  readonly bytes: number | null
}

/** A published question set: where it lives, under what terms, and what is known of its questions. */
export interface QuestionSet {
  /** Also the name of its loader. */
  readonly name: string
  readonly title: string
  readonly home: string
  /** Null where the set's documentation, as far as we have read it, does not say. */
  readonly licence: string | null
  readonly size: string
  readonly citation: string
  readonly files: readonly SetFile[]
  /** How a person gets what `files` has no address for, and what to do with what is fetched. */
  readonly getting: string
  /** Where the checksums come from, or that there are none. */
  readonly checksums: string
  /** What is publicly known of repetitions inside the set and with other sets. */
  readonly duplicates: string
  /** What is publicly known of the set being in the training data of models. */
  readonly contamination: string
}

const noChecksum =
  'The makers publish none. The first download records the hash in the workspace, and later ones must match it.'

const noAddress = { url: null, sha256: null, bytes: null } as const
const noHash = { sha256: null, bytes: null } as const

/** The sets there are loaders for. Every address was found in the set's own documentation or its repository. */
export const questionSets: readonly QuestionSet[] = [
  {
    name: 'medqa',
    title: 'MedQA',
    home: 'https://github.com/jind11/MedQA',
    licence: 'MIT (the repository)',
    size: '12,723 US questions, 1,273 of them in the test split',
    citation:
      'Jin, Pan, Oufattole, Weng, Fang and Szolovits 2020. What Disease does this Patient Have? arXiv:2009.13081',
    files: [{ name: 'data_clean.zip', ...noAddress }],
    getting:
      'The README links a Google Drive page, https://drive.google.com/file/d/1ImYUSLk9JbgHXOemfvyiDiirluZHPeQw, which needs a browser. Unpack it and import questions/US/test.jsonl, or the 4_options file beside it.',
    checksums: noChecksum,
    duplicates:
      'The test split with four options is the part "medqa" of MIRAGE. Repetitions inside the set: unknown.',
    contamination:
      'Public since 2020; the questions come from medical board examinations. Its use in a head-to-head trial of 2026 was criticised for contamination, and the authors of that trial name it as a limit. Nori et al. 2023 (arXiv:2303.13375) probed GPT-4 for memorised examination questions. For any given model: unknown.',
  },
  {
    name: 'medmcqa',
    title: 'MedMCQA',
    home: 'https://github.com/medmcqa/medmcqa',
    licence: 'Apache-2.0',
    size: '182,822 training, 4,183 development and 6,150 test questions; the test key is not public',
    citation:
      'Pal, Umapathi and Sankarasubbu 2022. MedMCQA. Proceedings of Machine Learning Research 174, 248-260',
    files: [
      {
        name: 'medmcqa.zip',
        url: 'https://drive.google.com/uc?export=download&id=15VkJdq5eyWIkfb_aoD3oS8i4tScbHYky',
        ...noHash,
      },
    ],
    getting:
      'Google Drive may answer with a page instead of the file; that is refused, and a browser gets it. Unpack it and import dev.json. These files count the options from 1; the copy at https://huggingface.co/datasets/openlifescienceai/medmcqa counts from 0.',
    checksums: noChecksum,
    duplicates:
      'The makers removed similar questions between the splits ("based on similarity"). The development split is the part "medmcqa" of MIRAGE. Repetitions inside a split: unknown.',
    contamination:
      'Public since 2022; questions of the AIIMS and NEET examinations were public before. For any given model: unknown.',
  },
  {
    name: 'mmlu-med',
    title: 'MMLU, the six medical subjects',
    home: 'https://github.com/hendrycks/test',
    licence: 'MIT',
    size: '1,089 test questions of six subjects',
    citation:
      'Hendrycks, Burns, Basart, Zou, Mazeika, Song and Steinhardt 2021. Measuring Massive Multitask Language Understanding. ICLR 2021',
    files: [
      {
        name: 'data.tar',
        url: 'https://people.eecs.berkeley.edu/~hendrycks/data.tar',
        sha256: 'bec563ba4bac1d6aaf04141cd7d1605d7a5ca833e38f994051e818489592989b',
        bytes: 166184960,
      },
    ],
    getting:
      'Unpack it (tar -xf data.tar) and import the files anatomy_test.csv, clinical_knowledge_test.csv, college_biology_test.csv, college_medicine_test.csv, medical_genetics_test.csv and professional_medicine_test.csv from data/test.',
    checksums:
      'SHA-256 and size are those of data.tar in the Git LFS pointer of https://huggingface.co/datasets/cais/mmlu, the copy of the makers’ institute.',
    duplicates: 'These test questions are the part "mmlu" of MIRAGE. Repetitions inside the set: unknown.',
    contamination:
      'Public since 2020 and widely used. Wrong keys are a separate matter: Gema et al. 2024 (arXiv:2406.04127) "estimate that 6.49% of MMLU questions contain errors". For any given model: unknown.',
  },
  {
    name: 'pubmedqa',
    title: 'PubMedQA, the labelled part',
    home: 'https://github.com/pubmedqa/pubmedqa',
    licence: 'MIT',
    size: '1,000 questions, 500 of them in the test list',
    citation:
      'Jin, Dhingra, Liu, Cohen and Lu 2019. PubMedQA: A Dataset for Biomedical Research Question Answering. EMNLP-IJCNLP 2019',
    files: [
      {
        name: 'ori_pqal.json',
        url: 'https://raw.githubusercontent.com/pubmedqa/pubmedqa/master/data/ori_pqal.json',
        ...noHash,
      },
      {
        name: 'test_ground_truth.json',
        url: 'https://raw.githubusercontent.com/pubmedqa/pubmedqa/master/data/test_ground_truth.json',
        ...noHash,
      },
    ],
    getting: 'Import both files together for the test questions alone, or ori_pqal.json for all.',
    checksums: noChecksum,
    duplicates:
      'The test list without its contexts is the part "pubmedqa" of MIRAGE. Repetitions inside the set: unknown.',
    contamination:
      'Each question is, or is derived from, the title of a PubMed article whose abstract ends with the answer, so the answer is public by construction. For any given model: unknown.',
  },
  {
    name: 'bioasq',
    title: 'BioASQ task B',
    home: 'http://participants-area.bioasq.org/datasets/',
    licence: 'CC BY 2.5',
    size: 'grows every year',
    citation:
      'Krithara, Nentidis, Bougiatiotis and Paliouras 2023. BioASQ-QA. Scientific Data 10, 170, doi:10.1038/s41597-023-02068-4',
    files: [{ name: 'BioASQ golden files', ...noAddress }],
    getting: 'The home asks for a free registration. Import the files whose name ends in golden.json.',
    checksums: noChecksum,
    duplicates:
      'Yes/no questions of 2019 to 2023 are the part "bioasq" of MIRAGE. The training file of a year holds the golden files of the years before. Other repetitions: unknown.',
    contamination: 'Answers are drawn from PubMed abstracts, which are public. For any given model: unknown.',
  },
  {
    name: 'mirage',
    title: 'MIRAGE',
    home: 'https://github.com/Teddy-XiongGZ/MIRAGE',
    licence: null,
    size: '7,663 questions: MMLU-Med 1,089, MedQA-US 1,273, MedMCQA 4,183, PubMedQA 500, BioASQ yes/no 618',
    citation:
      'Xiong, Jin, Lu and Zhang 2024. Benchmarking Retrieval-Augmented Generation for Medicine. Findings of ACL 2024',
    files: [
      {
        name: 'benchmark.json',
        url: 'https://raw.githubusercontent.com/Teddy-XiongGZ/MIRAGE/main/benchmark.json',
        ...noHash,
      },
    ],
    getting: 'Import benchmark.json. The five parts keep the licences of their own sets.',
    checksums: noChecksum,
    duplicates: 'It is made of five of the sets in this list; a study should not hold it beside one of them.',
    contamination: 'That of its parts.',
  },
  {
    name: 'healthbench',
    title: 'HealthBench',
    home: 'https://github.com/openai/simple-evals',
    licence: 'MIT',
    size: '5,000 conversations; the hard subset has 1,000 and the consensus subset 3,671',
    citation: 'Arora et al. 2025. HealthBench. OpenAI, https://openai.com/index/healthbench/',
    files: [
      {
        name: '2025-05-07-06-14-12_oss_eval.jsonl',
        url: 'https://openaipublic.blob.core.windows.net/simple-evals/healthbench/2025-05-07-06-14-12_oss_eval.jsonl',
        ...noHash,
      },
      {
        name: 'hard_2025-05-08-21-00-10.jsonl',
        url: 'https://openaipublic.blob.core.windows.net/simple-evals/healthbench/hard_2025-05-08-21-00-10.jsonl',
        ...noHash,
      },
      {
        name: 'consensus_2025-05-09-20-00-46.jsonl',
        url: 'https://openaipublic.blob.core.windows.net/simple-evals/healthbench/consensus_2025-05-09-20-00-46.jsonl',
        ...noHash,
      },
    ],
    getting: 'Import one of the three files.',
    checksums: noChecksum,
    duplicates:
      'The hard and consensus files are subsets of the main file, the consensus file with criteria of its own. Other repetitions: unknown.',
    contamination:
      'Public since May 2025; the records carry a canary text so that makers of models can leave them out. Critics of a trial of 2026 reported models that recite it, and its authors name it as a limit. It is made by a vendor of systems under test. For any given model: unknown.',
  },
  {
    name: 'healthbench-professional',
    title: 'HealthBench Professional',
    home: 'https://huggingface.co/datasets/openai/healthbench-professional',
    licence: null,
    size: '525 conversations of clinicians',
    citation:
      'OpenAI 2026. HealthBench Professional, https://cdn.openai.com/dd128428-0184-4e25-b155-3a7686c7d744/HealthBench-Professional.pdf',
    files: [
      {
        name: 'healthbench_professional_eval.jsonl',
        url: 'https://huggingface.co/datasets/openai/healthbench-professional/resolve/main/healthbench_professional_eval.jsonl',
        ...noHash,
      },
    ],
    getting: 'Import the file. The makers ask that no examples be shown in public.',
    checksums: noChecksum,
    duplicates: 'Unknown.',
    contamination:
      'Public since April 2026; the records carry a canary text. It is made by a vendor of systems under test. For any given model: unknown.',
  },
  {
    name: 'k-qa',
    title: 'K-QA',
    home: 'https://github.com/Itaymanes/K-QA',
    licence: 'MIT',
    size: '201 questions with 1,589 statements; 1,212 questions without',
    citation:
      'Manes, Ronn, Cohen, Ilan Ber, Horowitz-Kugler and Stanovsky 2024. K-QA: A Real-World Medical Q&A Benchmark. BioNLP 2024, 277-294',
    files: [
      {
        name: 'questions_w_answers.jsonl',
        url: 'https://raw.githubusercontent.com/Itaymanes/K-QA/main/dataset/questions_w_answers.jsonl',
        ...noHash,
      },
      {
        name: 'questions.jsonl',
        url: 'https://raw.githubusercontent.com/Itaymanes/K-QA/main/dataset/questions.jsonl',
        ...noHash,
      },
    ],
    getting: 'Import questions_w_answers.jsonl for marking by statements.',
    checksums: noChecksum,
    duplicates:
      'In questions.jsonl 1,167 texts are distinct: short ones such as "Is it contagious?" were asked about several diagnoses. With other sets: unknown.',
    contamination: 'Public since January 2024. For any given model: unknown.',
  },
  {
    name: 'real-pocqi',
    title: 'Real-POCQi',
    home: 'https://huggingface.co/datasets/jjfenglab/Real-POCQi',
    licence: 'CC BY 4.0',
    size: '620 questions, 2,480 answers, 5,780 ratings',
    citation:
      'Feng, Patel, Heagerty, Mai, Sivaraman, Vossler, Ouyang and Jena 2026. Expert Evaluation of Clinical AI Tools on Real Point-of-Care Clinical Queries. arXiv:2606.28960',
    files: [{ name: 'questions', ...noAddress }],
    getting:
      'Download the files from the home by hand; the addresses of the single files are not in the documents we have read. Import questions.jsonl here, or the whole folder with equipoise import real-pocqi.',
    checksums: noChecksum,
    duplicates: 'Unknown.',
    contamination:
      'Public since June 2026. The questions were sent to one of the systems under test before, and were paraphrased by a model of another vendor before publication. For any given model: unknown.',
  },
]

export function findSet(name: string): QuestionSet | null {
  return questionSets.find((set) => set.name === name) ?? null
}
