/** Mails about admission and documents that no prepared answer settles: `topic|matter|text`. Written for this project. */
export const ENTRY_PAPERS_CASES = `
admissions|personal-case|Où en est mon dossier de candidature envoyé il y a un mois ? Je n'ai aucune nouvelle.
admissions|personal-case|Ma candidature porte le numéro 20457, pouvez-vous me dire si elle est complète ?
admissions|personal-case|J'ai passé l'entretien il y a trois semaines et je n'ai toujours pas de réponse.
admissions|personal-case|Je n'arrive pas à déposer mon relevé de notes sur la plateforme, puis-je vous l'envoyer par mail ?
admissions|personal-case|J'ai envoyé mon dossier avec une erreur sur ma date de naissance, comment la faire corriger ?
admissions|personal-case|Le site me dit que mon dossier est incomplet alors que j'ai tout envoyé.
admissions|personal-case|Vous m'avez admis sous condition du bac, j'ai eu mes résultats, que dois-je faire maintenant ? dossier Lefèvre
admissions|judgement|Ma candidature a été refusée, je voudrais connaître les raisons et faire appel.
admissions|judgement|Mes notes ne sont pas très bonnes à cause d'un deuil, est-ce que vous en tiendrez compte ?
admissions|judgement|J'ai arrêté l'école en seconde, travaillé douze ans, pensez-vous que j'ai mes chances ?
admissions|judgement|Pourriez-vous étudier mon profil et me dire si je peux être admis ?
admissions|judgement|La date limite est passée depuis hier, pouvez-vous faire une exception pour mon fils ?
admissions|judgement|Je suis en situation irrégulière mais j'ai toujours étudié en France, pouvez-vous m'accepter ?
admissions|judgement|Mon expérience professionnelle peut-elle me dispenser de la première année ?
admissions|judgement|Je suis dixième sur la liste d'attente, ai-je une chance d'être pris ?
admissions|judgement|Voici mon parcours en détail : bac à 20 ans, deux redoublements, un service civique. Puis-je prétendre à votre mastère ?
admissions|complaint|Refusé sans explication, c'est une honte, j'exige de savoir sur quels critères.
admissions|complaint|Cela fait quatre mails que j'envoie au service admission, personne ne daigne répondre.
admissions|complaint|L'entretien a été expéditif et le jury m'a pris de haut, je demande un second entretien.
admissions|personal-case|jai envoyé mon dossier ya 1 mois tjs rien vs pouvez regardé ? nom Benali
admissions|personal-case|Je souhaite annuler mon inscription pour la rentrée prochaine.
admissions|personal-case|J'ai reçu votre offre d'admission mais je voudrais plus de temps pour répondre, jusqu'au 15.
admissions|personal-case|Mon visa n'arrivera qu'en octobre, pouvez-vous garder ma place ?
admissions|personal-case|L'ambassade a refusé mon visa, pouvez-vous m'écrire une lettre de soutien ?
admissions|personal-case|J'ai besoin d'une lettre d'admission corrigée, mon nom de famille est mal écrit.
admissions|personal-case|What is the status of my application? I applied on 2 March, ID 88123.
admissions|personal-case|I uploaded everything but the portal still shows documents missing.
admissions|personal-case|I had my interview last month and still have not heard back.
admissions|judgement|I was rejected and would like you to reconsider, my circumstances have changed.
admissions|judgement|Here is my profile: 62% in my degree, two years gap, IELTS 5.5. Do I have a chance?
admissions|judgement|The deadline was yesterday but my internet was down, can you still accept my application?
admissions|judgement|Would my ten years as a nurse be enough to enter the master without a bachelor?
admissions|judgement|Could you evaluate my transcripts and tell me which year I could join?
admissions|personal-case|I was admitted but my visa is delayed, can I arrive three weeks late?
admissions|personal-case|There is a typo in my name on the admission letter and the embassy refuses it.
admissions|complaint|I was promised an answer in ten days, it has been six weeks and another school is waiting. Very unprofessional.
admissions|judgement|My scores are below your minimum but I have strong work experience, will you make an exception?
admissions|personal-case|Please withdraw my application number 5521.
admissions|personal-case|I am on the waiting list, what is my rank and when will I know?
admissions|judgement|My son was expelled from his former school. Would you still consider him?
admissions|personal-case|I can't log in to the application platform to upload my passport, can you do it for me?
certificate|personal-case|Mon nom est mal orthographié sur le certificat de scolarité, pouvez-vous le corriger ?
certificate|personal-case|Le certificat téléchargé indique l'année dernière, j'ai besoin de celui de cette année.
certificate|personal-case|J'ai demandé un duplicata de diplôme en mars et je n'ai toujours rien reçu.
certificate|personal-case|Sur mon relevé, il manque la note d'anglais, pouvez-vous la rajouter ?
certificate|personal-case|Ma note de marketing est fausse, la prof m'avait annoncé 15.
certificate|personal-case|Pouvez-vous remplir et tamponner le formulaire ci-joint pour la caisse de retraite ?
certificate|personal-case|L'administration refuse votre attestation parce qu'elle n'est pas signée à la main, il m'en faut une autre pour lundi.
certificate|personal-case|Il me faut une attestation précisant mes dates exactes de stage et le nombre d'heures, avec le cachet de l'école.
certificate|personal-case|Ma convention de stage n'est toujours pas signée et je commence lundi !
certificate|personal-case|Pouvez-vous envoyer mon relevé directement à l'université de Laval sous pli scellé ?
certificate|personal-case|Je voudrais que mon nouveau prénom figure sur mon diplôme.
certificate|personal-case|Nous recrutons Mme Dupuis, pouvez-vous confirmer qu'elle a bien obtenu son diplôme chez vous ?
certificate|personal-case|Mon espace étudiant ne propose aucun certificat, il y a une erreur sur mon inscription je crois.
certificate|judgement|Je n'ai pas fini de payer, pouvez-vous quand même me délivrer mon diplôme ?
certificate|judgement|J'ai quitté l'école avant la fin, pouvez-vous me faire une attestation des modules validés ?
certificate|complaint|Deux mois que j'attends un simple papier, vous vous moquez du monde.
certificate|complaint|Inadmissible : votre retard m'a fait perdre mon logement, je veux mon attestation aujourd'hui.
certificate|personal-case|Pouvez-vous antidater mon certificat au 1er septembre pour la CAF ?
certificate|personal-case|mon certif est pas bon c pas la bonne classe vs pouvez le refaire
certificate|personal-case|Une lettre de recommandation de M. Garnier pour mon dossier de master serait-elle possible ?
certificate|personal-case|Le père de ma fille ne doit pas recevoir ses bulletins, nous avons un jugement.
certificate|personal-case|My name is misspelled on my certificate, could you correct it?
certificate|personal-case|The transcript is missing one grade, please fix it before Friday.
certificate|personal-case|I requested my diploma in January and it has not arrived.
certificate|personal-case|Please fill in and stamp the attached form for the pension office.
certificate|personal-case|The consulate rejected your letter because there is no handwritten signature.
certificate|personal-case|Can the registrar send my transcript directly to another university in a sealed envelope?
certificate|personal-case|Could you confirm to us that our candidate Ms Lee graduated from your school?
certificate|personal-case|My internship agreement is still unsigned and I start on Monday.
certificate|personal-case|I need a letter that states my exact weekly hours, my holidays and my graduation date.
certificate|judgement|I left without finishing, can you still give me some kind of diploma?
certificate|personal-case|The certificate says I am in year one, but I am in year two.
certificate|complaint|I have been asking for one simple paper for weeks, this is a joke.
certificate|personal-case|Could Professor Adams write me a reference letter for a PhD?
certificate|personal-case|I changed my legal name, can my diploma be reissued?
`;
