import { dateInWords, shortDate } from '../../shared/dates-in-words.ts';
import { addDays } from '../../shared/local-time.ts';
import type { Fact, Language, Localized } from '../../shared/policy.ts';
import type { SchoolYear } from './school-year.ts';

const SITE = 'https://www.ecole.example';
const AREA = 'https://espace.ecole.example';

/** The facts of the sample school. Every address ends in .example (RFC 2606): `checkPolicy` reminds the admin of them. */
export function defaultFacts(year: SchoolYear): Fact[] {
  const period = { validFrom: year.validFrom, validUntil: year.validUntil };
  const text = (key: string, label: Localized, value: Localized): Fact => ({
    key,
    kind: 'text',
    label,
    value,
    dates: [],
    ...period,
  });
  const link = (key: string, label: Localized, fr: string, en = fr): Fact => ({
    key,
    kind: 'link',
    label,
    value: { fr, en },
    dates: [],
    ...period,
  });
  const dates = (key: string, label: Localized, days: readonly string[]): Fact => ({
    key,
    kind: 'dates',
    label,
    value: { fr: '', en: '' },
    dates: days,
    ...period,
  });
  return [
    text('school-year', { fr: 'Année scolaire', en: 'School year' }, { fr: year.name, en: year.name }),
    text('term-dates', { fr: 'Rentrée et vacances', en: 'Term dates' }, { fr: termDates(year, 'fr'), en: termDates(year, 'en') }),
    text('exam-dates', { fr: 'Examens', en: 'Exams' }, { fr: examDates(year, 'fr'), en: examDates(year, 'en') }),
    link('timetable-page', { fr: 'Emplois du temps', en: 'Timetables' }, `${AREA}/emploi-du-temps`, `${AREA}/en/timetable`),
    text(
      'library-hours',
      { fr: 'Horaires de la bibliothèque', en: 'Library hours' },
      {
        fr: 'du lundi au vendredi de 8 h 30 à 19 h, le samedi de 9 h à 13 h pendant les périodes de cours.',
        en: 'Monday to Friday 8:30 to 19:00, Saturday 9:00 to 13:00 in term time.',
      },
    ),
    link('programme-pages', { fr: 'Pages des formations', en: 'Programme pages' }, `${SITE}/formations`, `${SITE}/en/programmes`),
    text(
      'programme-notes',
      { fr: 'Points communs des formations', en: 'What programmes have in common' },
      {
        fr: `- les cours sont en français, sauf dans les formations signalées « taught in English » ;
- deux langues vivantes sont proposées dans chaque formation ;
- un stage a lieu chaque année, ou un semestre à l’étranger en troisième année.`,
        en: `- courses are taught in French, except in programmes marked “taught in English”;
- two foreign languages are offered in every programme;
- there is an internship every year, or a semester abroad in the third year.`,
      },
    ),
    link('admissions-page', { fr: 'Candidature en ligne', en: 'Online application' }, `${SITE}/candidater`, `${SITE}/en/apply`),
    dates('application-deadlines', { fr: 'Dates limites de candidature', en: 'Application deadlines' }, year.deadlines),
    text(
      'application-documents',
      { fr: 'Pièces du dossier', en: 'Application documents' },
      {
        fr: `- une pièce d’identité ou un passeport ;
- les relevés de notes des deux dernières années ;
- le dernier diplôme obtenu, ou le certificat de scolarité de l’année en cours ;
- un CV et une lettre de motivation ;
- pour les documents dans une autre langue que le français ou l’anglais, leur traduction assermentée.`,
        en: `- an identity card or a passport;
- transcripts of the last two years;
- your last diploma, or proof of enrolment for the current year;
- a CV and a covering letter;
- for documents in a language other than French or English, a sworn translation.`,
      },
    ),
    text(
      'language-requirements',
      { fr: 'Niveau de langue demandé', en: 'Language level required' },
      {
        fr: 'Le niveau demandé (français B2, ou anglais B2 dans les formations « taught in English ») et les tests acceptés figurent sur la page de chaque formation.',
        en: 'The level required (B2 French, or B2 English in programmes taught in English) and the tests we accept stand on the page of each programme.',
      },
    ),
    text(
      'admission-steps',
      { fr: 'Étapes de l’admission', en: 'Steps of admission' },
      {
        fr: 'étude du dossier, entretien d’une demi-heure sur place ou en visioconférence, réponse sous deux semaines. Les formations ouvertes sur une plateforme nationale y renvoient depuis leur page.',
        en: 'your file is studied, you are interviewed for half an hour here or by video call, and you have an answer within two weeks. Programmes that recruit through a national platform link to it on their page.',
      },
    ),
    link('fees-page', { fr: 'Tarifs', en: 'Fees' }, `${SITE}/tarifs`, `${SITE}/en/fees`),
    text(
      'payment-terms',
      { fr: 'Paiement', en: 'Payment' },
      {
        fr: 'en une fois, en trois fois ou par mensualités, par prélèvement, virement ou carte ; le calendrier et les frais éventuels sont indiqués dans le contrat de scolarité. Un acompte est demandé à l’inscription.',
        en: 'in one payment, in three or monthly, by direct debit, bank transfer or card; dates and any charges stand in the enrolment contract. A deposit is due on enrolment.',
      },
    ),
    text(
      'apprenticeship-fees',
      { fr: 'Coût en alternance', en: 'Cost of work-study' },
      {
        fr: 'la formation est gratuite pour l’apprenti et pour sa famille ; elle est financée par l’entreprise et son opérateur de compétences.',
        en: 'the training is free for apprentices and their families; it is paid for by the employer and its skills operator.',
      },
    ),
    text(
      'scholarships',
      { fr: 'Bourses', en: 'Scholarships' },
      {
        fr: `les bourses de l’école (mérite, situation sociale), les formations ouvertes aux boursiers de l’État et les dates de demande sont présentées ici :
${SITE}/bourses`,
        en: `the school’s own scholarships (merit, social situation), the programmes open to holders of state grants and the dates for applying are listed here:
${SITE}/en/scholarships`,
      },
    ),
    text(
      'student-contribution',
      { fr: 'CVEC', en: 'CVEC' },
      {
        fr: 'elle n’est pas comprise dans nos tarifs ; lorsqu’elle est due, elle se règle en ligne avant l’inscription, et son montant de l’année est indiqué sur la page des tarifs.',
        en: 'it is not part of our fees; where it is due it is paid online before enrolment, and this year’s amount stands on the fees page.',
      },
    ),
    text(
      'refund-terms',
      { fr: 'Remboursement', en: 'Refunds' },
      {
        fr: 'les frais de dossier restent acquis à l’école ; pour l’acompte et la scolarité, les conditions figurent dans le contrat de scolarité.',
        en: 'application fees are not refunded; for the deposit and tuition, the terms stand in the enrolment contract.',
      },
    ),
    link('documents-page', { fr: 'Documents en ligne', en: 'Documents online' }, `${AREA}/documents`, `${AREA}/en/documents`),
    text(
      'documents-list',
      { fr: 'Documents et où les trouver', en: 'Documents and where to find them' },
      {
        fr: `- certificat de scolarité, attestation d’inscription : « Mes documents », disponible dès l’inscription, pour chaque année suivie ;
- relevés de notes : « Mes résultats », après chaque jury ;
- attestation de réussite : « Mes documents », en attendant le diplôme ;
- convention de stage : « Mes stages », à remplir puis à signer en ligne ;
- carte d’étudiant perdue : « Mes demandes ».`,
        en: `- certificate or proof of enrolment: “My documents”, available from enrolment on, for each year attended;
- transcripts: “My results”, after each board of examiners;
- certificate of completion: “My documents”, until the diploma is issued;
- internship agreement: “My internships”, to be filled in and then signed online;
- lost student card: “My requests”.`,
      },
    ),
    text(
      'documents-delay',
      { fr: 'Délai de la scolarité', en: 'Registrar’s time' },
      { fr: 'cinq jours ouvrés', en: 'five working days' },
    ),
    text(
      'documents-alumni',
      { fr: 'Anciens étudiants', en: 'Former students' },
      {
        fr: `l’accès reste ouvert deux ans après le départ ; ensuite, ou pour le retrouver, suivez cette page :
${AREA}/aide`,
        en: `access stays open for two years after leaving; after that, or to recover it, follow this page:
${AREA}/en/help`,
      },
    ),
    link('booking-page', { fr: 'Prise de rendez-vous', en: 'Booking' }, `${SITE}/rendez-vous`, `${SITE}/en/appointments`),
    dates('open-days', { fr: 'Journées portes ouvertes', en: 'Open days' }, year.openDays),
    text(
      'open-day-details',
      { fr: 'Déroulement des portes ouvertes', en: 'What happens on an open day' },
      {
        fr: 'De 10 h à 17 h : présentation de l’école à 10 h 30 et à 14 h 30 (en anglais à 15 h 30), visites du campus toutes les demi-heures, rencontres avec les étudiants et les responsables de formation.',
        en: 'From 10:00 to 17:00: the school is presented at 10:30 and 14:30 (in English at 15:30), campus tours leave every half hour, students and programme directors are there to meet you.',
      },
    ),
    link(
      'open-day-page',
      { fr: 'Inscription aux portes ouvertes', en: 'Open day registration' },
      `${SITE}/portes-ouvertes`,
      `${SITE}/en/open-days`,
    ),
    text(
      'campus-address',
      { fr: 'Adresse', en: 'Address' },
      {
        fr: `12 rue des Tilleuls, plan d’accès : ${SITE}/acces`,
        en: `12 rue des Tilleuls, map and directions: ${SITE}/en/directions`,
      },
    ),
    link('absence-page', { fr: 'Déclarer une absence', en: 'Declaring an absence' }, `${AREA}/absences`, `${AREA}/en/absences`),
    text(
      'absence-deadline',
      { fr: 'Délai de justification', en: 'Time limit for proof' },
      { fr: 'deux jours ouvrés après le retour en cours', en: 'two working days after coming back to class' },
    ),
    text(
      'absence-proofs',
      { fr: 'Justificatifs admis', en: 'Accepted proof' },
      {
        fr: `- certificat médical ou arrêt de travail ;
- convocation officielle (examen, permis de conduire, préfecture, justice) ;
- bulletin de retard du transporteur ;
- acte ou attestation pour un événement familial.`,
        en: `- a doctor’s certificate or sick note;
- an official summons (exam, driving test, prefecture, court);
- a delay note from the transport company;
- a certificate for a family event.`,
      },
    ),
    text(
      'absence-special',
      { fr: 'Alternance et examens', en: 'Work-study and exams' },
      {
        fr: 'l’arrêt de travail est aussi à remettre à l’employeur sous 48 heures ; une absence à un examen est à signaler le jour même, et seul un justificatif ouvre droit au rattrapage.',
        en: 'apprentices also give the sick note to their employer within 48 hours; an absence from an exam is to be reported on the same day, and only proof gives the right to a resit.',
      },
    ),
  ];
}

