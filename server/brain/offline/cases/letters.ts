/** Whole letters about the writers' own affairs: `topic|matter|text`. Written for this project. */
export const LETTERS = `
absence|personal-case|Mon relevé d'assiduité affiche onze heures manquées en novembre. Je n'en reconnais que trois, les autres correspondent à un cours supprimé. Qui peut revoir ce décompte ?
absence|personal-case|J'ai composé l'épreuve d'anglais mais le surveillant m'a notée absente car j'étais au fond de la salle. Ma copie existe pourtant !
absence|judgement|Mon entreprise d'accueil m'envoie trois semaines au Maroc pour un salon. Ces jours tombent pendant les cours, m'y autorisez-vous et comment valider le semestre ?
absence|medical|À la suite d'une commotion, le neurologue m'interdit les écrans pendant six semaines. Je ne sais pas comment suivre, ni si je dois arrêter mon année.
absence|distress|Je ne viendrai pas ces jours-ci. Mon meilleur ami est parti brutalement et je n'ai le cœur à rien. Dites-le à l'équipe, je ne peux pas l'expliquer dix fois.
absence|complaint|Un avertissement pour deux retards de bus, alors que d'autres sèchent sans être inquiétés. Cette sévérité est à géométrie variable et je la conteste.
absence|personal-case|As his employer we deduct unpaid days, so please tell us whether Samir attended on the 4th and 5th. He says he did.
absence|judgement|I'm the only carer for my grandmother. Some weeks I can come every day, others not at all. Could we agree on something?
absence|medical|After a concussion I'm not allowed screens for six weeks. Should I drop the year?
absence|personal-case|The attendance page shows eleven missed hours, I only recognise three. Who can review this?
absence|distress|My flatmate took his own life. I can't sleep and I can't be in class right now.
admissions|personal-case|Vous m'avez écrit que la commission se tenait le 14. Nous sommes le 28 et mon espace n'a pas bougé. J'ai une proposition ailleurs jusqu'à demain.
admissions|personal-case|Ma candidature est liée à celle de ma sœur jumelle, or elle est convoquée et pas moi. Un oubli ?
admissions|personal-case|J'ai validé l'inscription administrative avant de voir que le campus choisi n'était pas le bon. Comment rectifier sans perdre ma place ?
admissions|judgement|Ancien militaire, onze ans de service, aucun diplôme après le brevet mais des responsabilités humaines importantes. Votre école pourrait-elle me faire confiance ?
admissions|judgement|Je vous joins mes bulletins. Les maths ont souffert d'un déménagement, le reste est solide. Selon vous, est-ce jouable pour le bachelor data ?
admissions|judgement|Ma fille a été recalée à une demi-place près. Existe-t-il un moyen de faire réexaminer sa situation ?
admissions|complaint|À l'oral, l'un des examinateurs consultait son téléphone. Je demande à repasser devant un jury attentif.
admissions|complaint|Votre refus tient en une ligne. Après soixante euros de frais et deux mois d'attente, j'attendais un minimum d'égards.
admissions|personal-case|You wrote that the board would meet on the 14th. It is the 28th and nothing has moved. My other offer expires tomorrow.
admissions|personal-case|I picked the wrong campus while enrolling. How do I fix it without losing my seat?
admissions|judgement|Former soldier, eleven years of service, no diploma but plenty of responsibility. Would your school trust me?
admissions|judgement|I attach my reports. Maths suffered from a move, the rest is solid. Is it realistic for the data bachelor?
admissions|complaint|One of the examiners was on his phone during my oral. I want another panel.
fees|personal-case|L'échéancier prévoyait dix mensualités de 720 €. On vient de m'en prélever une de 1 440 €. Ma banque menace de me facturer des agios, merci d'agir vite.
fees|personal-case|Mon ancien employeur devait solder ma formation. Il a déposé le bilan et vous me réclamez la somme, que faire ?
fees|personal-case|Je constate que la remise « inscription anticipée » ne m'a pas été accordée bien que j'aie signé en mars.
fees|judgement|Nous traversons une passe difficile : arrêt maladie de mon mari, deux enfants étudiants. Accepteriez-vous d'alléger les mensualités jusqu'en juin ?
fees|judgement|Réfugiée politique, je vis avec une allocation. Votre école me plaît, mais comment faire avec si peu ? Une dispense est-elle envisageable pour moi ?
fees|judgement|Je viens d'être opéré et n'ai plus de revenu. Pouvez-vous geler les prélèvements sans que je perde ma place ?
fees|complaint|Voilà que vous facturez un « kit pédagogique » obligatoire de 180 € jamais mentionné. Je refuse de régler cette ligne.
fees|complaint|Chaque mois une erreur, chaque mois des excuses. J'exige un interlocuteur unique et le remboursement des frais bancaires.
fees|personal-case|The plan said ten payments of 720, you just took 1,440. My bank is charging me for the overdraft.
fees|personal-case|My former employer was to pay the balance and has gone bankrupt. You now ask me for the money, what can I do?
fees|judgement|We are going through a rough patch: my husband is off sick and we have two students. Could the payments be lighter until June?
fees|judgement|I have just had surgery and no income. Could you freeze the debits without my losing the place?
fees|complaint|Now there is a compulsory kit for 180 that nobody mentioned. I refuse to pay for it.
certificate|personal-case|Le consulat exige que la date de fin de formation figure en toutes lettres et que la signature soit manuscrite. Votre modèle ne convient pas, que peut-on faire d'ici jeudi ?
certificate|personal-case|Deux notes ont été interverties entre mon homonyme et moi sur le bulletin. Les professeurs sont au courant, reste à corriger.
certificate|personal-case|J'ai envoyé ma convention il y a quinze jours, mon entreprise ne peut pas m'accueillir sans elle. Où se trouve-t-elle ?
certificate|personal-case|Pour une naturalisation, on me demande d'attester que j'ai suivi un cursus intégralement en français de 2015 à 2018. Pouvez-vous le rédiger ?
certificate|personal-case|Le secrétariat m'a remis un diplôme avec la mention « passable » alors que j'avais « bien ».
certificate|judgement|Exclu en mars, ai-je le droit à une trace écrite des unités que j'avais obtenues ?
certificate|complaint|La personne au guichet m'a répondu que je n'avais qu'à patienter. Ma bourse est suspendue depuis un mois faute de votre papier !
certificate|personal-case|The consulate wants the end date in words and a handwritten signature. Your template won't do, what can be done by Thursday?
certificate|personal-case|Two marks were swapped between me and a namesake on the report. The teachers know.
certificate|personal-case|I sent my agreement a fortnight ago and my company can't take me without it. Where is it?
certificate|personal-case|My diploma says "pass" whereas I obtained a distinction.
certificate|complaint|My grant has been suspended for a month because of your missing paper, and I'm told to be patient!
appointment|personal-case|Vous deviez me recevoir avec mon fils mercredi, mais il a un examen. Serait-il possible de nous voir un autre jour, plutôt en soirée ?
appointment|personal-case|Je suis déléguée et plusieurs camarades m'ont confié des choses graves. J'aimerais en parler à la direction, sans témoin.
appointment|personal-case|Mon rendez-vous d'hier avec Mme Sorel s'est terminé trop vite, j'ai encore beaucoup à lui dire. Peut-elle me reprendre cette semaine ?
appointment|judgement|Je coordonne un dispositif d'insertion : dix-huit jeunes, deux éducatrices, peu de moyens. Une demi-journée chez vous serait-elle pensable, repas compris ?
appointment|judgement|Professeur de SES à la retraite, je voudrais assister à vos cours en curieux quelques fois par mois. Est-ce admis ?
appointment|complaint|La visite a duré sept minutes, montre en main, et notre guide ne connaissait pas l'école. Quelle déception après trois cents kilomètres.
appointment|personal-case|You were to see my son and me on Wednesday but he has an exam. Could it be another day, preferably in the evening?
appointment|personal-case|I am class representative and some classmates have told me serious things. I'd like to talk to the head, alone.
appointment|judgement|I coordinate a youth programme: eighteen teenagers, two carers, a small budget. Could we spend half a day with you, lunch included?
appointment|complaint|Our tour lasted seven minutes and the guide did not know the school. After three hundred kilometres!
timetable|personal-case|Sur la feuille affichée je passe à 8 h, sur l'application à 14 h, et mon professeur dit 10 h. Je risque de manquer mon oral.
timetable|personal-case|Redoublant, j'ai des cours de première et de deuxième année qui se superposent. Comment dois-je m'organiser ?
timetable|judgement|Sportive en équipe nationale, je pars souvent en stage. J'aurais besoin que mes évaluations soient étalées, est-ce négociable ?
timetable|judgement|Notre apprentie est seule à la caisse le samedi. Pourrait-elle être dispensée du cours de ce jour-là jusqu'à Noël ?
timetable|complaint|Nous avons appris hier que la session de rattrapage était avancée d'une semaine. Beaucoup ont déjà leurs billets, c'est invivable.
timetable|personal-case|The notice says 8, the app says 2 pm and my teacher says 10. I might miss my oral.
timetable|personal-case|I am repeating a year and classes from both years overlap. What should I do?
timetable|judgement|I play for the national team and am often away. Could my tests be spread out?
timetable|complaint|We learned yesterday that resits were brought forward by a week. Many have their tickets already, it's a mess.
programme|judgement|J'ai étudié la philosophie, tenu une librairie et élevé trois enfants. Aujourd'hui j'aimerais travailler dans la culture. Lequel de vos parcours aurait du sens pour moi ?
programme|judgement|Notre fille est brillante mais s'effondre à l'oral. Votre école, qui en fait beaucoup, est-elle un bon choix pour elle ?
programme|personal-case|Je suis en deuxième année et ma spécialité ferme. On me propose la gestion, ce que je ne veux pas. Ai-je un autre choix ?
programme|personal-case|Mes unités validées à Louvain n'ont été reprises que pour moitié. Sur quelle base ?
programme|complaint|Vous vantez des intervenants de renom : en six mois nous n'en avons vu aucun. Je me sens floué.
programme|judgement|I studied philosophy, ran a bookshop and raised three children. Which of your paths would make sense for me?
programme|judgement|Our daughter is bright but falls apart in oral exams. Is your school a good choice for her?
programme|personal-case|My specialisation is closing and I'm offered management, which I don't want. Do I have another choice?
programme|complaint|You boast about famous speakers; in six months we have seen none.
none|complaint|Vos élèves déposent leurs trottinettes devant la rampe de l'immeuble. Mon père est en fauteuil, il ne sort plus.
none|complaint|Le chien de votre gardien m'a mordu devant la grille.
none|legal|Huissier : signification d'une ordonnance à votre établissement, veuillez désigner la personne habilitée.
none|legal|J'ai été filmée sans mon accord et la vidéo est sur votre compte. Retirez-la, c'est mon droit à l'image.
none|distress|Depuis la rentrée je fais semblant. Personne ne sait que je ne mange qu'un repas par jour et que je n'ai plus de chez-moi.
none|complaint|Your students leave scooters on our ramp and my father, who uses a wheelchair, can't go out.
none|legal|I was filmed without consent and the video is on your page. Take it down.
none|distress|Nobody knows that I eat once a day and have no home any more.
`;
