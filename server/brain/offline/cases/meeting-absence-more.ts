/** Longer mails about meetings and absences that no prepared answer settles: `topic|matter|text`. Written for this project. */
export const MEETING_ABSENCE_MORE = `
appointment|personal-case|Bonjour, vous m'avez donné rendez-vous mardi à 9 h mais mon train n'arrive qu'à 10 h. Pouvez-vous me recevoir un peu plus tard ?
appointment|personal-case|Je suis devant l'école pour mon entretien et personne ne répond à l'interphone.
appointment|personal-case|Mon entretien d'admission de jeudi tombe pendant mon bac blanc, pouvez-vous me proposer une autre date ?
appointment|personal-case|Notre fille ne nous parle plus de ses cours et ses notes chutent. Nous aimerions faire le point avec son responsable.
appointment|personal-case|Suite au conseil de classe, nous souhaitons être reçus par la directrice pour parler de l'avenir de notre fils.
appointment|personal-case|Il se passe quelque chose dans ma classe et j'ai besoin d'en parler à quelqu'un, pas par mail.
appointment|personal-case|Pouvez-vous demander à Mme Ferrand de me rappeler entre midi et deux ? Elle connaît mon dossier.
appointment|personal-case|J'avais réservé une visite pour deux samedi, nous serons finalement cinq. Est-ce un problème ?
appointment|personal-case|Je n'ai pas reçu le lien de la visio prévue cet après-midi à 16 h.
appointment|personal-case|Mon rendez-vous a été annulé sans explication, quand puis-je revenir ?
appointment|personal-case|Je dois voir l'assistante sociale rapidement, ma situation s'est compliquée à la maison.
appointment|personal-case|jai loupé mon rdv de ce matin jmexcuse on peut en refixer un
appointment|judgement|Professeur en lycée agricole, je cherche une sortie pour mes 24 élèves de terminale, avec atelier et repas. Que pourriez-vous organiser ?
appointment|judgement|Le conseil départemental aimerait tenir une réunion chez vous et visiter vos plateaux techniques. Seriez-vous d'accord ?
appointment|judgement|Ma fille est sourde, pourriez-vous prévoir un interprète pour la journée portes ouvertes ?
appointment|judgement|Je ne suis libre que le dimanche, quelqu'un accepterait-il de me recevoir exceptionnellement ?
appointment|judgement|Une délégation d'une université coréenne souhaite rencontrer votre direction en avril.
appointment|judgement|Nous voudrions venir présenter notre métier à vos étudiants et visiter l'école, est-ce envisageable ?
appointment|complaint|Nous avons traversé la France pour vos portes ouvertes et l'atelier annoncé n'a pas eu lieu !
appointment|complaint|Trois rendez-vous annulés d'affilée par votre conseillère, de qui se moque-t-on ?
appointment|complaint|Votre standard raccroche au nez des gens. Je veux parler à un responsable, aujourd'hui.
appointment|personal-case|Could you receive me a bit later on Tuesday? My train only gets in at ten.
appointment|personal-case|I am outside for my interview and nobody answers the intercom.
appointment|personal-case|I did not get the link for this afternoon's video meeting at 4.
appointment|personal-case|We booked a visit for two but there will be five of us, is that all right?
appointment|personal-case|Something is going on in my class and I need to talk to someone, not by mail.
appointment|personal-case|We would like to discuss our daughter's falling marks with her tutor.
appointment|personal-case|Please ask Mrs Ferrand to ring me at lunchtime, she knows my file.
appointment|personal-case|My appointment was cancelled without a reason, when can I come back?
appointment|judgement|I teach at a high school and am looking for an outing for 24 pupils, with a workshop and a meal. What could you offer?
appointment|judgement|My daughter is deaf, could you arrange an interpreter for the open day?
appointment|judgement|I am only free on Sundays, would anyone see me exceptionally?
appointment|complaint|We crossed the country for your open day and the announced workshop did not take place!
appointment|complaint|Your adviser has cancelled on me three times in a row. Who do I complain to?
absence|personal-case|Bonjour, j'ai été compté absent vendredi alors que la prof m'a déplacé dans un autre groupe. Elle peut le confirmer. Merci de rectifier.
absence|personal-case|J'ai déposé mon certificat le lundi même, mais l'absence figure toujours comme non justifiée et je risque l'exclusion.
absence|personal-case|J'ai raté le contrôle de ce matin à cause d'un malaise. Est-ce que j'aurai une note de remplacement ?
absence|personal-case|Je suis tombée dans l'escalier de l'école et le médecin m'arrête une semaine. Qui déclare l'accident ?
absence|personal-case|L'oral blanc était hier et j'étais aux urgences avec ma fille. Que dois-je faire pour le repasser ?
absence|personal-case|Maître d'apprentissage : Yanis a manqué deux jours chez nous en disant être en examen. Pouvez-vous vérifier ?
absence|personal-case|Je suis le père de Clara, majeure, je veux savoir si elle va en cours.
absence|personal-case|Mon salaire a été amputé car vous m'avez déclaré absent à tort. Je vous demande une attestation rectificative.
absence|personal-case|Le surveillant refuse mon justificatif de la SNCF, pourquoi ?
absence|personal-case|vs mavez mis 4 absence alors que jetais en stage c marqué sur ma convention
absence|judgement|Je pars en Australie trois semaines pour le mariage de mon frère. Est-ce que cela pose problème pour mon année ?
absence|judgement|Une opportunité de tournage m'oblige à manquer dix jours. Accepteriez-vous de m'excuser ?
absence|judgement|Mon employeur veut que je reste en boutique pendant les fêtes au lieu de venir en cours. Ai-je le droit ?
absence|judgement|Aidant familial, je dois accompagner ma mère chaque mardi à ses soins. Peut-on aménager ma présence ?
absence|judgement|Je ne supporte plus le rythme et je pense arrêter quelques mois. Est-il possible de revenir ensuite ?
absence|judgement|Puis-je suivre les cours à distance pendant deux mois, le temps que je règle un problème familial ?
absence|medical|Je sors d'une opération du genou et ne pourrai pas marcher pendant deux mois. Comment suivre les cours ?
absence|medical|Mon fils a fait une crise d'épilepsie ce week-end et son neurologue veut le garder en observation.
absence|medical|J'ai appris que j'avais une sclérose en plaques. Je serai souvent fatiguée, comment en parler à l'équipe ?
absence|medical|Je commence une cure de désintoxication lundi, je préfère que cela reste entre nous.
absence|medical|Mes crises d'angoisse m'empêchent de prendre le métro, je n'ai pas pu venir depuis dix jours.
absence|distress|Mon petit ami a eu un accident de moto, il est dans le coma. Je suis auprès de lui, je ne sais pas quand je reviens.
absence|distress|Notre maison a brûlé cette nuit, nous avons tout perdu. Hugo ne viendra pas.
absence|distress|Je viens de perdre ma grand-mère qui m'a élevée. Je n'ai pas la tête aux cours.
absence|distress|Mon frère a disparu depuis trois jours, je reste avec mes parents.
absence|complaint|Vous marquez absents des étudiants que le professeur a renvoyés chez eux. C'est absurde.
absence|complaint|Ma fille était en deuil et vous lui collez un avertissement ! Avez-vous un cœur ?
absence|personal-case|I was moved to another group on Friday and counted absent in the first one. The teacher can confirm.
absence|personal-case|I handed in my doctor's note on the same day but it still shows as unjustified.
absence|personal-case|I fainted before this morning's test. Will I get a replacement mark?
absence|personal-case|Yanis missed two days with us claiming he had exams. Could you verify?
absence|personal-case|I am Clara's father and want to know whether she attends her classes.
absence|personal-case|I fell on the school stairs and hurt my back, who reports the accident?
absence|judgement|I am going to Australia for three weeks for my brother's wedding. Will it be a problem for my year?
absence|judgement|My boss wants me in the shop during the holidays instead of class. Am I allowed?
absence|judgement|Could I follow lessons remotely for two months while I sort out a family problem?
absence|judgement|I can't keep up and am thinking of stopping for a few months. Could I return afterwards?
absence|medical|I just had knee surgery and won't walk for two months. How can I follow the course?
absence|medical|My son had a seizure this weekend and stays under observation.
absence|medical|I'm starting treatment in a clinic on Monday and would like it to stay between us.
absence|medical|I have not left my flat for ten days because of anxiety.
absence|distress|My boyfriend is in a coma after a motorbike crash. I am with him and don't know when I'll return.
absence|distress|Our house burnt down last night and we lost everything. Hugo won't come.
absence|distress|I've just lost the grandmother who raised me. I can't think about class.
absence|complaint|You mark students absent whom the teacher himself sent home. Absurd.
absence|complaint|My daughter was grieving and you send her a warning! Shame on you.
none|distress|Bonjour, je ne sais pas à qui parler. Mes parents m'ont mis dehors et je dors chez des amis depuis une semaine.
none|distress|Je me sens nulle, je n'ai pas d'amis ici et je passe mes soirées à pleurer. Pardon de vous écrire.
none|distress|Mon copain me frappe, j'ai peur qu'il vienne m'attendre à la sortie.
none|distress|I have not eaten properly for days, I have no money left and no family here.
none|distress|My parents threw me out and I sleep at friends' places.
none|distress|My boyfriend hits me and I'm scared he will wait for me outside.
none|complaint|Un professeur note à la tête du client et fait des avances aux filles, il faut que ça cesse.
none|complaint|Des étudiants de votre école ont insulté ma mère dans le bus avec vos sweats sur le dos.
none|complaint|Votre service de sécurité a fouillé mon sac sans me demander, est-ce légal ?
none|complaint|A teacher grades by face and flirts with girls, it has to stop.
none|complaint|Your students insulted my mother on the bus.
none|legal|Inspection du travail : merci de nous transmettre les contrats de vos vacataires sous quinze jours.
none|legal|La police judiciaire vous requiert de communiquer les coordonnées d'un étudiant.
none|legal|Syndic de l'immeuble : dernière sommation avant procédure pour les charges impayées.
none|legal|The labour inspectorate requests copies of your lecturers' contracts.
none|legal|Police request for information regarding one of your students.
none|threat|Vous avez détruit la vie de mon fils, vous le paierez cher.
none|threat|Tell your director to be careful when he walks home.
`;
