/**
 * Text-message spelling, written out: what young writers in France and elsewhere type on a phone. Keys and values are
 * folded (lower case, no accents). An expansion may be several words.
 */
const TABLE = `
slt=salut|bjr=bonjour|bsr=bonsoir|cc=coucou|stp=s il te plait|svp=s il vous plait|mrc=merci|mci=merci|dsl=desole|dslé=desole|pk=pourquoi|pq=pourquoi
koi=quoi|kwa=quoi|koa=quoi|ki=qui|ke=que|kel=quel|kelle=quelle|kels=quels|kelles=quelles|kan=quand|kand=quand|qd=quand|qand=quand|komen=comment|comen=comment|komment=comment|cmt=comment|cmnt=comment|cment=comment
cmb=combien|cbn=combien|cb=combien|combi1=combien|combein=combien|kombien=combien|combyen=combien
jsuis=je suis|jsui=je suis|chui=je suis|chuis=je suis|jsus=je suis|jai=j ai|jaimerai=j aimerais|jaimerais=j aimerais|jaurai=j aurai|jv=je vais|jvai=je vais|jvais=je vais|jveux=je veux|jve=je veux|jve=je veux|jvx=je veux|jvoudrais=je voudrais|jvoudrai=je voudrais|jvoudré=je voudrais|jvoudre=je voudrais|jvoulais=je voulais|jvoulai=je voulais|jvoule=je voulais|jpeux=je peux|jpe=je peux|jpeu=je peux|jpx=je peux|jpourrai=je pourrai|jpourrais=je pourrais|jarrive=j arrive|jarriv=j arrive|jvien=je viens|jviens=je viens|jviendrai=je viendrai|jviendré=je viendrai|jvoi=je vois|jtrouve=je trouve|jtrouv=je trouve|jsais=je sais|jsai=je sais|jpense=je pense|jdois=je dois|jdoi=je dois|jcherche=je cherche|jfais=je fais|jpasse=je passe|jetais=j etais|jété=j etais|javais=j avais|jattend=j attends|jhabite=j habite|jcomprend=je comprends|jarrete=j arrete|jrecois=je recois|jperdu=j ai perdu|jetai=j etais
g=j ai|gt=j etais|ge=j ai|c=c est|cest=c est|ct=c etait|cetait=c etait|ya=il y a|yaura=il y aura|yatil=y a t il|yatil=y a t il|til=t il|ki=qui|kil=qu il|kon=qu on|quon=qu on|kya=qu il y a|estce=est ce|esk=est ce que|eske=est ce que|esque=est ce que|estceque=est ce que|eskil=est ce qu il|eskon=est ce qu on|esce=est ce|sek=ce que|ske=ce que|keske=qu est ce que|keskil=qu est ce qu il|kesk=qu est ce que|cque=ce que
vs=vous|vou=vous|ns=nous|ds=dans|ac=avec|av=avec|avc=avec|pr=pour|pour1=pour un|px=peux|pe=peut|peu=peut|pv=pouvez|pouv=pouvez|pouvé=pouvez|pouve=pouvez|pourriez=pourriez|pourriéz=pourriez|fo=faut|fau=faut|faudré=faudrait|faudrai=faudrait|fodra=faudra|ms=mais|tt=tout|tte=toute|ts=tous|tjs=toujours|tjrs=toujours|tjr=toujours|bcp=beaucoup|bcoup=beaucoup|pb=probleme|pbm=probleme|qq=quelque|qqn=quelqu un|qqun=quelqu un|qqch=quelque chose|qlq=quelque|qlqn=quelqu un|ajd=aujourd hui|ojd=aujourd hui|auj=aujourd hui|ojourdui=aujourd hui|ojourdhui=aujourd hui|aujourdui=aujourd hui|2m1=demain|dem1=demain|dmain=demain|deman=demain|a2m1=a demain|apré=apres|apre=apres|aprem=apres midi|mat1=matin|matin=matin|ma1=main|1er=premiere|1ere=premiere|1ère=premiere|2eme=deuxieme|2e=deuxieme|3eme=troisieme|3e=troisieme|2nd=second|1ane=une annee|ane=annee|anné=annee|anee=annee
dc=donc|mtn=maintenant|mnt=maintenant|bi1=bien|rien=rien|r1=rien|kk1=quelqu un|qq1=quelqu un|tps=temps|lgtps=longtemps|msg=message|rep=reponse|repond=repond|nvx=nouveau|nvelle=nouvelle|gd=grand|pti=petit|ptit=petit|sinn=sinon|psk=parce que|pcq=parce que|parsk=parce que|pcke=parce que|paske=parce que|jms=jamais|jamé=jamais|vrm=vraiment|vrmt=vraiment|nn=non|wi=oui|ui=oui|ouai=oui|bsn=besoin|bsoin=besoin|besoi1=besoin|bezoin=besoin|mdp=mot de passe|tel=telephone|num=numero|adr=adresse|rdv=rendez vous|rv=rendez vous|rdvs=rendez vous|jpo=journee portes ouvertes|jpos=journees portes ouvertes|edt=emploi du temps|emploidutemps=emploi du temps|certif=certificat|certifs=certificats|justif=justificatif|justifs=justificatifs|attest=attestation|doss=dossier|form=formation|formatn=formation|ecol=ecole|lecole=l ecole|lécole=l ecole|ekol=ecole|bibli=bibliotheque|biblio=bibliotheque|bu=bibliotheque|secret=secretariat|secretariat=secretariat|scol=scolarite|scola=scolarite|cour=cours|kour=cours|lundi=lundi|mardi=mardi|samdi=samedi|dimanch=dimanche|vendredi=vendredi|exam=examen|exams=examens|exos=exercices|prof=professeur|profs=professeurs|stag=stage|insc=inscription|inscri=inscription|inscrir=inscrire|sinscrire=s inscrire|sinscrir=s inscrire|minscrire=m inscrire|minscrir=m inscrire|minscris=m inscris|coute=coute|sa=ca|cb2=combien de|mutuel=mutuelle|malad=malade|retar=retard|absen=absent|abs=absence|comenc=commence|komence=commence|comence=commence|fini=finit|ouver=ouvert|ferm=ferme|horair=horaire|vac=vacances|vacs=vacances|vacance=vacances|payé=paye|peyer=payer|paier=payer|prix=prix|wesh=salut|bac=bac
pls=please|plz=please|plse=please|thx=thanks|thks=thanks|tks=thanks|thanx=thanks|tnx=thanks|ty=thanks|u=you|ur=your|r=are|y=why|wen=when|wat=what|wut=what|wht=what|wich=which|wher=where|were=where|hw=how|abt=about|bc=because|cuz=because|coz=because|cos=because|wanna=want to|gonna=going to|gotta=have to|im=i am|ive=i have|id=i would|ill=i will|dont=do not|doesnt=does not|didnt=did not|cant=can not|cannot=can not|wont=will not|isnt=is not|arent=are not|havent=have not|hasnt=has not|wasnt=was not|couldnt=could not|wouldnt=would not|b4=before|2day=today|tmr=tomorrow|tmrw=tomorrow|tomorow=tomorrow|tommorow=tomorrow|tommorrow=tomorrow|2moro=tomorrow|asap=soon|info=information|infos=informations|uni=university|sched=schedule|tt=timetable|cert=certificate|certs=certificates|appt=appointment|apt=appointment|doc=document|docs=documents|msc=master|mba=mba|bsc=bachelor|bba=bachelor|bach=bachelor|ba=bachelor|ma=ma
`;

