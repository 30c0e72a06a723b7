import type { Language } from '../preferences.ts';
import type { Role } from './data.ts';

export interface PeopleWords {
  title: string;
  tabs: Readonly<Record<'people' | 'users', string>>;
  intro: string;
  create: string;
  columns: Readonly<Record<'name' | 'address' | 'routes' | 'today', string>>;
  noRoutes: string;
  here: string;
  standIn: (name: string) => string;
  nobody: string;
  retired: string;
  form: {
    create: string;
    edit: (name: string) => string;
    name: string;
    id: string;
    idHint: string;
    duty: string;
    address: string;
    addressHint: string;
  };
  absences: string;
  retire: { action: string; title: (name: string) => string; text: readonly string[]; done: (name: string) => string };
  reuse: { action: string; done: (name: string) => string };
  users: {
    intro: string;
    columns: Readonly<Record<'who' | 'role' | 'since', string>>;
    role: Readonly<Record<Role | 'none', string>>;
    roleOf: (address: string) => string;
    bound: (day: string) => string;
    unbound: string;
    you: string;
    add: string;
    address: string;
    addRole: string;
    added: (address: string, role: string) => string;
    title: (address: string) => string;
    text: Readonly<Record<Role | 'none', string>>;
    action: string;
  };
}

const FR: PeopleWords = {
  title: 'Personnes',
  tabs: { people: 'Destinataires', users: 'Accès à la console' },
  intro: 'À qui vont les messages que personne ne traite depuis la boîte partagée.',
  create: 'Nouvelle personne',
  columns: { name: 'Personne', address: 'Adresse', routes: 'Reçoit', today: 'Aujourd’hui' },
  noRoutes: 'rien',
  here: 'En poste',
  standIn: (name) => `Remplacement : ${name}`,
  nobody: 'Absence sans remplacement',
  retired: 'Ne reçoivent plus rien',
  form: {
    create: 'Nouvelle personne',
    edit: (name) => `Modifier ${name}`,
    name: 'Nom',
    id: 'Identifiant',
    idHint: 'Minuscules et tirets. Il ne change plus ensuite.',
    duty: 'Fonction',
    address: 'Adresse électronique',
    addressHint: 'Jamais celle de la boîte partagée, ni d’un groupe dont elle fait partie.',
  },
  absences: 'Absences',
  retire: {
    action: 'Retirer',
    title: (name) => `${name} ne doit plus rien recevoir ?`,
    text: [
      'Plus aucun message ne lui sera transmis. Il faut d’abord que plus aucune catégorie ni aucune absence ne mène à cette personne.',
      'Son nom reste dans l’historique des messages qu’elle a reçus.',
    ],
    done: (name) => `${name} ne reçoit plus rien.`,
  },
  reuse: { action: 'Remettre en service', done: (name) => `${name} peut de nouveau recevoir des messages.` },
  users: {
    intro: 'Qui travaille ici. L’équipe voit et répond ; l’administration modifie aussi les réglages.',
    columns: { who: 'Compte', role: 'Rôle', since: 'Première connexion' },
    role: { staff: 'Équipe', admin: 'Administration', none: 'Aucun accès' },
    roleOf: (address) => `Rôle de ${address}`,
    bound: (day) => day,
    unbound: 'pas encore',
    you: 'vous',
    add: 'Donner accès',
    address: 'Adresse du compte Google',
    addRole: 'Rôle',
    added: (address, role) => `${address} : ${role}.`,
    title: (address) => `Changer le rôle de ${address} ?`,
    text: {
      staff: 'Cette personne pourra lire les messages et y répondre, sans rien modifier des réglages.',
      admin: 'Cette personne pourra tout modifier ici : modèles, mode automatique, personnes et accès.',
      none: 'Cette personne ne pourra plus rien voir ici, dès maintenant. Ce qu’elle a fait reste au journal.',
    },
    action: 'Changer le rôle',
  },
};

const EN: PeopleWords = {
  title: 'People',
  tabs: { people: 'Recipients', users: 'Access to the console' },
  intro: 'Whom mails go to that nobody handles from the shared mailbox.',
  create: 'New person',
  columns: { name: 'Person', address: 'Address', routes: 'Receives', today: 'Today' },
  noRoutes: 'nothing',
  here: 'Present',
  standIn: (name) => `Stand-in: ${name}`,
  nobody: 'Absent, nobody stands in',
  retired: 'Receive nothing any more',
  form: {
    create: 'New person',
    edit: (name) => `Edit ${name}`,
    name: 'Name',
    id: 'Identifier',
    idHint: 'Lower-case words with hyphens. It does not change later.',
    duty: 'Function',
    address: 'E-mail address',
    addressHint: 'Never the shared mailbox, nor a group it is a member of.',
  },
  absences: 'Absences',
  retire: {
    action: 'Retire',
    title: (name) => `Shall ${name} receive nothing any more?`,
    text: [
      'No mail is passed on to them. First, no category and no absence may lead to this person any more.',
      'Their name stays in the history of the mails they received.',
    ],
    done: (name) => `${name} receives nothing any more.`,
  },
  reuse: { action: 'Take back into use', done: (name) => `${name} may receive mails again.` },
  users: {
    intro: 'Who works here. Staff see and answer; administrators also change how things work.',
    columns: { who: 'Account', role: 'Role', since: 'First sign-in' },
    role: { staff: 'Staff', admin: 'Administrator', none: 'No access' },
    roleOf: (address) => `Role of ${address}`,
    bound: (day) => day,
    unbound: 'not yet',
    you: 'you',
    add: 'Give access',
    address: 'Address of the Google account',
    addRole: 'Role',
    added: (address, role) => `${address}: ${role}.`,
    title: (address) => `Change the role of ${address}?`,
    text: {
      staff: 'This person may read mails and answer them, and change nothing of how things work.',
      admin: 'This person may change everything here: templates, auto-mode, people and access.',
      none: 'This person sees nothing here any more, from now on. What they did stays in the log.',
    },
    action: 'Change the role',
  },
};

export const peopleWords = (language: Language): PeopleWords => (language === 'fr' ? FR : EN);
