import type { Language } from '../preferences.ts';
import type { List } from './mailbox-fields.ts';

export interface MailboxWords {
  tab: string;
  intro: string;
  lists: Readonly<Record<List, { label: string; hint: string }>>;
  wrong: (parts: string) => string;
  adapt: string;
  adaptHint: string;
  yes: string;
  no: string;
}

const FR: MailboxWords = {
  tab: 'Boîte partagée',
  intro: 'Ce que MAIL GPS doit savoir de la boîte partagée. Une adresse par ligne.',
  lists: {
    ownAddresses: {
      label: 'Autres adresses de la boîte',
      hint: 'Ses alias : ce qui en vient est à nous, et rien ne leur est transmis.',
    },
    ownGroups: {
      label: 'Groupes de l’école',
      hint: 'Des groupes Google dont la boîte reçoit le courrier. Ce qui en vient est proposé, et ne part jamais seul. Sans cela, c’est pris pour une liste de diffusion, et laissé sans réponse.',
    },
    trustedForms: {
      label: 'Formulaires du site',
      hint: 'Les adresses d’où écrivent les formulaires du site. La réponse va à l’adresse que le formulaire indique ; elle est proposée, et ne part jamais seule.',
    },
  },
  wrong: (parts) => `Ce ne sont pas des adresses : ${parts}`,
  adapt: 'Proposer aussi une version adaptée au message',
  adaptHint:
    'Un modèle hébergé reformule la réponse approuvée, qui reste à côté. Rien d’adapté ne part seul. Avec le lecteur intégré seul, cela ne change rien.',
  yes: 'oui',
  no: 'non',
};

const EN: MailboxWords = {
  tab: 'Shared mailbox',
  intro: 'What MAIL GPS has to know of the shared mailbox. One address a line.',
  lists: {
    ownAddresses: {
      label: 'Other addresses of the mailbox',
      hint: 'Its aliases: what comes from them is our own, and nothing is passed on to them.',
    },
    ownGroups: {
      label: 'Groups of the school',
      hint: 'Google Groups whose mail the mailbox gets. What comes through them is suggested, and never leaves by itself. Without this it is taken for a mailing list, and left without an answer.',
    },
    trustedForms: {
      label: 'Forms of the website',
      hint: 'The addresses that the website’s forms write from. The answer goes to the address that the form names; it is suggested, and never leaves by itself.',
    },
  },
  wrong: (parts) => `These are no addresses: ${parts}`,
  adapt: 'Also suggest a version adapted to the mail',
  adaptHint:
    'A hosted model rewords the approved answer, which stays beside it. Nothing adapted leaves by itself. With the built-in reader alone, this changes nothing.',
  yes: 'yes',
  no: 'no',
};

export function mailboxWords(language: Language): MailboxWords {
  return language === 'fr' ? FR : EN;
}