const EXPANSIONS: ReadonlyMap<string, readonly string[]> = new Map(
  TABLE.split(/[|\n]/)
    .filter((entry) => entry.includes('='))
    .map((entry) => {
      const [key = '', value = ''] = entry
        .normalize('NFKD')
        .replace(/\p{M}+/gu, '')
        .split('=');
      return [key.trim(), value.trim().split(' ')] as const;
    }),
);

/** Some shorthand means another word in the other language: expanded only where the rest of the mail allows it. */
const FRENCH_ONLY = new Set(
  'c g ke ki pe peu cour tt ma sa ct ge pr rep form scol fini ferm stag av ac ms ns ts tel num cc apre deman doss mat1 secret prix ane pv bu rv vac dc'.split(
    ' ',
  ),
);
const ENGLISH_ONLY = new Set('u r y im id ill were tt uni cos apt ba ma cant wont ur doc hw cert ty'.split(' '));

/** Writes shorthand out. `french` is null when the language is not known: only unambiguous entries are then expanded. */
export function expand(tokens: readonly string[], french: boolean | null): string[] {
  const out: string[] = [];
  for (const token of tokens) {
    const words = EXPANSIONS.get(token);
    const blocked = (FRENCH_ONLY.has(token) && french !== true) || (ENGLISH_ONLY.has(token) && french !== false);
    if (words === undefined || blocked) out.push(token);
    else out.push(...words);
  }
  return out;
}
