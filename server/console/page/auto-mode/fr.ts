import type { AutoWords } from './words.ts';

export const FR: AutoWords = {
  title: 'Mode automatique',
  intro: 'Ce qui peut partir de soi-même, et sur quelles preuves. Tout ce qui n’est pas permis ici est seulement proposé.',
  global: {
    on: 'Le mode automatique est activé',
    off: 'Le mode automatique est coupé',
    since: (when) => `depuis le ${when}`,
    onTells: (automatic) =>
      automatic === 0
        ? 'Aucune catégorie n’est encore automatique : rien ne part tout seul.'
        : automatic === 1
          ? 'Une catégorie reçoit une réponse automatique.'
          : `${automatic} catégories reçoivent une réponse automatique.`,
    offTells: 'Rien ne part tout seul, transmissions comprises. Chaque réponse est seulement proposée.',
    held: (n) =>
      n === 0
        ? 'Rien n’est retenu en ce moment.'
        : n === 1
          ? 'Un message est retenu avant envoi.'
          : `${n} messages sont retenus avant envoi.`,
    turnOn: 'Activer…',
    turnOff: 'Couper…',
  },
  categories: {
    title: 'Par catégorie',
    tells: 'Une catégorie commence en répétition : ce qui serait parti est noté à côté de ce que l’équipe a fait.',
    columns: { name: 'Catégorie', mode: 'Mode', evidence: 'Justes en répétition', held: 'Retenus' },
    since: (when) => `depuis le ${when}`,
    route: 'transmise à une personne',
    compare: 'Comparer',
    compareOf: (name) => `Comparer ce qui serait parti et ce que l’équipe a fait : ${name}`,
  },
  modes: { never: 'Jamais', rehearsal: 'Répétition', automatic: 'Automatique' },
  modeTells: {
    never: 'Les réponses sont seulement proposées, et rien n’est noté.',
    rehearsal: 'Rien ne part tout seul ; ce qui serait parti est noté à côté de ce que fait l’équipe.',
    automatic: 'Les réponses approuvées partent toutes seules après l’attente, tant que le mode automatique est activé.',
  },
  evidence: {
    none: 'Rien encore pour en juger.',
    open: (n) => (n === 1 ? 'Un cas est encore ouvert.' : `${n} cas sont encore ouverts.`),
    inWords: (right, judged) => `L’équipe a envoyé la réponse telle quelle dans ${right} cas sur ${judged}.`,
    interval: (low, high) => `Elle est donc juste pour ${low} à ${high} de ces messages, avec 95 % de certitude.`,
    short: (right, judged, low, high) => `${right} fois sur ${judged} ; entre ${low} et ${high}, avec 95 % de certitude`,
    few: 'Ce sont peu de cas : davantage de cas préciseraient ce résultat.',
    meaning:
      'Est juste une réponse que l’équipe a envoyée telle quelle, ou dans sa version adaptée, ou un message transmis comme prévu.',
  },
  limits: {
    title: 'Limites',
    threshold: 'Certitude nécessaire',
    thresholdHint:
      'Un message ne reçoit de réponse automatique que si le lecteur est au moins aussi sûr que le modèle répond à tout.',
    perCategory: 'Certitude par catégorie',
    perCategoryHint: 'Vide : la valeur générale.',
    hold: 'Attente avant envoi',
    holdHint: 'Temps pendant lequel chacun peut encore annuler une réponse automatique.',
    openHours: 'Compter l’attente pendant les heures d’ouverture seulement',
    openHoursHint:
      'Le soir, le week-end et les jours de fermeture, rien ne part tout seul : l’envoi attend que quelqu’un soit là.',
    hoursLink: 'Horaires et fermetures',
    caps: 'Au plus, automatiquement',
    capsHint: 'Au-delà, les réponses sont proposées à l’équipe.',
    cap: { perDay: 'par jour', perHour: 'par heure', perSenderDay: 'par jour et expéditeur', perThread: 'par conversation' },
    offline: 'Le lecteur intégré peut envoyer',
    offlineHint: 'Sinon, les messages qu’aucun modèle n’a lus sont seulement proposés.',
    percent: '%',
    minutes: 'minutes',
    wrong: 'Il faut ici un nombre qui convienne.',
    check: 'Vérifier et enregistrer…',
    reset: 'Annuler les modifications',
    unsaved: 'Pas encore enregistré.',
  },
  review: {
    title: 'Modifier ces réglages ?',
    titleOn: 'Activer le mode automatique ?',
    titleOff: 'Couper le mode automatique ?',
    titleMode: (category, mode) => `${category} : ${mode} ?`,
    from: (before, after) => `${before} → ${after}`,
    unchanged: 'Tout cela est déjà ainsi : il n’y a rien à modifier.',
    taken: (n) => (n === 1 ? 'Un message retenu devient une proposition.' : `${n} messages retenus deviennent des propositions.`),
    noneHeld: 'Rien n’est retenu en ce moment qui serait repris.',
    cannotRecall: 'Ce qui est déjà parti ne peut pas être repris.',
    onTells:
      'Désormais, les nouveaux messages des catégories automatiques reçoivent une réponse sans intervention. Ceux qui sont déjà là restent des propositions.',
    noAutomatic: 'Aucune catégorie n’est encore automatique : rien ne partira tout seul tant que vous n’en choisissez pas.',
    offMeanwhile:
      'Le mode automatique est coupé : rien ne part tout seul tant qu’il n’est pas activé. La suite est comptée comme s’il l’était.',
    save: 'Enregistrer',
    turnOn: 'Activer',
    turnOff: 'Couper',
    changedMeanwhile: 'Rien n’a été enregistré. Ce que vous voyez est comparé aux réglages tels qu’ils sont maintenant.',
    autoMode: 'Mode automatique',
    onOff: (on) => (on ? 'activé' : 'coupé'),
    yesNo: (yes) => (yes ? 'oui' : 'non'),
    ownThreshold: (category) => `Certitude nécessaire : ${category}`,
    asGeneral: 'la valeur générale',
  },
  whatIf: {
    title: 'Ce que cela aurait changé',
    working: 'Les messages déjà lus sont repassés…',
    holdOnly: 'Une attente change le moment des envois, pas leur choix : aucun message passé n’aurait été traité autrement.',
    nothing: 'Aucun message n’a encore été lu sur lequel l’essayer.',
    basis: (rows) =>
      `Essayé sur ${rows} messages déjà lus, avec les règles mêmes qui décident chaque jour. Aucun modèle n’a été interrogé.`,
    numbers: (before, after) => `Seraient partis d’eux-mêmes : ${after} au lieu de ${before}.`,
    same: 'Aucun message n’aurait été traité autrement.',
    more: (n) => `${n} de plus`,
    less: (n) => `${n} de moins`,
    corrected: (n, text) =>
      n === 1 ? 'l’équipe avait fait autre chose pour l’un d’eux' : `l’équipe avait fait autre chose pour ${text} d’entre eux`,
    noneCorrected: 'l’équipe n’en avait corrigé aucun',
    which: 'Quels messages',
    noSubject: '(sans objet)',
    mark: 'corrigé par l’équipe',
    purged: 'n’est plus conservé',
    columns: {
      name: 'Catégorie',
      before: 'Maintenant',
      after: 'Alors',
      more: 'De plus',
      less: 'De moins',
      corrected: 'Corrigés',
    },
    perCategory: 'Par catégorie',
  },
  result: {
    title: 'C’est fait',
    withdrawn: (n) =>
      n === 1 ? 'Un message retenu est redevenu une proposition.' : `${n} messages retenus sont redevenus des propositions.`,
    left: (n) => (n === 1 ? 'Un message venait de partir, ou partait :' : `${n} messages venaient de partir, ou partaient :`),
    none: 'Rien n’était retenu.',
    noneLeft: 'Rien d’autre n’était en route.',
    state: { sending: 'est en train de partir', drafted: 'est en train de partir', sent: 'est parti', unknown: 'issue inconnue' },
    seeWithdrawn: 'Voir ce qui attend une personne',
  },
  rehearsal: {
    back: 'Mode automatique',
    title: (category) => `Répétition : ${category}`,
    scale: (low, high) => `Juste dans ${low} à ${high} des cas`,
    outcomes: {
      asWas: 'Envoyée telle quelle',
      adapted: 'Envoyée dans sa version adaptée',
      edited: 'Modifiée avant l’envoi',
      replaced: 'Un autre texte a été envoyé',
      recategorised: 'Catégorie corrigée',
      forwarded: 'Message transmis à une personne',
      done: 'Classé sans réponse',
      outside: 'Répondu dans Gmail',
      open: 'Encore ouvert',
    },
    outcomeTitle: 'Ce que l’équipe a fait',
    rehearsed: (n) => `${n} en répétition sur les 90 derniers jours`,
    notCounted: 'non compté : on ne sait pas ce qui a été dit, ou l’issue reste ouverte',
    sideTitle: 'Côte à côte',
    sideTells: 'Du plus récent au plus ancien. À gauche ce qui serait parti, à droite ce que l’équipe a envoyé.',
    wouldHave: 'Serait parti',
    staffSent: 'Envoyé par l’équipe',
    texts: 'Les deux textes',
    notKept:
      'N’est plus conservé : le message appartient maintenant à une autre catégorie, ou son texte a été supprimé à échéance.',
    nothingSent: 'Rien qui soit connu ici.',
    recategorised: (name) => `corrigé en : ${name}`,
    differences: 'Souligné : ce que l’équipe a ajouté. Barré : ce qu’elle a retiré.',
    emptyTitle: 'Rien n’a encore été répété',
    empty: 'Dès qu’arrive un message de cette catégorie qui aurait reçu une réponse automatique, il figure ici.',
    noSubject: '(sans objet)',
    unknown: 'Cette catégorie n’existe pas.',
  },
};
