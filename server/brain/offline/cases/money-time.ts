/** Mails about fees, timetables and courses that no prepared answer settles: `topic|matter|text`. Written for this project. */
export const MONEY_TIME_CASES = `
fees|personal-case|Bonjour, vous m'avez prélevé 450 € de trop ce mois-ci, merci de me rembourser rapidement.
fees|personal-case|J'ai payé la totalité en septembre mais mon espace affiche encore un solde de 1 200 €. Pouvez-vous régulariser ?
fees|personal-case|La facture que j'ai reçue ne correspond pas au tarif annoncé lors de l'inscription, pouvez-vous la corriger ?
fees|personal-case|Mon dossier de bourse est bloqué car l'école n'a pas validé mon inscription, pouvez-vous vérifier ?
fees|personal-case|J'ai fait le virement le 3 et vous m'envoyez une relance, avez-vous bien reçu mon paiement ?
fees|judgement|Je viens de perdre mon travail et je ne pourrai pas payer la prochaine mensualité, est-il possible de décaler ?
fees|judgement|Mon mari est au chômage depuis janvier, pouvons-nous réduire le montant des échéances restantes ?
fees|judgement|Je souhaite abandonner la formation, pourriez-vous exceptionnellement me rembourser le second semestre ?
fees|judgement|Suite à mon divorce je ne peux plus régler la scolarité de mon fils, y a-t-il un arrangement possible ?
fees|judgement|Serait-il envisageable de faire un geste commercial, ma fille n'a suivi que deux mois de cours ?
fees|complaint|C'est inadmissible, cela fait trois fois que je réclame ma facture acquittée et personne ne répond.
fees|complaint|Vous m'avez débité deux fois sans autorisation, c'est du vol, j'attends le remboursement sous 48 h.
fees|complaint|Je conteste la pénalité de retard, le prélèvement a été rejeté par votre faute.
fees|complaint|Nous payons 9 000 € par an et la moitié des cours n'est pas assurée, je demande un remboursement partiel.
fees|personal-case|Notre entreprise a reçu une convention avec un montant erroné pour l'apprenti Lucas Bernard, merci de la rééditer.
fees|personal-case|L'OPCO refuse de nous régler car il manque votre attestation, dossier 778812, pouvez-vous l'envoyer ?
fees|personal-case|mon prelevement est passé 2 fois je suis a decouvert vs pouvez me rembourser svp
fees|judgement|jai des gros soucis d'argent en ce moment je peux pas payer ce mois ci est ce quon peut faire autrement
fees|personal-case|Ma bourse n'a pas été versée ce mois-ci alors que je suis assidu, que se passe-t-il ?
fees|judgement|Je ne suis finalement pas venu car ma mère est tombée malade, puis-je récupérer mon acompte ?
fees|personal-case|You charged my card twice for the same instalment, please refund the second payment.
fees|personal-case|I transferred the deposit two weeks ago but my portal still says unpaid. Can you check? Reference TR-4471.
fees|judgement|My father passed away and we can no longer afford the tuition, is there any help for my situation?
fees|judgement|I lost my part-time job, could I postpone the next payment by two months?
fees|complaint|This is unacceptable, nobody has answered my emails about the wrong invoice for a month.
fees|personal-case|The invoice shows the wrong company name and VAT number, could you issue a new one?
fees|judgement|I want to withdraw because of a family emergency, will you make an exception to the refund rule?
fees|personal-case|Because of currency controls my bank in Nigeria blocks the transfer; can I get extra time until the 30th?
fees|personal-case|The scholarship of 20% I was promised does not appear on my invoice.
fees|judgement|I arrived six weeks late because of my visa, can you reduce the fee for the first semester?
fees|complaint|Your staff told me it would be free and now you want 500 euros, I want to speak to a manager.
timetable|personal-case|Mon emploi du temps affiche deux cours au même créneau le jeudi, que dois-je faire ?
timetable|judgement|Je travaille le vendredi après-midi, puis-je changer de groupe de TD ?
timetable|judgement|Étant sportif de haut niveau, est-il possible d'aménager mes horaires ?
timetable|judgement|Mes examens tombent le jour d'une fête religieuse, peut-on m'accorder une autre date ?
timetable|personal-case|Je n'apparais dans aucun groupe sur le planning, pouvez-vous m'ajouter ?
timetable|personal-case|Mon compte affiche le planning des BTS alors que je suis en Bachelor 2, pouvez-vous corriger ?
timetable|complaint|Encore un cours annulé à la dernière minute, j'ai fait une heure et demie de train pour rien !
timetable|complaint|L'emploi du temps change tous les jours, c'est ingérable avec mon entreprise. Qui est responsable ?
timetable|judgement|Mon train arrive à 9 h 10 tous les jours, accepteriez-vous que je commence plus tard le matin ?
timetable|personal-case|J'ai deux rattrapages à la même heure mardi prochain, comment faire ?
timetable|judgement|Notre apprenti est indispensable à l'inventaire, pouvez-vous le libérer la semaine du 12 ?
timetable|complaint|ca fait 3 semaines kon a pas de prof de compta vs attendez quoi pr le remplacer
timetable|personal-case|Ma fille a cours jusqu'à 19 h deux soirs et n'a plus de bus, peut-on la mettre dans un autre groupe ?
timetable|personal-case|Two of my exams are at the same time, could one of them be moved?
timetable|judgement|Can I switch to the morning group? I have to look after my child in the afternoon.
timetable|personal-case|My name is missing from the group list and I can't see any class in my calendar.
timetable|complaint|The schedule was changed overnight again and I missed a test because of it. This is ridiculous.
timetable|judgement|As a working parent I need a special arrangement for the Wednesday workshops, is it possible?
timetable|complaint|We had no teacher for three weeks and nobody tells us anything. Who is in charge?
timetable|judgement|Could my oral exam be brought forward, since my flight home is on the 17th?
timetable|personal-case|La salle indiquée sur mon planning n'existe pas et mon groupe a cours maintenant, où dois-je aller ?
timetable|judgement|Je suis réserviste et convoqué la semaine des partiels, peut-on déplacer mes épreuves ?
programme|judgement|J'hésite entre deux de vos formations et mon parcours est compliqué, laquelle me conseillez-vous ?
programme|judgement|Vu mes notes en maths, pensez-vous que je pourrai suivre le bachelor data ?
programme|judgement|Mon fils est dyslexique et très timide, cette formation lui conviendrait-elle, comment l'accompagneriez-vous ?
programme|personal-case|Je me suis trompé de spécialité sur le formulaire, est-il encore possible de changer de parcours ?
programme|personal-case|On m'a placé en option allemand alors que j'avais choisi espagnol, merci de corriger.
programme|judgement|Je voudrais passer du BTS MCO au BTS NDRC en cours d'année, est-ce que c'est possible dans mon cas ?
programme|judgement|Ayant déjà validé ces modules ailleurs, puis-je en être dispensée ?
programme|complaint|Le contenu ne correspond pas du tout à la brochure, il n'y a presque pas de pratique, je suis très déçu.
programme|complaint|On nous avait promis un semestre à l'étranger et il est supprimé, c'est de la publicité mensongère.
programme|judgement|Mon projet de mémoire porte sur la voile, qui pourrait l'encadrer et est-ce accepté ?
programme|personal-case|Mon tuteur refuse mes missions, sont-elles conformes au référentiel ?
programme|judgement|I have a very unusual background, a theology degree and ten years in the army. Which of your programmes would suit me?
programme|judgement|Given my weak maths, would you advise the marketing or the finance track for me?
programme|personal-case|I was put in the wrong major and would like to move to the other one.
programme|judgement|I already studied these subjects in my country, could I skip the first year modules?
programme|complaint|The course is nothing like what was advertised, we have had no workshop since September.
programme|judgement|My daughter is autistic and loves drawing, would your animation course be right for her?
programme|judgement|Our company would like a tailor-made training for twelve employees, what could you design for us?
programme|judgement|Nous souhaiterions une formation sur mesure pour huit salariés de notre service, que pouvez-vous construire ?
programme|judgement|Could you compare your master with the one at another school and tell me which is better for my career?
programme|judgement|Pensez-vous qu'à 52 ans cela ait du sens de reprendre un mastère chez vous ?
programme|personal-case|Peut-on valider mon stage effectué l'été dernier à la place de celui de cette année ?
`;
