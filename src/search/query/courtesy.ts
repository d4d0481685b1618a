import { plainWords } from '../text/words.ts'
import { Phrases } from './phrases.ts'

/** Greetings, thanks and set phrases of asking. They are dropped before anything is searched. */
const courtesies = `
hi
hi there
hello
hello there
hey
dear
dear sir
dear sir or madam
dear sirs
dear doctor
dear doc
dear dr
to whom it may concern
good morning
good afternoon
good evening
greetings
thx
tks
ty
plz
pls
kindly
sincerely
regards
best regards
kind regards
with regards
best wishes
yours truly
cheers
respectfully
god bless
god bless you
thanks
thanks a lot
thanks so much
many thanks
thanks in advance
thank you
thank you so much
thank you very much
thank you in advance
thank you for your time
thank you for your help
thanks for your help
thanks for your time
please
please help
please help me
please advise
please let me know
please reply
please answer
please tell me
any help would be appreciated
any help is appreciated
any advice would be appreciated
any information would be appreciated
any info would be appreciated
your help is appreciated
much appreciated
greatly appreciated
i appreciate your help
hope to hear from you
hope to hear from you soon
looking forward to hearing from you
looking forward to your reply
i look forward to your reply
i hope you can help
i hope you can help me
hope you can help
can you help
can you help me
can you please help me
could you help me
could you please help me
can you tell me
can you please tell me
could you tell me
could you please tell me
can you let me know
i would like to know
i would like information
i would like information on
i would like more information on
i would like more information about
i would like to find out
id like to know
i d like to know
i want to know
i wanted to know
i need to know
i am wondering
i m wondering
im wondering
i was wondering
i am writing
i am looking for
i m looking for
i have a question
i had a question
i have a question about
quick question
just wondering
my name is
do you know
do you have any
do you have information
do you have information on
do you have any information
do you have any information on
do you have any information about
is there any information
is there any information on
where can i find information
where can i find information on
`

export const courtesyPhrases: Phrases<'courtesy'> = new Phrases(
  courtesies
    .trim()
    .split('\n')
    .map((line) => [plainWords(line), 'courtesy'] as const),
)
