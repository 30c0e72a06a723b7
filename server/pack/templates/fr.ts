/** The French answers of the default pack, by category. Handlebars in plain text (docs/pack.md). */
export const frenchTemplates: Readonly<Record<string, { subject: string; body: string }>> = {
  programme: {
    subject: 'Nos formations',
    body: `{{greeting}}

Merci de votre intérêt pour notre école{{#if slot.course}} et pour la formation « {{slot.course}} »{{/if}}.

Chaque formation a sa page : matières année par année, volume horaire, crédits, langue des cours, stages, certifications préparées et débouchés. Vous pouvez y télécharger la plaquette et le programme détaillé en PDF :
{{fact.programme-pages}}

Bon à savoir :
{{fact.programme-notes}}

Si une précision vous manque après cette lecture, répondez simplement à ce message en indiquant la formation et l’année concernées : le responsable de la formation vous répondra.

Bien cordialement,
{{organisation}}`,
  },
  timetable: {
    subject: 'Horaires et calendrier',
    body: `{{greeting}}

Voici les dates et les horaires en vigueur.

Année {{fact.school-year}} :
{{fact.term-dates}}

Examens :
{{fact.exam-dates}}

L’emploi du temps de chaque groupe (salles, changements de dernière minute) et le calendrier d’alternance de chaque formation sont à jour ici :
{{fact.timetable-page}}

Accueil et secrétariat, les sept prochains jours :
{{hours "seven-days"}}

{{#if closures}}Fermetures à venir :
{{closures}}

{{/if}}Bibliothèque : {{fact.library-hours}}

Si votre question porte sur un autre point du calendrier, répondez à ce message en précisant la formation et l’année.

Bien cordialement,
{{organisation}}`,
  },
  admissions: {
    subject: 'Candidater à l’école',
    body: `{{greeting}}

Merci de votre intérêt pour notre école{{#if slot.course}} et pour la formation « {{slot.course}} »{{/if}}.

La candidature se fait en ligne ; les conditions d’accès et le niveau de langue demandé figurent sur la page de chaque formation :
{{fact.admissions-page}}

Prochaine date limite de dépôt : {{nextDate "application-deadlines"}}.
Toutes les dates à venir, dans la limite des places :
{{#each (upcoming "application-deadlines")}}
- {{this}}
{{/each}}

Pièces à préparer :
{{fact.application-documents}}

{{fact.language-requirements}}

Comment se déroule l’admission : {{fact.admission-steps}}

Si votre situation est particulière (réorientation, équivalence, rentrée décalée, études à l’étranger), répondez à ce message en la décrivant : le service des admissions l’étudiera.

Bien cordialement,
{{organisation}}`,
  },
  fees: {
    subject: 'Frais de scolarité et financement',
    body: `{{greeting}}

Voici l’essentiel sur le coût et le financement des études{{#if slot.course}}, pour « {{slot.course}} » comme pour nos autres formations{{/if}}.

Le tarif de chaque formation pour l’année {{fact.school-year}}, ainsi que les frais de dossier et d’inscription, sont publiés ici :
{{fact.fees-page}}

Moyens et échéances de paiement : {{fact.payment-terms}}

Alternance : {{fact.apprenticeship-fees}}

Bourses et aides : {{fact.scholarships}}

Contribution de vie étudiante et de campus (CVEC) : {{fact.student-contribution}}

Remboursement : {{fact.refund-terms}}

Pour une facture, un échéancier ou un dossier déjà ouvert, répondez à ce message en indiquant le nom de l’étudiant : le service comptable vous répondra.

Bien cordialement,
{{organisation}}`,
  },
  certificate: {
    subject: 'Certificats et attestations',
    body: `{{greeting}}

La plupart des documents se téléchargent à tout moment depuis l’espace étudiant :
{{fact.documents-page}}

{{fact.documents-list}}

Délai pour les documents préparés par le service de la scolarité : {{fact.documents-delay}}.

Anciens étudiants, ou accès perdu : {{fact.documents-alumni}}

Si le document que vous cherchez n’est pas dans cette liste, répondez à ce message en indiquant votre nom, votre formation et l’organisme qui le demande.

Bien cordialement,
{{organisation}}`,
  },
  appointment: {
    subject: 'Rendez-vous, visites et portes ouvertes',
    body: `{{greeting}}

Nous serons heureux d’échanger avec vous.

Prochaine journée portes ouvertes : {{nextDate "open-days"}}.
{{fact.open-day-details}}
Toutes les dates à venir :
{{#each (upcoming "open-days")}}
- {{this}}
{{/each}}
Inscription gratuite :
{{fact.open-day-page}}

Pour un entretien avec un conseiller (sur place, par téléphone ou en visioconférence) ou une visite du campus, choisissez le jour et l’heure qui vous conviennent, en français ou en anglais :
{{fact.booking-page}}

Pour nous trouver : {{fact.campus-address}}

Si aucun créneau ne vous convient, ou si vous devez déplacer un rendez-vous déjà pris, répondez à ce message avec vos disponibilités.

Bien cordialement,
{{organisation}}`,
  },
  absence: {
    subject: 'Absences et retards',
    body: `{{greeting}}

Merci d’avoir prévenu ou de vous être renseigné. Voici comment une absence ou un retard est pris en compte.

1. Déclarer l’absence et déposer le justificatif dans l’espace étudiant (un scan ou une photo lisible suffit) :
{{fact.absence-page}}

2. Délai : {{fact.absence-deadline}}.

3. Sont admis comme justificatifs :
{{fact.absence-proofs}}

En alternance, ou pour un examen : {{fact.absence-special}}

Un message envoyé à cette adresse ne remplace pas la déclaration : tant qu’elle n’est pas faite, l’absence reste non justifiée.

Si vous ne pouvez pas utiliser l’espace étudiant, ou si l’absence doit durer, répondez à ce message : le service de la vie étudiante vous aidera.

Bien cordialement,
{{organisation}}`,
  },
};
