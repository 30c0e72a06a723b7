/** Longer mails about admission and documents that no prepared answer settles: `topic|matter|text`. Written for this project. */
export const ENTRY_PAPERS_MORE = `
admissions|personal-case|Bonjour, j'ai déposé mon dossier le 8 février et votre site affiche « en cours d'étude » depuis sept semaines. Quand aurai-je une réponse ?
admissions|personal-case|Une autre école me demande de confirmer avant samedi. Pourriez-vous me dire si je suis pris chez vous ?
admissions|personal-case|Vous me demandez un bulletin que mon lycée ne délivre plus, il a fermé. Que puis-je fournir à la place ?
admissions|personal-case|Mon relevé de notes définitif n'arrivera qu'en août, mon dossier sera-t-il quand même étudié ?
admissions|personal-case|J'ai été convoqué à l'oral le jour de mon bac, impossible de venir. Comment faire ?
admissions|personal-case|Je n'ai jamais reçu le lien pour passer le test en ligne, mon adresse est peut-être fausse dans votre fichier.
admissions|personal-case|J'ai accepté votre proposition par erreur, je voulais la décliner. Comment revenir en arrière ?
admissions|personal-case|Je me suis inscrit en BTS mais finalement je préférerais le bachelor, pouvez-vous transférer ma candidature ?
admissions|personal-case|Mon fils a reçu un mail d'admission puis un mail de refus. Lequel croire ?
admissions|personal-case|Le paiement des frais de candidature est validé mais mon dossier reste bloqué à l'étape 3.
admissions|personal-case|Avez-vous bien reçu mes documents envoyés hier ? Paul Renard.
admissions|personal-case|Je souhaiterais connaître mon classement au concours et mes notes détaillées.
admissions|personal-case|Mon ancien établissement refuse de me donner mon exeat. Pouvez-vous intervenir ?
admissions|personal-case|Mon rendez-vous à Campus France est dans une semaine et je n'ai pas encore votre accord préalable, dossier CM24-00871.
admissions|judgement|Avec 9,8 de moyenne et un redoublement, est-ce raisonnable de candidater ou vais-je perdre mon temps ?
admissions|judgement|J'ai trente-huit ans, pas de diplôme mais quinze ans comme cheffe d'équipe dans la restauration. Est-ce que cela peut compenser ?
admissions|judgement|Je me permets de vous exposer ma situation : bac en Algérie, deux ans de médecine, un an d'arrêt pour raisons familiales, puis vendeur. En quelle année me verriez-vous ?
admissions|judgement|Mon dossier a été écarté à cause d'une absence de note en français, due à une hospitalisation. Pourriez-vous le réexaminer ?
admissions|judgement|Les inscriptions sont closes mais mon fils vient seulement de se décider. Y a-t-il une petite chance que vous acceptiez son dossier ?
admissions|judgement|Je n'ai que le niveau A2 en français mais j'apprends vite. M'accepteriez-vous sous condition ?
admissions|judgement|Suite à un accident de la route j'ai raté le concours. Une session de remplacement est-elle envisageable ?
admissions|judgement|mon fils a eu des soucis avec la justice a 16 ans est ce que ca va jouer contre lui
admissions|judgement|g 8 de moyenne mais je suis motivé a fond vs pensez ke g mes chance ??
admissions|complaint|Ma fille a pleuré en sortant de votre entretien tant le jury a été méprisant. Ce n'est pas digne d'une école.
admissions|complaint|Vous refusez mon fils et acceptez son voisin qui a de moins bonnes notes : expliquez-moi.
admissions|complaint|Trois fois que je renvoie les mêmes pièces, et chaque fois on me dit qu'il manque quelque chose. C'est lamentable.
admissions|complaint|Vous m'avez fait perdre une année en traitant mon dossier trop tard.
admissions|personal-case|My application has been "under review" for seven weeks. When will I hear from you?
admissions|personal-case|Another university wants my answer by Saturday, can you tell me whether I am in?
admissions|personal-case|I never received the link for the online test. Could you resend it to this address?
admissions|personal-case|I accepted your offer by mistake and would like to decline it.
admissions|personal-case|I applied for the BTS but would now prefer the bachelor. Can you move my file?
admissions|personal-case|We got an acceptance mail and a rejection mail on the same day. Which one is true?
admissions|personal-case|Did you get the documents I sent yesterday? Regards, Paul Renard
admissions|personal-case|I paid the application fee yet the status stays blocked at step three.
admissions|personal-case|My visa interview is next week and I still don't have your pre-acceptance letter, file CM24-00871.
admissions|personal-case|Could I have my detailed scores from the entrance test and my rank?
admissions|judgement|I am 38, no degree, fifteen years as a team leader in restaurants. Could that make up for it?
admissions|judgement|Let me describe my situation: two years of medicine, one year off for family reasons, then sales. In which year would you see me?
admissions|judgement|Registration is closed but my son has only just made up his mind. Is there any small chance?
admissions|judgement|My French is only A2 but I learn fast. Would you take me conditionally?
admissions|judgement|I failed two subjects in my final year, should I still try?
admissions|judgement|I have a criminal record from when I was sixteen, will it count against me?
admissions|complaint|My daughter left your interview in tears, the panel was contemptuous.
admissions|complaint|You reject my son but accept a classmate with lower marks. Explain.
admissions|complaint|Three times I have sent the same papers and each time something else is missing. Pathetic.
certificate|personal-case|Bonjour, sur l'attestation que vous m'avez envoyée ma date de naissance est fausse (1999 au lieu de 2001). La banque n'en veut pas.
certificate|personal-case|Mon certificat mentionne « à distance » alors que je suis en présentiel, et la préfecture bloque mon renouvellement. Pouvez-vous le modifier aujourd'hui ?
certificate|personal-case|Le relevé du semestre 4 affiche « défaillant » en économie alors que j'ai composé. Merci de vérifier avec le professeur.
certificate|personal-case|Où en est ma demande de duplicata faite le 15 janvier, référence DUP-310 ?
certificate|personal-case|Le diplôme que j'ai reçu par la poste est arrivé plié et déchiré. Pouvez-vous m'en imprimer un autre ?
certificate|personal-case|Un organisme canadien vous a envoyé un formulaire à compléter pour mon équivalence, l'avez-vous renvoyé ?
certificate|personal-case|Il me faut une lettre expliquant que mon école ne délivre pas de classement, c'est exigé par une université anglaise.
certificate|personal-case|Pouvez-vous attester que j'ai suivi 420 heures de cours entre janvier et juin et que l'enseignement était en anglais ?
certificate|personal-case|Ma convention a été refusée par mon maître de stage parce que les dates sont inexactes. Qui peut la rectifier ?
certificate|personal-case|Cabinet de recrutement : nous vérifions les références de M. Alain Tessier, promotion 2016. Est-il diplômé de votre école ?
certificate|personal-case|Je n'ai pas accès à mon espace depuis que j'ai quitté l'école, pouvez-vous m'envoyer mes bulletins par mail ?
certificate|personal-case|Après mon mariage j'ai changé de nom, faut-il refaire mon diplôme et pouvez-vous le faire ?
certificate|personal-case|Ma carte d'étudiant porte la photo d'une autre personne !
certificate|personal-case|Le père de mon enfant réclame une attestation pour la pension, mais je ne veux pas que vous la lui donniez.
certificate|personal-case|vs mavez envoyé le certif de kelkun d'autre, c pas mon nom dessus
certificate|judgement|Je n'ai pas validé mon année, mais pourriez-vous tout de même rédiger une attestation favorable pour mon employeur ?
certificate|judgement|Je suis inscrit mais je ne viens plus depuis février, ai-je encore droit à un certificat pour la CAF ?
certificate|judgement|Pourriez-vous m'établir un certificat jusqu'en décembre bien que je finisse en juin ? C'est pour mon bail.
certificate|judgement|Une lettre de soutien de la direction appuierait mon recours à la préfecture, est-ce possible ?
certificate|complaint|Voilà cinq semaines que je réclame un relevé de notes. J'ai perdu ma place en master à cause de vous.
certificate|complaint|On me renvoie d'un bureau à l'autre pour une simple signature. C'est du mépris.
certificate|personal-case|The letter you sent has the wrong date of birth and the bank refuses it.
certificate|personal-case|My transcript says I did not sit economics, but I did. Please check with the teacher.
certificate|personal-case|Any news about my duplicate request of 15 January, reference DUP-310?
certificate|personal-case|My diploma arrived torn and folded. Could you print another one?
certificate|personal-case|Could you attest that I attended 420 hours between January and June and that teaching was in English?
certificate|personal-case|A Canadian agency sent you a form about my degree. Have you returned it?
certificate|personal-case|We are checking the references of Mr Tessier who claims to have graduated in 2016. Can you confirm?
certificate|personal-case|I no longer have access to the portal since I left, please email me my grades.
certificate|personal-case|You sent me somebody else's certificate, this is not my name.
certificate|judgement|I stopped attending in February, am I still entitled to a certificate for housing aid?
certificate|judgement|Could you make my certificate valid until December although I finish in June? It is for my lease.
certificate|judgement|I failed the year but my employer wants something positive in writing. Can you help?
certificate|complaint|Five weeks for one transcript! I lost my place in a master because of you.
certificate|complaint|I am sent from office to office for a single signature. Ridiculous.
certificate|personal-case|The university abroad requires that you upload my transcript yourself through their portal; they will send you a link.
certificate|personal-case|Une université étrangère doit recevoir mes notes directement de vous par leur plateforme, le lien vous sera adressé.
`;