function termDates(year: SchoolYear, language: Language): string {
  const fr = language === 'fr';
  const day = (date: string): string => dateInWords(date, language);
  const line = (left: string, right: string): string => `- ${left}${fr ? ' : ' : ': '}${right}`;
  const lines = [
    { at: year.start, words: line(fr ? 'rentrée' : 'first day of classes', day(year.start)) },
    ...year.breaks.map(({ name, from, until }) => {
      const range = fr
        ? `du ${shortDate(from, 'fr')} au ${shortDate(until, 'fr')} inclus`
        : `${shortDate(from, 'en')} to ${shortDate(until, 'en')}`;
      const back = fr ? `reprise le ${day(addDays(until, 1))}` : `classes resume on ${day(addDays(until, 1))}`;
      return { at: from, words: line(name[language], `${range}, ${back}`) };
    }),
    {
      at: year.secondSemester,
      words: line(fr ? 'début du second semestre' : 'second semester begins', day(year.secondSemester)),
    },
    { at: year.end, words: line(fr ? 'fin des cours' : 'last day of classes', day(year.end)) },
  ];
  return lines
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ words }) => words)
    .join('\n');
}

function examDates(year: SchoolYear, language: Language): string {
  return year.exams
    .map(({ from, until }, i) => {
      const [a, b] = [shortDate(from, language), shortDate(until, language)];
      return language === 'fr' ? `- semestre ${i + 1} : du ${a} au ${b}` : `- semester ${i + 1}: ${a} to ${b}`;
    })
    .join('\n');
}
