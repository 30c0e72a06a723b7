/** Mails about meetings and absences that no prepared answer settles, and matters of no category: `topic|matter|text`. Written for this project. */
export const MEETING_ABSENCE_CASES = `
appointment|personal-case|Je ne pourrai pas venir à mon rendez-vous de demain, peut-on le reporter ?
appointment|personal-case|Mon entretien est prévu jeudi à 14 h mais j'ai un empêchement, un autre créneau est-il possible ?
appointment|personal-case|Je confirme ma présence au rendez-vous de lundi 10 h.
appointment|personal-case|J'attends depuis vingt minutes dans la visio et personne ne se connecte.
appointment|personal-case|Pourriez-vous me rappeler au 06 00 00 00 00 ce soir, c'est au sujet de mon fils ?
appointment|personal-case|Je souhaite voir le directeur pour un problème grave concernant ma fille.
appointment|personal-case|Je voudrais parler à mon responsable de formation de ma situation personnelle, en privé.
appointment|personal-case|Nous demandons un rendez-vous avec l'équipe pédagogique au sujet des résultats de notre fils.
appointment|personal-case|Je voudrais rencontrer la personne qui a traité ma réclamation.
appointment|judgement|Nous serions trente lycéens et deux professeurs à vouloir visiter l'école un jeudi de mars, est-ce faisable ?
appointment|judgement|Notre association aimerait organiser une visite pour un groupe de jeunes, que proposez-vous ?
appointment|judgement|Je suis en fauteuil roulant, quelqu'un peut-il m'accompagner pendant la visite ?
appointment|judgement|Pouvez-vous me recevoir samedi à 20 h ? Je travaille tous les jours.
appointment|complaint|J'ai fait deux heures de route pour un rendez-vous que vous aviez oublié !
appointment|complaint|Impossible de vous joindre, ça sonne dans le vide depuis trois jours, rappelez-moi.
appointment|personal-case|Pouvez-vous changer l'heure de mon oral, j'ai un train à 16 h ?
appointment|personal-case|jpeux pas venir au rdv de 14h on peut decaler a demain
appointment|personal-case|Je me suis inscrite à la JPO du 12 mais je viendrai finalement au mois de mars avec ma sœur, pouvez-vous modifier ?
appointment|personal-case|Maître de stage de Paul, je souhaite rencontrer son tuteur pour un point sur son comportement.
appointment|personal-case|Qui peut me parler aujourd'hui ? C'est urgent et confidentiel.
appointment|personal-case|I can't make our meeting tomorrow, could we move it to Thursday?
appointment|personal-case|I need to cancel my interview on Friday, can I get another slot?
appointment|personal-case|I would like to speak privately with my programme director about a personal matter.
appointment|judgement|We are a group of 40 pupils and would like to visit in May with a talk and lunch.
appointment|personal-case|Nobody showed up for the zoom call you scheduled at 3 pm.
appointment|personal-case|Please call me back on my mobile after six, it concerns my daughter's situation.
appointment|complaint|I have called ten times and no one picks up, this is hopeless.
appointment|personal-case|I'd like to meet the head of school about a problem with a teacher.
appointment|judgement|Our delegation from a partner university would like to visit your dean in June.
appointment|personal-case|Is my appointment on Tuesday confirmed? I have not received anything.
appointment|personal-case|We want to meet someone about our son's repeated failures.
absence|medical|Je suis hospitalisée pour plusieurs semaines, comment faire pour mes cours et mes examens ?
absence|medical|On vient de me diagnostiquer une maladie grave et je vais devoir suivre un traitement toute l'année.
absence|medical|Je suis en dépression et mon psychiatre m'arrête deux mois, que va devenir mon année ?
absence|medical|Mon fils vient d'être opéré d'urgence, nous ignorons quand il pourra reprendre.
absence|medical|Enceinte de sept mois, je voudrais savoir comment concilier mon congé maternité et les examens.
absence|distress|Mon père est décédé cette nuit, je pars au pays pour les funérailles et je ne sais pas quand je rentrerai.
absence|distress|Ma meilleure amie s'est tuée samedi, je n'arrive pas à revenir en cours.
absence|distress|Mon grand-père est mort hier, l'enterrement est jeudi et j'ai un partiel ce jour-là.
absence|personal-case|On m'a noté absent mardi alors que j'étais bien en cours, merci de corriger.
absence|personal-case|J'ai reçu un avertissement pour absences alors que j'avais envoyé mes justificatifs.
absence|personal-case|J'ai manqué l'examen de droit à cause de la grève, est-ce que je peux le repasser ?
absence|personal-case|J'étais malade le jour du partiel, vais-je avoir zéro ?
absence|judgement|Je dois partir trois semaines au pays en pleine période de cours, m'y autorisez-vous ?
absence|judgement|Je suis proche aidante de ma mère et je m'absente souvent, est-il possible d'avoir un aménagement ?
absence|judgement|Je voudrais suspendre mon année et reprendre à la rentrée prochaine.
absence|judgement|Un stage se présente pendant les cours, puis-je m'absenter quinze jours ?
absence|judgement|J'ai dépassé le nombre d'absences, pouvez-vous quand même me laisser passer les examens ?
absence|complaint|Votre badgeuse ne fonctionne pas et c'est moi qu'on sanctionne, c'est injuste.
absence|complaint|Convocation pour absentéisme alors que mon fils a un certificat, c'est scandaleux.
absence|personal-case|Notre apprentie était-elle présente en cours lundi ? Elle n'est pas venue au magasin.
absence|personal-case|Tuteur en entreprise, je voudrais le relevé des absences de Kevin du mois dernier.
absence|personal-case|Ma fille n'est pas rentrée hier soir, était-elle en cours ?
absence|personal-case|jetais la mardi et le prof ma mis absent vs pouvez enlever
absence|personal-case|J'ai été malade pendant l'oral, mon certificat est joint, quand puis-je le rattraper ?
absence|personal-case|Mon employeur veut retenir sur mon salaire une absence que je n'ai pas faite, pouvez-vous rectifier la feuille d'émargement ?
absence|medical|I have been diagnosed with cancer and will start treatment, I don't know if I can continue this year.
absence|medical|I am in hospital after an accident and will be away for at least a month.
absence|medical|My therapist told me to take a break for my mental health, what happens to my semester?
absence|medical|I am pregnant and due in the exam period, what are my options?
absence|distress|My mother died on Sunday, I am flying home and don't know when I will be back.
absence|distress|We lost our baby last week, my wife and I are not able to attend at the moment.
absence|personal-case|I was marked absent on Monday but I was in the room, please remove it.
absence|personal-case|I missed the final exam because I was ill, can I take it another day?
absence|judgement|Can I take three weeks off in November for my sister's wedding in India?
absence|judgement|I would like to take a leave of absence for the whole semester.
absence|judgement|I have exceeded the number of absences, is there any way not to be excluded from exams?
absence|complaint|I got a warning although I handed in all my notes, this is unfair.
absence|personal-case|Was our apprentice in class on Tuesday? He did not come to work.
absence|personal-case|As his guardian I want to know how many days he has missed and why nobody told me.
none|distress|je veux plus vivre, je me sens seul et personne ne comprend
none|distress|Je fais des crises d'angoisse tous les matins et je pense au pire.
none|distress|J'ai tout raté, ma vie n'a plus de sens.
none|distress|Je ne mange plus, je reste enfermé dans ma chambre depuis des semaines et je n'ose en parler à personne.
none|distress|I can't take it any more, I think about ending it.
none|distress|I feel so alone here and I cry every night, I don't know who to talk to.
none|distress|Everything is falling apart and I have nobody to talk to.
none|distress|Je dors dans ma voiture depuis deux semaines et je n'ai plus de quoi manger.
none|threat|Si vous ne changez pas ma note je sais où vous habitez.
none|threat|Vous allez le regretter, je vais tout casser.
none|threat|I will make you pay for this, watch your back.
none|threat|If you fail me again I will come to the school and you will see.
none|legal|Mon avocat prendra contact avec vous pour rupture abusive du contrat de formation.
none|legal|Je vous mets en demeure de me restituer les sommes versées.
none|legal|J'exerce mon droit d'accès et demande copie de toutes les données que vous détenez sur moi.
none|legal|Nous contestons l'exclusion de notre fils et saisirons le tribunal administratif.
none|legal|My solicitor will be in touch regarding the breach of contract.
none|legal|I request access to all personal data you hold about me under article 15.
none|legal|Please consider this a formal notice before legal proceedings.
none|complaint|Un de vos élèves a rayé ma voiture en sortant du parking, qui va payer ?
none|complaint|Je signale le comportement déplacé d'un professeur envers les étudiantes.
none|complaint|Un enseignant a tenu des propos racistes pendant le cours.
none|complaint|Mon fils se fait frapper à la récréation et l'école ne fait rien.
none|complaint|A teacher keeps making comments about my body and I don't feel safe.
none|complaint|My roommate steals from me and the school does nothing.
none|complaint|Le prof de gestion humilie les étudiants, nous sommes plusieurs à vouloir le signaler.
`;
