import type { Texts } from './en.ts';

/** Every word of the sidebar in French, with no-break spaces where French typography has them. */
export const FR: Texts = {
  suggested: 'Réponse proposée',
  held: 'Réponse automatique en attente',
  replied: 'Répondu',
  routed: 'Confié à une personne',
  ignored: 'Rien à répondre',
  failed: 'En échec',
  heldForward: 'Transmission en attente',
  toAnswer: 'À traiter',
  received: 'Pas encore traité',
  sending: 'Envoi en cours',
  confidence: (percent) =>
    `${percent >= 85 ? 'Très sûr' : percent >= 70 ? 'Assez sûr' : percent >= 50 ? 'Peu sûr' : 'Incertain'} (${percent} %)`,

  replyText: 'Réponse telle qu’elle partirait',
  textThatLeaves: 'Texte qui part',
  textThatLeft: 'Texte envoyé',
  gaps: 'À compléter avant l’envoi',
  gapMissing: (label) => `${label} : manque`,
  gapExpired: (label) => `${label} : plus à jour`,
  tooLong: 'Ce texte est trop long pour être affiché en entier ici. Modifiez-le en brouillon pour tout lire avant l’envoi.',
  noSuggestion: 'Aucune réponse n’est proposée pour ce message.',
  signedNote: 'Votre nom et votre fonction s’ajoutent au-dessus du nom de l’école à l’envoi.',
  filesThatGo: 'Part avec la réponse',
  adaptedTitle: 'La même réponse, reformulée pour ce message',
  adaptedLegend: 'En gras : ajouté. Barré : retiré.',
  wording: 'Texte à envoyer',
  wordingApproved: 'Le texte approuvé',
  wordingAdapted: 'La réponse reformulée',

  leavesAt: (when) => `Part toute seule ${when}`,
  leavesSoon: 'Part toute seule dans un instant',
  beingSent: 'L’envoi est en cours. Actualisez dans un instant pour voir s’il est parti.',
  unknownOutcome: 'On ne sait pas si l’envoi a eu lieu. Regardez la conversation avant de répondre.',
  answeredBy: (who, when) => `Répondu par ${who} ${when}`,
  automatically: 'MAIL GPS (automatique)',
  aPersonInGmail: 'une personne dans Gmail',
  adaptedNote: 'Un modèle a reformulé la réponse approuvée ; une personne l’a choisie.',
  delivery: 'Acheminement',
  forwardedTo: (who, when) => `Transmis à ${who} ${when}`,
  forwardedBy: (who) => `par ${who}`,
  ignoredNote: 'MAIL GPS n’a rien trouvé à répondre dans ce message.',
  closedBy: (who, when) => `Classé sans réponse par ${who} ${when}`,
  withCare: 'À lire avec attention',
  failedNote: 'Le traitement de ce message a échoué. Rien n’a été envoyé.',
  receivedNote: 'MAIL GPS n’a pas encore traité ce message.',
  draftThere: (who, when) =>
    `${who} a créé un brouillon de réponse ${when}. Cherchez-le dans la conversation, pour que personne ne réponde deux fois.`,
  markedWrong: (who, when) => `Signalé comme erroné par ${who} ${when}`,
  rehearsedReply: 'Essai à blanc : une réponse automatique serait partie.',
  rehearsedForward: 'Essai à blanc : le message aurait été transmis automatiquement.',

  why: 'Pourquoi',
  wouldGoTo: 'Serait transmis à',
  onIt: (who) => `${who} s’en occupe`,
  youAreOnIt: 'Vous vous en occupez',
  corrected: (name) => `Compris d’abord comme : ${name}`,
  summary: 'En bref',
  goesTo: 'La réponse part vers une autre adresse que celle de l’expéditeur',
  otherOpen: (n) => (n === 1 ? 'Un autre message de cet expéditeur attend' : `${n} autres messages de cet expéditeur attendent`),
  category: 'Changer la catégorie',
  assign: 'Confier à…',
  nobody: 'Personne pour l’instant',
  me: 'Moi',
  away: 'absent',
  from: 'De',
  noSubject: '(sans objet)',
  history: 'Ce qui s’est passé',

  send: 'Envoyer la réponse proposée',
  edit: 'Modifier en brouillon',
  write: 'Écrire une réponse',
  forward: 'Transmettre à…',
  cancel: 'Annuler l’envoi',
  done: 'Rien à répondre',
  reopen: 'Répondre quand même',
  reopenReplied: 'Répondre encore',
  retry: 'Réessayer',
  wrong: 'C’était une erreur',
  take: 'Traiter maintenant',
  refresh: 'Actualiser',
  back: 'Retour',
  show: 'Afficher',
  openInGmail: 'Ouvrir dans Gmail',
  openConsole: 'Ouvrir la console',

  editTitle: 'Modifier la réponse',
  editTo: (who) => `Réponse à ${who}, depuis la boîte partagée.`,
  editLabel: 'Votre réponse',
  editFiles: 'Joindre les fichiers',
  sendEdited: 'Envoyer la réponse',
  saveDraft: 'Garder en brouillon',
  saveDraftNote: 'Le brouillon est gardé dans la boîte partagée, dans cette conversation.',
  nothingWritten: 'Écrivez d’abord une réponse. Rien n’a été envoyé.',
  gapsLeft: 'Complétez d’abord ce qui est entre ⟦ et ⟧. Rien n’a été envoyé.',

  forwardTitle: 'Transmettre ce message',
  forwardWho: 'Transmettre à',
  forwardNext: 'Continuer',
  forwardAsk: (who) => `Transmettre ce message à ${who} ?`,
  forwardTells: 'Il part de la boîte partagée, avec ce que MAIL GPS en a compris. L’expéditeur ne reçoit pas de réponse.',
  forwardDo: 'Transmettre',
  nobodyChosen: 'Choisissez d’abord une personne. Rien n’a été transmis.',
  nobodyToForward: 'Il n’y a encore personne à qui transmettre. Un administrateur ajoute les personnes dans la console.',

  wrongTitle: 'Cette réponse automatique était une erreur ?',
  wrongTells:
    'Ce qui est parti ne peut pas être repris. Le message est rouvert pour que vous puissiez corriger. Après deux signalements en un jour, la catégorie ne répond plus toute seule.',
  wrongDo: 'Signaler l’erreur',

  didSend: 'Envoyé.',
  didSendSoon: 'La réponse est en route.',
  didSaveDraft: 'Le brouillon est dans la boîte partagée, dans cette conversation.',
  didCancel: 'Annulé. Rien n’a été envoyé.',
  didDone: 'Classé : rien à répondre.',
  didReopen: 'De nouveau ouvert.',
  didRetry: 'Traité de nouveau.',
  didTake: 'Traité.',
  didWrong: 'Signalé comme erroné.',
  didCategory: (name) => `Catégorie : ${name}`,
  didAssign: (who) => `${who} s’en occupe.`,
  didAssignMe: 'Vous vous en occupez.',
  didAssignNobody: 'Personne ne s’en occupe pour le moment.',
  didForward: (who) => `Transmis à ${who}.`,
  alreadyAnswered: 'Ce message a déjà reçu une réponse. Rien de plus n’a été envoyé.',
  changedMeanwhile: 'Ce message ou sa réponse a changé entre-temps. Rien n’a été envoyé : relisez ce qui est affiché maintenant.',

  unseenTitle: 'Pas encore vu',
  unseenTells: 'MAIL GPS ne connaît pas encore ce message. Il vient peut-être d’arriver.',
  absentTitle: 'Absent de la boîte partagée',
  absentTells: 'Ce message n’est pas dans la boîte partagée : MAIL GPS ne peut pas le traiter.',

  noAccessTitle: 'Pas d’accès',
  noAccessTells: (address) =>
    `${address === '' ? 'Ce compte Google' : address} n’a pas accès à MAIL GPS, ou pas pour cette action.`,
  noAccessAsk: (contact) =>
    contact === '' ? 'Adressez-vous à la personne qui s’occupe de MAIL GPS dans votre école.' : `Adressez-vous à ${contact}.`,
  signInTitle: 'Connexion non confirmée',
  signInTells: 'Google n’a pas confirmé qui vous êtes. Réessayez ; si cela ne suffit pas, rechargez Gmail.',
  setUpTitle: 'Pas encore configuré',
  setUpTells:
    'L’adresse du serveur manque. Dans le projet Apps Script, ouvrez Paramètres du projet, puis Propriétés du script, et ajoutez MAILGPS_URL avec l’adresse du serveur (https://…).',
  slowTitle: 'Pas de réponse à temps',
  slowTells: 'Le serveur a mis trop de temps. Réessayez : ce qui s’affiche alors est l’état réel.',
  unreachableTitle: 'Serveur injoignable',
  unreachableTells:
    'MAIL GPS est injoignable pour le moment. Vos messages sont en sécurité dans Gmail. Réessayez dans une minute.',
  notTheServerTitle: 'Un autre serveur a répondu',
  notTheServerTells:
    'Ce qui a répondu n’est pas MAIL GPS. La personne qui l’a installé doit vérifier MAILGPS_URL dans les propriétés du script.',
  troubleTitle: 'Cela n’a pas fonctionné',
  troubleTells: 'Un imprévu s’est produit. Réessayez : ce qui s’affiche alors est l’état réel.',
  busyTells: 'Trop d’appels en peu de temps. Attendez une minute, puis réessayez.',

  homeTitle: 'MAIL GPS',
  waiting: (n) =>
    n === 0 ? 'En attente d’une personne' : n === 1 ? 'Un message attend une personne' : `${n} messages attendent une personne`,
  allQuiet: 'Tout est calme : aucun message n’attend une personne.',
  andMore: (n) => (n === 1 ? 'et un autre' : `et ${n} autres`),
  followsUp: 'Suite à une réponse automatique',
  sentToday: (n) => (n === 0 ? 'Envoyés automatiquement aujourd’hui' : `Envoyés automatiquement aujourd’hui : ${n}`),
  sentNothing: 'Rien pour l’instant.',
  today: 'Aujourd’hui',
  figureReceived: 'Reçus',
  figureAutomatic: 'Réponses automatiques',
  figureStaff: 'Réponses de l’équipe',
  figureRouted: 'Confiés à une personne',
  figureIgnored: 'Rien à répondre',
  figureFailed: 'En échec',
  noFigures: 'Aucun message n’est encore arrivé aujourd’hui.',
  autoMode: 'Mode automatique',
  autoOn: 'Activé',
  autoOff: 'Coupé',
  autoOnSince: (since) => `Activé ${since}`,
  autoOffNote: 'Rien ne part tout seul.',
  heldNow: (n) =>
    n === 0 ? 'Aucun envoi n’est en attente' : n === 1 ? 'Un envoi est en attente' : `${n} envois sont en attente`,
  turnOn: 'Activer',
  turnOff: 'Couper',
  byCategory: 'Par catégorie',
  modes: { never: 'Jamais automatique', rehearsal: 'Essai à blanc', automatic: 'Automatique' },
  modeTells: {
    never: 'Pour cette catégorie, les réponses sont seulement proposées.',
    rehearsal: 'Rien ne part tout seul ; ce qui serait parti est noté.',
    automatic: 'Les réponses approuvées partent toutes seules après l’attente, tant que le mode automatique est activé.',
  },
  changeMode: 'Changer',
  modeTitle: 'Comment répondre à cette catégorie',
  modeSame: 'C’est déjà ainsi. Rien n’a été changé.',

  autoOnTitle: 'Activer le mode automatique ?',
  autoOnTells: (categories) =>
    categories === ''
      ? 'Aucune catégorie n’est encore automatique : rien ne partira tout seul tant que vous n’en choisissez pas.'
      : `Désormais, les nouveaux messages de ces catégories reçoivent une réponse sans intervention : ${categories}. Les messages déjà reçus restent des propositions.`,
  autoOffTitle: 'Couper le mode automatique ?',
  autoOffTells: (held) =>
    `Désormais, rien ne part tout seul. ${
      held === 0
        ? 'Aucun envoi n’est en attente en ce moment.'
        : held === 1
          ? 'Un envoi en attente devient une proposition.'
          : `${held} envois en attente deviennent des propositions.`
    } Ce qui est déjà parti ne peut pas être repris.`,
  modeAskTitle: (category, mode) => `${category} : ${mode} ?`,
  modeHeld: (held) =>
    held === 0
      ? ''
      : held === 1
        ? 'Un envoi en attente devient une proposition.'
        : `${held} envois en attente deviennent des propositions.`,
  didSwitch: (withdrawn, left) =>
    [
      'C’est fait.',
      withdrawn === 0
        ? ''
        : withdrawn === 1
          ? 'Un envoi en attente est redevenu une proposition.'
          : `${withdrawn} envois en attente sont redevenus des propositions.`,
      left === 0 ? '' : left === 1 ? 'Un était déjà parti.' : `${left} étaient déjà partis.`,
    ]
      .filter((part) => part !== '')
      .join(' '),
  settingsChanged: 'Les réglages ont changé entre-temps. Rien n’a été modifié : regardez de nouveau.',

  othersTitle: 'Autres messages de cet expéditeur',
  noOthers: 'Aucun autre message de cet expéditeur n’attend.',

  helpTitle: 'Aide',
  help: [
    [
      'Lire, puis envoyer',
      'Ouvrez un message. MAIL GPS affiche la réponse approuvée par votre école. Lisez-la, puis envoyez-la.',
    ],
    ['Pas tout à fait juste ?', 'Modifiez-la en brouillon, changez la catégorie ou transmettez le message à un collègue.'],
    ['⟦ ⟧', 'Ce qui est entre ces marques manque. Complétez avant d’envoyer.'],
    ['Réponses en attente', 'Une réponse automatique attend un moment avant de partir. D’ici là, vous pouvez l’annuler.'],
    [
      'Rien ne part sans avoir été lu',
      'Un bouton n’envoie jamais un texte qui n’a pas été affiché. Si le message a changé, le nouveau texte s’affiche d’abord.',
    ],
  ],
  settingsTitle: 'Réglages',
  server: 'Serveur',
  whoAmI: 'Connecté comme',
  role: 'Rôle',
  roles: { staff: 'Équipe', admin: 'Administrateur' },
  language: 'Langue',
  languageName: 'Français',
  version: 'Version',
  notKnown: 'inconnu',

  colon: '\u00a0: ',
  locale: 'fr-FR',
  todayAt: (time) => `à ${time}`,
  yesterdayAt: (time) => `hier à ${time}`,
  tomorrowAt: (time) => `demain à ${time}`,
  dayAt: (day, time) => `le ${day} à ${time}`,
  sinceToday: (time) => `depuis ${time}`,
  sinceYesterday: (time) => `depuis hier ${time}`,
  sinceDay: (day, time) => `depuis le ${day}, ${time}`,
};
