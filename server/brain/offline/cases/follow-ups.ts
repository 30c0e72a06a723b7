/** Answers to what the school wrote, changes and corrections, on every topic: `topic|matter|text`. Written for this project. */
export const FOLLOW_UPS = `
appointment|personal-case|Merci pour la convocation, mais l'horaire ne me convient pas, je travaille. Avez-vous un créneau en fin de journée ?
appointment|personal-case|Je suis désolée, mon fils est malade et nous ne pourrons pas être là pour l'entretien de 15 h. Peut-on reporter ?
appointment|personal-case|Suite à votre confirmation : je ne pourrai finalement pas me déplacer, peut-on faire l'entretien par téléphone ?
appointment|personal-case|Votre mail indique jeudi 11 h dans le texte mais vendredi dans le titre. Quel jour dois-je venir ?
appointment|personal-case|Je dois malheureusement décommander le rendez-vous avec M. Lopez.
appointment|personal-case|Re: votre inscription aux portes ouvertes. Finalement nous viendrons le matin et non l'après-midi, est-ce possible de changer ?
appointment|personal-case|Nous avions convenu d'un appel hier à 18 h et je n'ai rien reçu.
appointment|personal-case|Pourriez-vous avancer notre rencontre d'une heure ?
appointment|personal-case|J'aimerais que quelqu'un me contacte au sujet de ma fille, elle est en deuxième année et nous sommes inquiets.
appointment|personal-case|Je souhaite m'entretenir avec la direction d'un sujet délicat, pouvez-vous me joindre demain ?
appointment|judgement|Nous sommes une mission locale et aimerions amener quinze jeunes découvrir vos métiers, quelles dates proposez-vous ?
appointment|judgement|Collège de la Vallée : possibilité d'accueillir nos 3e pour une matinée, dont deux élèves allergiques et un en béquilles ?
appointment|personal-case|Thanks for the confirmation, unfortunately I have to work at that time. Is there a later slot?
appointment|personal-case|Your message says Thursday in the text and Friday in the title, which day should I come?
appointment|personal-case|We had agreed on a call yesterday at six and nobody rang.
appointment|personal-case|Sorry, my child is ill and we can't make the 3 pm interview, may we postpone?
appointment|personal-case|Could someone get in touch with me about my daughter in second year? We are worried.
appointment|judgement|Scout leader here: could fifteen teenagers come and discover your workshops, and on which dates?
appointment|personal-case|I know the open day is full, but my son travels from Ireland just for it. Could you find two more places?
certificate|personal-case|Le fichier que j'ai reçu est vide, pouvez-vous me le renvoyer ?
certificate|personal-case|Il y a une faute dans mon prénom sur le document joint à votre mail.
certificate|personal-case|J'ai besoin que la date de fin soit ajoutée, l'administration l'exige.
certificate|personal-case|Le document est arrivé sans cachet et l'ambassade l'a refusé ce matin.
certificate|personal-case|Mon espace ne me propose que les attestations de ma sœur, nos dossiers ont dû être confondus.
certificate|personal-case|Je n'apparais pas comme inscrit dans l'annuaire et l'assurance refuse mon certificat. Pouvez-vous vérifier ?
certificate|personal-case|Avez-vous signé ma convention ? Mon tuteur s'impatiente, je commence après-demain.
certificate|personal-case|Ma moyenne générale n'est pas bonne sur le relevé, elle devrait être de 13,4.
certificate|personal-case|Pouvez-vous m'envoyer le courrier en recommandé à l'adresse de mes parents ? Le facteur a perdu le premier.
certificate|personal-case|Thanks, but this is the old version, my group has changed since. Could someone send me the right one?
certificate|personal-case|The file you attached is empty, please send it again.
certificate|personal-case|There is a mistake in my first name in the document you sent.
certificate|personal-case|They want the end date to be added to the letter, can you do that?
certificate|personal-case|It says I am not registered although I have been attending since September. Could you check what happened?
certificate|personal-case|Has my agreement been signed? My supervisor is getting impatient.
certificate|personal-case|My average on the report should be 13.4, could you look into it?
certificate|personal-case|Please send it by registered mail to my parents, the first one got lost.
admissions|personal-case|Merci de votre réponse, mais je ne trouve pas la pièce que vous réclamez. Mon lycée ne la fait pas. Que dois-je mettre ?
admissions|personal-case|Re: votre candidature. Vous me dites que je suis refusé, pourtant votre collègue m'avait dit que j'étais pris.
admissions|personal-case|L'entretien s'est bien passé il y a un mois ; depuis, silence. Est-ce mauvais signe ?
admissions|personal-case|Votre plateforme m'a déconnecté au moment de valider, je ne sais pas si c'est parti.
admissions|personal-case|Je ne viendrai finalement pas en septembre, merci d'annuler ma place.
admissions|personal-case|Ma fille s'est trompée de date de naissance en s'inscrivant, comment modifier ?
admissions|personal-case|J'ai reçu l'acceptation, je vous confirme que je la prends. Quelle est la suite pour moi ?
admissions|judgement|Voici mes notes : 12,3 en première, 11,8 en terminale, 14 au bac de français. Qu'en pensez-vous ?
admissions|judgement|Please assess my background for your master: diploma in nursing, five years in sales, English B1.
admissions|judgement|Here are my grades, what do you think? 12 in maths, 9 in physics, 15 in English.
admissions|personal-case|You say I am refused, yet your colleague told me I was accepted. Which is it?
admissions|personal-case|The platform logged me out as I was submitting, I don't know whether it went through.
admissions|personal-case|I won't be coming in September after all, please give my place to someone else.
admissions|personal-case|My interview went well a month ago and then silence. Is it a bad sign?
fees|personal-case|Re: relance. Votre courrier me réclame 250 € mais j'ai la preuve du paiement, je vous la remets ici.
fees|personal-case|Merci pour l'échéancier, mais les dates ne correspondent pas à ce que nous avions convenu.
fees|personal-case|Je n'ai pas reçu la facture de mars que mon employeur réclame.
fees|personal-case|Pouvez-vous changer le nom du payeur sur mon dossier ? C'est désormais ma mère.
fees|personal-case|Nous avons été débités alors que notre fils a quitté l'école en janvier.
fees|personal-case|Le montant de ma bourse devait être déduit, ce n'est pas le cas sur le dernier appel de fonds.
fees|judgement|Mon salaire arrive le 10, vous prélevez le 5. Accepteriez-vous de décaler la date pour moi ?
fees|judgement|Je viens d'avoir un bébé et je ne touche plus qu'une petite allocation. Comment faire pour le reste de l'année ?
fees|personal-case|Your reminder asks for 250 euros but here is the proof of payment.
fees|personal-case|The dates in the plan you sent are not those we agreed on.
fees|personal-case|We were debited although our son left the school in January.
fees|personal-case|Please change the payer on my file, it is my mother now.
fees|judgement|My wages come on the 10th and you debit on the 5th. Would you shift the date for me?
fees|judgement|I just had a baby and only get a small allowance. What can I do about the rest of the year?
timetable|personal-case|Re: votre réponse. Merci, mais le lien que vous me donnez affiche le planning d'une autre promotion.
timetable|personal-case|Mon nom n'est pas sur la liste d'émargement de l'examen de demain, dois-je venir ?
timetable|personal-case|Je me suis trompée de jour et j'ai manqué l'épreuve, puis-je la passer avec l'autre groupe ?
timetable|judgement|Je dois m'occuper de mon père le matin, serait-il possible de n'avoir cours que l'après-midi ?
timetable|judgement|Nous sommes cinq à habiter à deux heures de route : peut-on regrouper nos cours sur trois jours ?
timetable|personal-case|Thanks, but your link shows another class's schedule. Can you give me mine?
timetable|personal-case|My name is not on the list for tomorrow's exam, should I still come?
timetable|personal-case|Two of my electives take place at the same hour, can I be moved to another group?
timetable|judgement|I look after my father in the mornings. Could I only have afternoon classes?
timetable|complaint|Encore une fois l'emploi du temps n'est pas affiché le vendredi soir. Donnez-moi le nom du responsable.
programme|personal-case|Merci pour la plaquette, mais mon cas est particulier : j'ai déjà validé la première année ailleurs. Que devrai-je suivre ?
programme|personal-case|Re: options. Je n'ai pas eu celle que j'avais demandée en premier, peut-on revoir mon affectation ?
programme|judgement|Avec mon dos fragile, les ateliers de menuiserie du cursus seraient-ils adaptés pour moi ?
programme|judgement|Mon fils ne sait pas quoi choisir, pourriez-vous nous dire franchement lequel de vos diplômes a le plus d'avenir ?
programme|personal-case|Thank you for the brochure, but my case is special: I passed year one elsewhere. Which courses would I take?
programme|personal-case|I did not get the elective I ranked first, can my assignment be reviewed?
programme|judgement|Frankly, which of your diplomas has the best future for someone like my son?
absence|personal-case|J'ai oublié de badger mardi, le professeur m'a vu. Pouvez-vous corriger ?
absence|personal-case|Mon certificat a été refusé parce qu'il est arrivé un jour trop tard, le médecin était en congé. Que faire ?
absence|personal-case|J'ai eu un malaise avant l'épreuve et je n'ai pas pu composer. Y aura-t-il une session pour moi ou est-ce zéro ?
absence|personal-case|Son tuteur dit qu'il était à l'école, l'école dit qu'il était en entreprise : où était mon fils mardi ?
absence|judgement|Je dois travailler les deux prochaines semaines pour remplacer un collègue, pouvez-vous me dispenser de cours ?
absence|personal-case|About your warning: I was there that day, my lab partner can confirm, please delete it.
absence|personal-case|I forgot to badge in on Tuesday but the teacher saw me. Can you correct it?
absence|personal-case|My note was refused because it came one day late, the doctor was on holiday. What now?
absence|personal-case|I passed out before the exam and could not write it. Will I get zero or another date?
absence|distress|Ma mère vient de faire un AVC, je pars la rejoindre, prévenez mes professeurs s'il vous plaît.
absence|distress|Mon cousin s'est noyé hier. Je ne pourrai pas rendre le dossier ni venir cette semaine.
`;
