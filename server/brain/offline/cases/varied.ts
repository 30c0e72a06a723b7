/** More of what people bring about their own affairs, on every topic: `topic|matter|text`. Written for this project. */
export const VARIED_CASES = `
programme|judgement|Je suis malvoyante, le cursus graphisme est-il tenable pour moi et quel matériel adapté avez-vous ?
programme|judgement|Mon fils a arrêté l'école un an pour phobie scolaire. Laquelle de vos sections serait la moins stressante ?
programme|personal-case|J'ai commencé le module d'espagnol mais le niveau est trop haut, peut-on me passer chez les débutants ?
programme|personal-case|Mon stage de trois semaines a été écourté par l'entreprise. Sera-t-il validé ?
programme|personal-case|On m'annonce que ma mineure est supprimée faute d'inscrits. Que me proposez-vous ?
programme|personal-case|Je voudrais changer de campus, passer de Lyon à Nantes pour ma deuxième année, est-ce possible ?
programme|personal-case|J'ai un diplôme d'un institut chinois, quels cours pourrais-je sauter ?
programme|judgement|Seriez-vous d'accord pour que je suive en parallèle votre bachelor et ma licence de droit ?
programme|judgement|Notre groupe hôtelier voudrait bâtir avec vous un parcours pour ses réceptionnistes.
programme|personal-case|Le professeur qui devait encadrer mon mémoire est parti. Qui le remplace pour moi ?
programme|complaint|Depuis la rentrée, aucun cours de studio, alors que la formation est vendue comme pratique. Nous voulons une explication.
programme|judgement|I am blind in one eye, is the graphic design course feasible for me?
programme|personal-case|The Spanish module is too advanced for me, may I move to the beginners?
programme|personal-case|My company cut my internship short, will it still be validated?
programme|personal-case|I'd like to switch campus for my second year, from Lyon to Nantes.
programme|judgement|Would you allow me to follow your bachelor and my law degree at the same time?
programme|personal-case|My thesis supervisor has left the school, who takes over?
programme|judgement|With my profile, do you see me more in finance or in HR?
timetable|personal-case|J'ai été transférée dans le groupe C mais mon planning reste celui du groupe A. Où dois-je aller lundi ?
timetable|personal-case|Ma convocation mentionne un examen que j'ai déjà validé. Dois-je le repasser ?
timetable|personal-case|J'ai un tiers-temps, à quelle heure commence mon épreuve et dans quelle salle ?
timetable|judgement|Avec ma grossesse je ne peux pas monter quatre étages, peut-on changer la salle ou l'horaire ?
timetable|judgement|Nous voudrions que le cours de 18 h passe à 17 h, presque toute la classe est d'accord.
timetable|judgement|Mon patron refuse de me libérer le jeudi. Pouvez-vous changer mon jour de cours ou l'appeler ?
timetable|personal-case|Deux profs nous donnent des dates différentes pour le rendu, laquelle est la bonne pour la TD3 ?
timetable|personal-case|Mon vol retour est le 20 et vous placez mon oral le 21 ; que faire ?
timetable|complaint|Le planning a été modifié sept fois en deux semaines, j'ai dû refuser des heures de travail. Qui va me dédommager ?
timetable|complaint|Salle fermée, professeur absent, personne à l'accueil : j'ai traversé Paris pour rien ce matin.
timetable|personal-case|I was moved to group C but my calendar still shows group A. Where do I go on Monday?
timetable|personal-case|The exam list includes a subject I already passed. Do I have to sit it again?
timetable|judgement|I get extra time because of dyslexia, what time does my own exam start?
timetable|judgement|My boss won't let me off on Thursdays, can you change my class day?
timetable|personal-case|My return flight is on the 20th and my oral is on the 21st, what can be done?
timetable|complaint|Room locked, teacher missing, nobody at reception. I crossed the whole city for nothing.
admissions|personal-case|Mon dossier a été validé puis repassé en attente hier. Y a-t-il un problème ?
admissions|personal-case|Je ne peux pas payer les frais de dossier en ligne, ma carte est refusée ; mon dossier est-il perdu ?
admissions|personal-case|Mon entreprise vient de se désister, est-ce que je perds ma place en alternance ?
admissions|personal-case|On me réclame une attestation de sécurité sociale que je n'ai pas encore, puis-je la fournir plus tard ?
admissions|personal-case|Je suis admise au bachelor mais je préférerais attendre un an. Pouvez-vous garder ma place ?
admissions|personal-case|Je vous ai envoyé mon passeport expiré par erreur, comment remplacer la pièce ?
admissions|personal-case|Je passe l'oral demain et mon micro ne marche plus, comment faire ?
admissions|personal-case|Le jury m'avait promis un retour avant le 30, je n'ai rien. Je m'appelle Karim Belhadj.
admissions|judgement|Je n'ai pas le niveau de diplôme demandé mais j'ai dirigé une PME dix ans. Y a-t-il une dérogation possible ?
admissions|judgement|Mon fils a été exclu de son lycée, l'accepteriez-vous malgré tout ?
admissions|judgement|Je me présente pour la troisième fois. Que dois-je changer dans mon dossier selon vous ?
admissions|judgement|Avec un bac obtenu à 32 ans et deux enfants, est-ce réaliste de postuler à votre prépa ?
admissions|judgement|Ma moyenne d'anglais est catastrophique mais le reste est excellent, cela suffira-t-il ?
admissions|judgement|Je n'ai ni les moyens ni le temps de passer le TOEFL, acceptez-vous une exception ?
admissions|complaint|Votre conseiller m'a assuré que mon BTS suffisait et aujourd'hui vous me refusez. Je me sens trompé.
admissions|complaint|Un mois pour me dire que ma photo n'est pas au bon format ! Vous vous moquez de moi.
admissions|personal-case|My file was approved and yesterday it went back to pending. Is something wrong?
admissions|personal-case|My host company just backed out, do I lose my apprenticeship place?
admissions|personal-case|I uploaded an expired passport by mistake, how can I replace it?
admissions|personal-case|My interview is tomorrow and my microphone is broken, what shall I do?
admissions|personal-case|The panel promised feedback before the 30th and I have nothing. My name is Karim Belhadj.
admissions|judgement|I don't have the degree you ask for but ran a company for ten years. Any waiver?
admissions|judgement|This is my third attempt. What should I change in my application in your opinion?
admissions|judgement|Is it realistic to apply with two children and a diploma obtained at 32?
admissions|judgement|Can you make an exception to the language test for me?
admissions|complaint|Your adviser assured me my diploma was enough and now I'm refused. I feel cheated.
fees|personal-case|Mon compte de paiement est bloqué après trois essais, comment régler avant ce soir ?
fees|personal-case|J'ai viré 500 € de trop par erreur de frappe. Pouvez-vous me les renvoyer ?
fees|personal-case|Ma facture ne tient pas compte de mes deux mois d'alternance. Merci de recalculer.
fees|personal-case|Le CROUS me dit que vous n'avez pas confirmé mon inscription, ma bourse est suspendue.
fees|personal-case|Mes parents se séparent, il faudrait désormais deux factures de moitié. Est-ce faisable ?
fees|personal-case|J'ai reçu un avis d'impayé au nom de mon ancien colocataire.
fees|personal-case|Je me désinscris, dites-moi le montant exact que vous me rendrez.
fees|personal-case|La région me demande une facture proforma à mon nom avec le détail par semestre, pouvez-vous l'établir ?
fees|judgement|Je n'ai que 300 € ce mois-ci au lieu de 700. Puis-je payer le reste en juin ?
fees|judgement|Mes deux enfants sont chez vous et je n'y arrive plus, que pouvez-vous faire pour nous ?
fees|judgement|Ma maison a été inondée, j'ai tout perdu. Pouvez-vous suspendre les prélèvements ?
fees|judgement|Je ne suis venu que trois semaines, est-il juste de payer le semestre complet ?
fees|judgement|Pouvez-vous m'accorder une bourse même si la date est dépassée ? Je suis vraiment en difficulté.
fees|judgement|Mon entreprise ferme et mon contrat d'alternance s'arrête, qui va payer maintenant ?
fees|complaint|Les frais de dossier sont du racket : 90 € pour un refus automatique en deux jours !
fees|complaint|J'ai demandé trois fois l'arrêt des prélèvements, vous continuez. Je vais faire opposition.
fees|personal-case|I sent 500 euros too much by mistake. Could you return it?
fees|personal-case|The grant office says you never confirmed my enrolment and my money is suspended.
fees|personal-case|My parents are separating and need two separate invoices. Can it be done?
fees|personal-case|I'm leaving; tell me exactly how much you will give back.
fees|judgement|I only have 300 this month instead of 700, may I pay the rest in June?
fees|judgement|I attended for three weeks only, is it fair to pay the whole term?
fees|judgement|My employer is closing down and my contract ends, who pays now?
fees|judgement|The scholarship date has passed but I am in real trouble, could you still consider me?
fees|complaint|Ninety euros for an automatic refusal in two days, that is a racket.
fees|complaint|I asked three times to stop the debits and you go on. I will block the payments.
certificate|personal-case|L'attestation téléchargée ne s'ouvre pas sur le site de la CAF, ils exigent un autre format. Pouvez-vous m'en faire une autre ?
certificate|personal-case|Mon nom d'épouse n'apparaît pas, la préfecture refuse. Pouvez-vous l'ajouter avant demain ?
certificate|personal-case|Le relevé porte un cachet illisible et l'université de Genève ne l'accepte pas.
certificate|personal-case|J'ai besoin d'un certificat indiquant les horaires précis de mes cours pour la garde de mon enfant.
certificate|personal-case|Pourriez-vous traduire mon diplôme en arabe et le faire signer par le directeur ?
certificate|personal-case|Mon diplôme devait être envoyé en juin, nous sommes en novembre. Où est-il ?
certificate|personal-case|Mon maître de stage a changé, il faut un avenant à ma convention, le voici à signer.
certificate|personal-case|Je n'ai pas obtenu mon année mais mon employeur veut un justificatif de présence aux cours de mars, heure par heure.
certificate|personal-case|Nous sommes une ambassade et souhaitons vérifier l'authenticité du diplôme de Mlle Diallo.
certificate|personal-case|Le portail me dit « dossier administratif non soldé » et refuse de générer mon certificat.
certificate|personal-case|La photo de ma carte d'étudiant est floue et mon nom tronqué, on me l'a refusée au cinéma.
certificate|judgement|Pourriez-vous écrire que je suis un élève sérieux et assidu, pour le juge des enfants ?
certificate|judgement|Mon fils majeur refuse de me donner ses notes, pouvez-vous me les communiquer ?
certificate|complaint|Sept courriels, quatre appels, toujours pas de diplôme. Je perds une embauche par votre faute.
certificate|personal-case|The document won't open on the benefits website, they want another format. Can you make me one?
certificate|personal-case|My married name is missing and the prefecture refuses the paper. Could you add it by tomorrow?
certificate|personal-case|I need a letter with the exact times of my classes for childcare.
certificate|personal-case|My diploma should have been sent in June and it is November. Where is it?
certificate|personal-case|My supervisor has changed, an amendment to my agreement has to be signed, here it is.
certificate|personal-case|We are an embassy and wish to verify the degree of Miss Diallo.
certificate|personal-case|The portal says my file is not settled and refuses to create my certificate.
certificate|judgement|Could you write that I am a serious student, for the family court?
certificate|judgement|My adult son won't show me his marks, can you send them to me?
appointment|personal-case|J'ai rendez-vous demain mais je ne sais plus avec qui ni à quelle heure, pouvez-vous me le redire ? Nom : Fabre.
appointment|personal-case|Je viens de rater votre appel, pouvez-vous me rappeler ?
appointment|personal-case|Ma visite de samedi est-elle maintenue malgré la neige ?
appointment|personal-case|Il me faudrait un rendez-vous aujourd'hui même avec la scolarité, c'est pour une situation d'urgence.
appointment|personal-case|Je souhaite rencontrer le professeur de mon fils à propos de son zéro en anglais.
appointment|personal-case|On m'a proposé mardi, je ne peux que le mercredi, comment faire ?
appointment|personal-case|Ma conseillère est partie en congé maternité au milieu de mon suivi, qui la remplace ?
appointment|personal-case|Je voudrais parler au médiateur de ce qui s'est passé en atelier.
appointment|judgement|Nous venons à douze, une famille entière d'Italie, pouvez-vous organiser un accueil particulier ?
appointment|judgement|Journal du lycée : peut-on venir filmer pendant vos portes ouvertes et interroger des élèves ?
appointment|judgement|Mon fils est autiste et ne supporte pas la foule, une visite au calme est-elle possible ?
appointment|judgement|Une association de retraités aimerait visiter vos cuisines pédagogiques.
appointment|complaint|Personne au rendez-vous que vous m'aviez fixé, j'ai attendu une heure dans le hall.
appointment|personal-case|I have an appointment tomorrow but forgot with whom and when. Name: Fabre.
appointment|personal-case|I just missed your call, could you ring me again?
appointment|personal-case|Is my visit on Saturday still on in spite of the snow?
appointment|personal-case|I need to see somebody today, it is an emergency.
appointment|personal-case|I'd like to meet my son's teacher about his zero in English.
appointment|personal-case|You offered Tuesday but I can only do Wednesday.
appointment|personal-case|My adviser is on leave in the middle of my follow-up, who replaces her?
appointment|judgement|Twelve of us are coming from Italy, could you organise a special welcome?
appointment|judgement|My son is autistic and can't stand crowds, could he have a quiet tour?
appointment|complaint|Nobody came to the appointment you had set. I waited an hour in the lobby.
absence|personal-case|Votre logiciel m'envoie des alertes d'absence pour un cours que je ne suis plus.
absence|personal-case|J'étais en exclusion de cours et on me compte absent, est-ce normal ?
absence|personal-case|J'ai raté le rendu du projet à cause de mon hospitalisation, puis-je le remettre plus tard sans pénalité ?
absence|personal-case|Ma note d'oral est zéro pour absence alors que j'étais excusée, pouvez-vous me reprogrammer ?
absence|personal-case|Mon fils prétend aller en cours mais je reçois des messages d'absence. Pouvez-vous me dire ce qu'il en est ?
absence|personal-case|Entreprise Valmy : merci de nous confirmer les jours d'absence de notre apprenti pour la paie.
absence|personal-case|J'ai oublié mon certificat chez mes parents, la date limite est aujourd'hui, accordez-moi un délai.
absence|judgement|Je suis pompier volontaire et appelé souvent la nuit, peut-on m'excuser pour les cours de 8 h ?
absence|judgement|Mon père est en fin de vie, j'aimerais passer ces semaines près de lui. Comment faire pour mes cours ?
absence|judgement|J'ai trouvé un emploi saisonnier en mars, est-ce que je peux manquer le mois ?
absence|judgement|Je reprends après trois mois d'arrêt : comment rattraper, serai-je obligé de redoubler ?
absence|medical|Je suis suivie pour une anorexie et je dois être hospitalisée quelques jours par mois.
absence|medical|Fausse couche ce week-end, je ne suis pas en état. Merci de ne pas ébruiter.
absence|medical|Mon traitement m'endort, j'arrive souvent en retard et le professeur me le reproche. Que puis-je faire ?
absence|complaint|Trente minutes de retard à cause de la grève et on me refuse l'entrée à l'examen, c'est révoltant.
absence|personal-case|I was sent out of class and now counted absent, is that normal?
absence|personal-case|I missed the project deadline because I was in hospital, may I hand it in later without penalty?
absence|personal-case|My oral mark is zero for absence although I was excused. Can it be rescheduled?
absence|personal-case|My son says he attends but I get absence alerts. Can you tell me the truth?
absence|personal-case|Please confirm our apprentice's days of absence for payroll.
absence|judgement|I am a volunteer firefighter and often called at night, could I be excused from 8 am classes?
absence|judgement|My father is dying and I'd like to stay with him. What about my courses?
absence|judgement|I found a seasonal job in March, may I miss the month?
absence|judgement|I'm back after three months off sick: how do I catch up, will I have to repeat?
absence|medical|I am treated for an eating disorder and go to hospital a few days each month.
absence|medical|I had a miscarriage this weekend. Please keep this private.
absence|complaint|Thirty minutes late because of the strike and I was refused entry to the exam, this is outrageous.
`;
