/** More of what only a person settles, by topic, so that its own people get it: `topic|matter|text`. */
export const UNTIDY_MORE = `
programme|judgement|Entre marketing et finances, qu'est-ce qui m'irait le mieux selon vous ? J'aime les gens mais j'ai de bonnes notes en maths.
programme|personal-case|Je suis en mastère et mon option a été fermée, vers laquelle puis-je basculer ?
programme|complaint|La plaquette promettait des ateliers, nous n'avons que des diaporamas. Mes camarades et moi attendons des explications.
programme|judgement|Could you design a two-day course for our sales team?
programme|personal-case|I failed one module last term, must I take all of the year again?
programme|judgement|Our hospital would like to build a course with you for its receptionists.
admissions|personal-case|Voici mes notes : 11, 12 et 9. Êtes-vous d'accord pour me prendre quand même ?
admissions|personal-case|J'ai passé l'oral mardi et je n'ai rien reçu, qu'en est-il ?
admissions|personal-case|J'ai joint le mauvais bulletin à mon dossier, pouvez-vous le remplacer par celui-ci ?
admissions|judgement|Notre fils a eu un accident le jour du concours, une session spéciale est-elle possible ?
admissions|personal-case|I had my interview on Tuesday and heard nothing. What is the result?
admissions|personal-case|I attached the wrong report to my application, can you swap it for this one?
admissions|judgement|With my two failed subjects and this experience, would you take me?
admissions|judgement|Our son had an accident on the day of the exam, can a special session be held?
fees|personal-case|Vous m'avez prélevé deux fois en novembre, pouvez-vous vérifier mon compte ?
fees|personal-case|Combien me reste-t-il à payer, et quand tombe ma prochaine échéance ?
fees|judgement|Mon père vient de perdre son emploi. Pourrions-nous suspendre les paiements jusqu'en mars ?
fees|legal|Sans remboursement sous huit jours, je saisirai la justice.
fees|personal-case|How much do I still owe and when is my next instalment?
fees|personal-case|You charged me twice in November, please check my account.
fees|judgement|My father has just lost his job, may we pause the payments until March?
fees|judgement|Could you lower the price in my case? I can show our tax papers.
timetable|personal-case|L'application m'affiche deux cours en même temps le mercredi, lequel dois-je suivre ?
timetable|personal-case|Je n'ai reçu aucune convocation pour mon rattrapage de lundi, où dois-je aller ?
timetable|judgement|Peut-on décaler notre soutenance d'une semaine ? Mon binôme est hospitalisé.
timetable|personal-case|My app shows two classes at once on Wednesday, which one do I attend?
timetable|personal-case|No notice came for my resit on Monday, where should I go?
timetable|judgement|Could our defence be moved by a week? My partner is in hospital.
appointment|personal-case|Je dois annuler mon rendez-vous de jeudi avec Mme Ferrand, peut-on le mettre à lundi ?
appointment|personal-case|J'attends depuis une heure l'appel promis par votre conseiller.
appointment|judgement|Je souhaite rencontrer le directeur en privé au sujet d'un enseignant.
appointment|personal-case|I have to cancel Thursday's meeting with Mrs Ferrand, could it be on Monday?
appointment|personal-case|I have been waiting an hour for the call your adviser promised.
appointment|judgement|I'd like to see the head in private about a teacher.
certificate|personal-case|Mon nom est mal écrit sur l'attestation, pouvez-vous la corriger ?
certificate|personal-case|J'ai demandé mon relevé il y a trois semaines et toujours rien, où en est-il ?
certificate|judgement|Pouvez-vous antidater la convention ? Mon stage a commencé lundi.
certificate|personal-case|Recruteur, je souhaite que vous confirmiez par écrit le diplôme et la mention de Mme Garnier, avec son accord.
certificate|personal-case|My name is misspelt on the certificate, could you correct it?
certificate|personal-case|I asked for my transcript three weeks ago and nothing came.
certificate|judgement|Can the agreement be dated back? My internship began on Monday.
certificate|personal-case|As a recruiter I need you to confirm in writing the degree and honours of Ms Garnier, with her consent.
absence|personal-case|Vous avez compté ma fille absente jeudi alors qu'elle passait l'oral, merci de rectifier.
absence|judgement|Je dois m'occuper de ma mère malade plusieurs semaines, comment aménager mon année ?
absence|medical|Je suis suivie à l'hôpital de jour et j'en ai pour plusieurs mois, que va-t-il se passer pour mes examens ?
absence|personal-case|You marked my daughter absent on Thursday although she was sitting her oral. Please correct it.
absence|judgement|I have to care for my sick mother for several weeks, how can my year be arranged?
absence|medical|I'm a day patient at the hospital for months to come, what will happen with my exams?
`;
