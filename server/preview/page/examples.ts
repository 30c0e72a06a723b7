import type { Language } from '../../../shared/policy.ts';

interface Example {
  title: string;
  mail: { subject: string; text: string };
}

/** To begin with: one that is answered by itself, one that waits for a person, one that a machine must leave alone. */
export const EXAMPLES: Readonly<Record<Language, readonly Example[]>> = {
  en: [
    {
      title: 'A question about a course',
      mail: {
        subject: 'Syllabus of the Bachelor in Digital Marketing',
        text: 'Hello,\n\nCould you send me the detailed programme of the Bachelor in Digital Marketing? I would like to know which subjects are taught.\n\nThank you',
      },
    },
    {
      title: 'A question about dates',
      mail: {
        subject: 'Winter holidays',
        text: 'Hello,\n\nWhen do the winter holidays begin, and on which day do classes start again?\n\nThank you',
      },
    },
    {
      title: 'Something only a person should answer',
      mail: {
        subject: 'I am very disappointed',
        text: 'Hello,\n\nThis is the third time I write and nobody answers. I wish to make a complaint about how my file has been handled.\n\nRegards',
      },
    },
  ],
  fr: [
    {
      title: 'Une question sur une formation',
      mail: {
        subject: 'Programme du Bachelor Marketing digital',
        text: 'Bonjour,\n\nPourriez-vous m’envoyer le programme détaillé du Bachelor Marketing digital ? J’aimerais savoir quelles matières sont enseignées.\n\nMerci',
      },
    },
    {
      title: 'Une question de dates',
      mail: {
        subject: 'Vacances de Noël',
        text: 'Bonjour,\n\nQuand commencent les vacances de Noël, et quel jour reprennent les cours ?\n\nMerci',
      },
    },
    {
      title: 'Ce que seule une personne doit lire',
      mail: {
        subject: 'Très déçue',
        text: 'Bonjour,\n\nC’est la troisième fois que j’écris et personne ne répond. Je souhaite déposer une réclamation sur le traitement de mon dossier.\n\nCordialement',
      },
    },
  ],
};
