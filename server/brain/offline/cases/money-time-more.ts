/** Longer mails about fees, timetables and courses that no prepared answer settles: `topic|matter|text`. Written for this project. */
export const MONEY_TIME_MORE = `
fees|personal-case|Bonjour, je constate sur mon relevé que l'échéance d'octobre est passée deux fois, le 2 et le 4. Je n'ai plus de quoi payer mon loyer. Quand serai-je remboursée ?
fees|personal-case|Ma banque a rejeté le prélèvement parce que j'ai changé de compte. J'ai envoyé le nouveau RIB il y a dix jours, est-il bien enregistré ?
fees|personal-case|Le service comptable m'a appelé pour un impayé de 300 €, or j'ai le justificatif du virement sous les yeux. Merci de vérifier et de me confirmer par écrit.
fees|personal-case|Je devais bénéficier de la remise fratrie puisque mon frère Maxime est en BTS chez vous, mais elle ne figure pas sur mon échéancier.
fees|personal-case|Mon contrat d'apprentissage a été signé le 12, pouvez-vous arrêter les prélèvements et me rendre ce que j'ai versé depuis septembre ?
fees|personal-case|Ma bourse a été refusée faute d'attestation de votre part. Que s'est-il passé et pouvez-vous débloquer la situation ?
fees|personal-case|L'entreprise de mon fils n'a jamais reçu la facture. Pourriez-vous l'envoyer à comptabilite@atelier.example au nom de Julien Rameau ?
fees|personal-case|Je quitte l'école à la fin du mois, combien vais-je vous devoir exactement et comment solder mon compte ?
fees|personal-case|Pouvez-vous me dire combien il me reste à payer cette année ?
fees|personal-case|La somme demandée n'est pas la même que celle du devis, il y a 640 € d'écart. D'où vient cette différence ?
fees|personal-case|J'ai réglé les frais pour une session à laquelle je n'ai pas pu m'inscrire, votre site a planté. Je voudrais récupérer ces 60 euros.
fees|personal-case|Vous avez mis la facture au nom de ma mère alors que c'est mon employeur qui paie, pouvez-vous la refaire ?
fees|personal-case|Nous avons versé l'acompte mais notre fille a été prise à l'université. Comptez-vous nous le rendre ?
fees|judgement|Je suis auto-entrepreneur, mes revenus ont chuté de moitié cet hiver. Accepteriez-vous que je paie plus tard, ou de plus petites sommes ?
fees|judgement|Notre situation familiale est très difficile depuis la séparation. Mon fils risque de devoir arrêter. Y a-t-il quelqu'un avec qui en discuter ?
fees|judgement|Veuve depuis peu avec trois enfants, je ne peux plus assumer ces mensualités. Que pouvez-vous faire pour nous ?
fees|judgement|Pourriez-vous faire un effort sur le tarif vu que ma fille entre directement au second semestre ?
fees|judgement|Je sais que l'acompte n'est pas remboursable mais mon père est gravement malade et je dois rester auprès de lui. Puis-je espérer un geste ?
fees|judgement|J'attends une indemnité de licenciement, me serait-il possible de sauter l'échéance de mars ?
fees|judgement|on est vraiment ds la galere avec ma mere on peu pas payé ce moi ci vs pouvez attendre un peu
fees|judgement|j'ai dépassé la date pour la bourse de l'école de deux jours, c possible quand meme ?
fees|judgement|Nous serions prêts à envoyer six salariés, quel prix nous feriez-vous pour le groupe ?
fees|complaint|Je viens d'apprendre que les frais augmentent de 12 % en cours de cursus. C'est une honte, personne ne nous a prévenus, nous refusons de payer.
fees|complaint|Vous réclamez de l'argent que j'ai déjà payé et en plus vous me menacez d'exclusion. Qui dirige ce service ?
fees|complaint|Deux mois sans professeur d'informatique et vous osez prélever la totalité ? Je veux une compensation.
fees|complaint|Je suis extrêmement mécontente de votre service financier : quatre courriels, zéro réponse, et une mise en recouvrement !
fees|complaint|Promesse non tenue : on nous avait assuré que le matériel serait compris. Je demande le remboursement des 480 € avancés.
fees|personal-case|I was debited 720 euros instead of 620 this morning. Could you send the difference back?
fees|personal-case|How much do I still owe for this year? My name is Anna Kowalska, student 22018.
fees|personal-case|I made the payment from my uncle's account, so it may not carry my name. Did you receive it?
fees|personal-case|The discount for siblings was not applied to my son's bill although his sister is in year two.
fees|personal-case|My sponsor's bank says the IBAN you gave is invalid and returned the money. What now?
fees|personal-case|I already paid the application fee but the website asks me to pay it again.
fees|personal-case|My loan office needs your signature on the attached form before Tuesday, can the bursar do it?
fees|personal-case|I started an apprenticeship in November, when will I be reimbursed for what I paid before?
fees|judgement|My country's currency has collapsed and my parents can only send half. Would the school agree to wait until summer?
fees|judgement|I know deposits are non-refundable but I got seriously ill. Could you make a gesture?
fees|judgement|Can you lower the price for me? I really want to come but it is above what we have.
fees|judgement|My dad has stopped supporting me after an argument and I don't know how I will pay the rest of the year.
fees|complaint|You raised the price after we had signed. We feel cheated and will not pay the increase.
fees|complaint|Third reminder for a bill that was paid in August! Get your accounts in order.
timetable|personal-case|Sur l'application, mon cours d'anglais apparaît dans une salle de l'autre campus alors que le suivant commence dix minutes après ici. Est-ce une erreur ?
timetable|personal-case|Je suis en M1 mais mon agenda montre les cours de M2, je ne sais pas où aller demain. Pouvez-vous regarder mon compte ?
timetable|personal-case|Mon oral de langue est prévu le même jour que ma soutenance. Lequel peut être déplacé ?
timetable|personal-case|Le professeur nous a dit que l'examen était le 14, l'intranet indique le 16, mon convocation le 15. Quelle date est la bonne pour moi ?
timetable|personal-case|Je n'ai pas reçu de convocation aux examens alors que toute ma classe l'a.
timetable|judgement|Maman de deux enfants en bas âge, je ne peux pas être là à 8 h. Serait-il envisageable de rejoindre le groupe de l'après-midi ?
timetable|judgement|Je suis musicien au conservatoire et j'ai orchestre le mardi et le jeudi. Peut-on adapter mon planning ?
timetable|judgement|Avec mes deux jobs, le lundi matin m'est impossible. Puis-je suivre ce cours avec l'autre promo ?
timetable|judgement|Le pratiquant que je suis ne peut composer le samedi. Pourriez-vous me proposer une autre session ?
timetable|judgement|J'ai réservé mes billets avant la publication du calendrier, puis-je passer mon partiel plus tôt ?
timetable|judgement|Entreprise d'accueil de Léa, nous aurions besoin d'elle le jeudi 8 alors qu'elle a cours. Est-ce négociable ?
timetable|judgement|on peut pas decaler le cours de 8h on habite tous loin et ya pas de train
timetable|judgement|Notre classe aimerait que le contrôle de vendredi soit repoussé, nous en avons déjà trois cette semaine.
timetable|complaint|Quatre heures de trou entre deux cours chaque mercredi, qui a conçu ce planning ? Nous demandons qu'il soit revu.
timetable|complaint|Cours annulés sans prévenir pour la cinquième fois. Mon fils perd son temps et nous notre argent.
timetable|complaint|On découvre le dimanche soir l'emploi du temps du lundi. C'est inadmissible pour ceux qui travaillent.
timetable|complaint|Vous aviez annoncé les résultats pour le 10, nous sommes le 24. C'est quoi cette organisation ?
timetable|complaint|J'ai trouvé porte close à 14 h alors que votre site affiche ouvert jusqu'à 17 h. J'avais posé ma journée !
timetable|personal-case|The portal puts me in group A and group C at once, which one should I follow?
timetable|personal-case|My exam invitation shows the wrong subject. Can someone tell me where I should be on Monday?
timetable|personal-case|I can't see my grades for the last exam while everybody else has theirs.
timetable|judgement|I observe Sabbath and cannot sit an exam on Saturday. Could another date be arranged for me?
timetable|judgement|My shift ends at 9, would it be OK if I joined the later group?
timetable|judgement|I booked my flight before the calendar was out, may I take the exam earlier?
timetable|judgement|I have ADHD and long days are too much for me, can my schedule be adapted?
timetable|complaint|For the fifth time a class was cancelled without notice. I travel two hours to come here.
timetable|complaint|Your site said open until 5 and I found the door locked at 2. I had taken the day off!
timetable|complaint|Results were due on the 10th and it is now the 24th. What is going on?
programme|judgement|Après un burn-out je souhaite changer de vie. J'aime l'écriture, les voyages et les enfants. Que me suggérez-vous parmi vos cursus ?
programme|judgement|Je suis bon en dessin mais nul en anglais, est-ce que je vais galérer dans votre bachelor game art ?
programme|judgement|Mon employeur accepterait de financer si le contenu était adapté à notre métier. Pouvez-vous modifier deux modules ?
programme|judgement|Mon fils a un QI élevé et s'ennuie. Peut-il faire les deux premières années en une ?
programme|judgement|Est-ce que vous pensez que ce diplôme m'aidera vraiment à trouver du travail à mon âge ?
programme|judgement|Entre votre mastère et celui d'une autre école, lequel choisir selon vous, sachant que je vise les cabinets de conseil ?
programme|judgement|Ma fille a un TDAH et un tiers-temps. Comment adaptez-vous les cours dans ce bachelor ?
programme|judgement|Je voudrais abandonner la spécialité finance pour le marketing, j'ai vraiment du mal. Qui peut m'aider à décider ?
programme|personal-case|Je n'ai pas pu m'inscrire à l'option photographie, elle était déjà complète au bout de deux minutes. Pouvez-vous m'y ajouter ?
programme|personal-case|Mon entreprise d'accueil n'a pas de service communication : mon stage sera-t-il validé quand même ?
programme|personal-case|J'ai fait une année du même bachelor à Bordeaux, combien de crédits me seront reconnus ?
programme|personal-case|Le sujet de mémoire que j'ai déposé a été refusé, pourquoi ?
programme|personal-case|Pour l'échange à Prague, je suis troisième sur la liste, ai-je une place ?
programme|personal-case|On m'a affecté à une université partenaire que je n'avais pas demandée.
programme|complaint|Le module de photographie annoncé dans le catalogue n'existe plus, et on nous met un cours en ligne à la place. Nous nous sentons floués.
programme|complaint|Niveau des cours catastrophique, profs remplacés tous les mois : ce n'est pas ce qui est écrit dans votre plaquette.
programme|complaint|La moitié des intervenants lisent leurs diapositives. Pour ce prix, j'attendais autre chose.
programme|judgement|I love cooking, animals and numbers. Which of your degrees would you see me in?
programme|judgement|I'm 45 and rusty at maths, will I manage your data master?
programme|judgement|My employer would sponsor me if two modules were replaced. Can you adapt the programme?
programme|judgement|My son finds school too easy, could he complete the first two years in one?
programme|personal-case|I could not enrol in the photography elective, it was full. Can you squeeze me in?
programme|personal-case|I did one year of a similar degree elsewhere, how many of my credits would be transferred?
programme|personal-case|My thesis topic was turned down and I don't understand why.
programme|personal-case|Am I selected for the exchange in Prague? I was third on the list.
programme|complaint|The photography module in your catalogue has vanished and nobody tells us why. We feel cheated.
programme|complaint|Half of the lecturers just read their slides. I expected better for this price.
`;
