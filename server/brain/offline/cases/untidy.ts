/** What only a person settles, told beside the point, through others, or with more than one wish: `topic|matter|text`. */
export const UNTIDY = `
appointment|personal-case|Je me suis trompé d'horaire et l'examinateur était reparti. Peut-on me redonner un créneau pour l'entretien ?
appointment|personal-case|J'étais convoquée à dix heures et mon réveil n'a pas sonné. L'oral est-il perdu ou puis-je le repasser un autre jour ?
appointment|judgement|Une délégation de douze enseignants suédois souhaite passer une matinée chez vous en avril et rencontrer la direction. Nous enverriez-vous une lettre d'invitation ?
appointment|judgement|Notre chambre de commerce aimerait amener un groupe de vingt chefs d'entreprise dans vos ateliers, avec un mot d'accueil de la directrice.
appointment|personal-case|Mon directeur de mémoire ne répond plus à mes messages. Pouvez-vous m'obtenir une demi-heure avec lui avant vendredi ?
appointment|personal-case|Nous aimerions voir la professeure principale de notre fils, qui ne va plus bien du tout, un soir après le travail. Qui peut nous recevoir ?
appointment|distress|Ma fille pleure chaque soir en rentrant. Nous voulons rencontrer quelqu'un sans qu'elle le sache.
appointment|personal-case|J'ai manqué l'appel de votre conseillère à cause d'une réunion. Peut-elle me rappeler demain au même numéro ?
appointment|judgement|Le proviseur d'un lycée jumelé souhaite signer un accord et demande à être reçu par le président.
appointment|personal-case|I mixed up the days and missed my panel interview. Is there any way to be seen again, even online?
appointment|judgement|Fifteen teachers from Norway would like to spend a morning with you and meet the head. Could you issue an invitation letter?
appointment|judgement|Our ministry is preparing a study trip and would like half a day with your management and some lecturers.
appointment|personal-case|My thesis supervisor does not reply any more. Could you get me half an hour with her or with the head of the master?
appointment|personal-case|We are worried about our son and wish to see his tutor one evening without him knowing.
appointment|personal-case|I missed the adviser's call because I was at work. Could she ring me back tomorrow?
absence|judgement|Sélectionnée en équipe nationale de handball, je serai partie trois semaines et je manquerai deux contrôles et un rendu. Peut-on prévoir d'autres dates ?
absence|judgement|Mon club m'emmène en tournoi du 4 au 18, avec un partiel au milieu. Puis-je le passer après ?
absence|judgement|L'orchestre part en tournée dix jours, je raterais trois évaluations. Le directeur est-il d'accord ?
absence|judgement|Mon frère se marie au Liban et il me faudrait dix jours en plein semestre. Est-ce autorisé ?
absence|personal-case|Vous m'écrivez que mon fils n'est pas en classe alors qu'il est parti ce matin. Est-il vraiment absent ? Son portable ne répond pas.
absence|personal-case|Un message automatique dit que ma fille manque à l'appel. Quelqu'un l'a-t-il vue ? Rappelez-moi tout de suite.
absence|personal-case|Le relevé m'attribue six absences, or j'étais là, mes voisins de table peuvent le dire.
absence|personal-case|J'ai fourni mon arrêt il y a un mois et je figure encore comme injustifié.
absence|judgement|J'ai dépassé le nombre d'heures permises parce que je garde mon petit frère. Vais-je être exclue des examens ?
absence|medical|Je sors d'une interruption de grossesse et je ne veux pas que la vie scolaire voie le papier. À qui le donner ?
absence|judgement|I've been picked for the national rowing team and would be away three weeks, missing two tests. Could I sit them later?
absence|judgement|Our band tours for ten days in term time, may I be excused from two assessments?
absence|personal-case|Your text says my son is not in class but he left home at seven and doesn't pick up. Has anyone seen him?
absence|personal-case|The record shows me absent on a day I gave a presentation in front of everyone.
absence|judgement|I went over the limit because I look after my grandmother. Will I be barred from the exams?
absence|judgement|My brother marries in Lebanon and I'd need ten days in the middle of term, is that allowed?
timetable|judgement|Est-ce que le cours du vendredi soir pourrait se tenir à distance pour ceux qui rentrent loin ?
timetable|personal-case|Deux de mes épreuves tombent à la même heure, laquelle dois-je passer ?
timetable|personal-case|Mon nom n'est sur aucune liste d'oral, quand dois-je venir ?
timetable|personal-case|Two of my exams are at the same hour, which one do I sit?
timetable|personal-case|My name is on none of the oral lists, when should I come?
fees|personal-case|Je passe d'un contrat en entreprise au statut classique au milieu de l'année : combien vais-je payer et à partir de quel mois ?
fees|personal-case|Mon employeur arrête mon contrat. Qui paie la suite de mon année, et combien me restera-t-il ?
fees|judgement|Je suis veuve avec trois enfants et un quotient très bas. Quelle aide pourrais-je avoir, moi, sur le prix ?
fees|judgement|Vu mes revenus de l'an dernier, à quelle bourse mon petit-fils aurait-il droit chez vous ?
fees|personal-case|My contract with the company ends early. Who pays for the rest of my year and how much will be left for me?
fees|judgement|Given our income, what help exactly would our grandson get towards the price?
fees|personal-case|Ma banque a rejeté le prélèvement d'octobre, pouvez-vous le représenter plus tard ?
fees|personal-case|The October instalment bounced, can you collect it again later?
certificate|personal-case|Cabinet de vérification : merci de confirmer que M. Durand a suivi vos cours de 2014 à 2016 et le diplôme obtenu, autorisation signée ci-jointe.
certificate|personal-case|Nous contrôlons les antécédents d'un candidat pour notre client. Pouvez-vous remplir le tableau et confirmer son diplôme ?
certificate|personal-case|J'ai égaré l'attestation d'une session d'été suivie chez vous il y a des années, pourriez-vous me la refaire ?
certificate|personal-case|We screen candidates for an employer. Please confirm the dates and the degree of Ms Hartmann in the form enclosed.
certificate|personal-case|Background check: did this person graduate from your school in 2018? The signed consent is attached.
certificate|personal-case|I attended a summer session with you years ago and lost the certificate, could you issue it again?
certificate|personal-case|J'ai besoin d'un relevé signé de la main du directeur avant mercredi pour un bail à l'étranger.
certificate|judgement|Could the letter state that I will surely graduate in June? My future employer insists.
admissions|judgement|J'ai fui mon pays sans mes diplômes, mon université a brûlé. Votre commission pourrait-elle étudier un dossier sans notes officielles ?
admissions|judgement|Réfugiée, je n'ai qu'une carte d'étudiante et la lettre d'un professeur. Puis-je quand même entrer en deuxième année ?
admissions|judgement|I fled my country and have no transcripts, the archive is gone. Would your committee look at my file without them?
admissions|judgement|As a refugee I only own a letter from a professor. Could I still enter your second year?
admissions|complaint|On nous a annoncé par téléphone que notre fils était pris, puis un courriel dit le contraire. Nous avions renoncé à une autre école !
admissions|complaint|First your office rings to congratulate, then a letter says it was an error. My daughter turned down two schools because of you!
admissions|personal-case|Vous m'avez demandé une pièce de plus hier mais le lien de dépôt est fermé. Mon dossier est-il éliminé ?
admissions|personal-case|You asked for one more paper but the upload link is closed. Is my application lost?
admissions|judgement|J'ai redoublé deux fois et changé de filière, mais j'ai une vraie motivation. Ai-je une chance ?
admissions|personal-case|J'accepte votre proposition mais je voudrais repousser mon entrée d'un an, est-ce possible ?
admissions|personal-case|I accept the offer but would like to start one year later, may I keep my place?
programme|judgement|Après un accident je ne peux plus rester debout. Le cursus cuisine reste-t-il faisable, ou que me conseillez-vous ?
programme|judgement|Since my accident I can't stand for long; is the culinary course still doable for me?
programme|personal-case|J'ai déjà validé la comptabilité ailleurs, puis-je remplacer ce module par autre chose ?
programme|personal-case|I already passed accounting elsewhere, may I swap that module for another?
none|complaint|Votre car a heurté ma clôture et n'a pas ralenti. Donnez-moi les coordonnées de votre assurance.
none|complaint|A coach with your name on it knocked down my fence and drove on. I want the driver's name.
none|complaint|J'ai vu des anciens humilier des nouveaux pendant la fête de rentrée, l'un d'eux tremblait encore le lendemain.
none|complaint|I was locked up and made to drink at a student party, and there is a video. Who takes this seriously?
`;
