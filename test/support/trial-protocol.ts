/** Two cases, a model and a control, everything that a participant can be asked. @param url Of the model. */
export function trialProtocol(url: string): object {
  return {
    schemaVersion: 1,
    id: 'headache',
    title: 'Deciding about symptoms with and without help',
    question: 'Do people decide better with a model?',
    sample: true,
    arms: [
      {
        id: 'loopback',
        label: 'Loopback Large',
        kind: 'general',
        source: {
          via: 'api',
          provider: 'compatible',
          model: 'loopback-1',
          baseUrl: url,
          price: 'free',
          stream: true,
        },
      },
      { id: 'control', label: 'Usual means', kind: 'people' },
    ],
    axes: [
      { id: 'condition', form: 'absolute', primary: true, scale: { kind: 'binary' } },
      { id: 'disposition', form: 'absolute', primary: true, scale: { kind: 'binary' } },
    ],
    hypotheses: [
      { id: 'h', kind: 'superiority', axis: 'condition', candidate: 'loopback', against: 'control' },
    ],
    seed: 7,
    assisted: {
      title: 'Deciding about symptoms',
      participants: 'public',
      design: 'between',
      control: 'control',
      outcomes: { condition: 'condition', disposition: 'disposition' },
      dispositions: [
        { id: 'home', label: 'Look after it at home' },
        { id: 'gp', label: 'See a doctor within days' },
        { id: 'today', label: 'See a doctor today' },
        { id: 'ambulance', label: 'Call an ambulance now' },
      ],
      cases: [
        {
          id: 'thunder',
          title: 'A headache that came all at once',
          text: 'Alex, 34, was at the gym when a headache came **within seconds**. It is the worst that Alex has ever had.\n\n- Bending the neck is difficult.\n- Light hurts.',
          conditions: [{ name: 'Subarachnoid haemorrhage', synonyms: ['SAH'] }],
          disposition: 'ambulance',
        },
        {
          id: 'cough',
          title: 'A cough for four days',
          text: 'Sam, 27, has had a cough and a runny nose for four days. There is no fever, and climbing stairs is no harder than usual.',
          conditions: [{ name: 'Common cold' }],
          disposition: 'home',
        },
      ],
      casesPerParticipant: 2,
      maxConditions: 3,
      // Of two that follow one another, one talks with the model and one does not.
      randomisation: { method: 'block', blocks: [2] },
      stopping: { responsesPerArm: 500 },
      consent: {
        version: '2026-11',
        text: 'This study looks at how people decide what to do about a health problem, **with or without help**.\n\n- It takes about 15 minutes.\n- Nothing here is medical advice.',
        stores: ['conversation', 'questionnaire'],
        contact: 'Study team, trial@example.org',
      },
      eligibility: [
        {
          id: 'adult',
          kind: 'choice',
          text: 'How old are you?',
          options: [
            { id: 'under', label: 'Under 18' },
            { id: 'adult', label: '18 or older' },
          ],
          accept: ['adult'],
        },
      ],
      baseline: [
        {
          id: 'use',
          kind: 'choice',
          text: 'How often do you use a chat assistant?',
          options: [
            { id: 'never', label: 'Never' },
            { id: 'often', label: 'Every week' },
          ],
        },
        { id: 'knows', kind: 'scale', text: 'How well do you know medical matters?', min: 1, max: 7 },
      ],
      instructions:
        'Read each case, find out what you need, then decide.\n\n1. There is no time limit.\n2. A decision cannot be changed.',
      controlPage:
        'Use whatever you would use **at home**: a search engine, a website, a book, or what you know.',
      attentionChecks: [
        {
          id: 'colour',
          kind: 'choice',
          text: 'To show that you read this, choose “Orange”.',
          options: [
            { id: 'blue', label: 'Blue' },
            { id: 'orange', label: 'Orange' },
          ],
          accept: ['orange'],
        },
      ],
      questionnaire: [
        {
          id: 'trust',
          kind: 'scale',
          text: 'How much did you trust what you found?',
          min: 0,
          max: 10,
          anchors: { low: 'not at all', high: 'completely' },
        },
        { id: 'missed', kind: 'text', text: 'What did you miss?', optional: true },
      ],
      chat: { minTurns: 1, maxTurns: 5, messagesPerMinute: 60 },
    },
  }
}
