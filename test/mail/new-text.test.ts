import fc from 'fast-check';
import { newTextOf } from '../../server/mail/parse/new-text.ts';
import { scoreReplies } from '../helpers/reply-score.ts';

const NEW = 'Bonjour,\n\nPouvez-vous me donner le programme ?\n\nMerci';
const OLD = 'Ancien message\nsur deux lignes';
const QUOTED = '> Ancien message\n> sur deux lignes';

/** What mail programs write above history that they do not mark line by line. */
const BEFORE_UNMARKED: Record<string, string> = {
  'fr Gmail': 'Le lun. 4 mars 2024 à 10:12, École <contact@ecole.example> a écrit :',
  'fr Gmail, wrapped': 'Le lun. 4 mars 2024 à 10:12, École Supérieure du Grand Ouest <\ncontact@ecole.example> a écrit :',
  'fr Apple Mail': 'Le 4 mars 2024 à 10:12, École <contact@ecole.example> a écrit :',
  'fr Outlook':
    'De : École <contact@ecole.example>\nEnvoyé : lundi 4 mars 2024 10:12\nÀ : Moi <moi@a.example>\nObjet : Programme',
  'fr Outlook, bold': '*De :* École\n*Envoyé :* lundi 4 mars 2024 10:12\n*À :* Moi\n*Objet :* Programme',
  'fr Outlook, old': '-----Message d’origine-----\nDe : École [mailto:contact@ecole.example]\nEnvoyé : lundi\nÀ : Moi\nObjet : x',
  'fr Outlook, ruled': '________________________________\nDe : École\nEnvoyé : lundi 4 mars 2024\nÀ : Moi\nObjet : Programme',
  'fr Yahoo': 'Le lundi 4 mars 2024 à 10:12:33 UTC+1, École <contact@ecole.example> a écrit :',
  'fr Orange':
    '> Message du 04/03/24 10:12\n> De : "École" <contact@ecole.example>\n> A : moi@a.example\n> Copie à :\n> Objet : x\n>',
  'fr SFR': 'message du 04/03/24 10:12\nde : "École" <contact@ecole.example>\na : moi@a.example\nobjet : x',
  'fr Zimbra': 'De: "École" <contact@ecole.example>\nÀ: "Moi" <moi@a.example>\nEnvoyé: Lundi 4 Mars 2024 10:12:00\nObjet: Re: x',
  'fr Samsung': "-------- Message d'origine --------\nDe : École\nDate : 04/03/2024 10:12 (GMT+01:00)\nÀ : moi\nObjet : x",
  'en Android': '---- School wrote ----',
  'fr Thunderbird': 'Le 04/03/2024 à 10:12, École a écrit :',
  'en Gmail': 'On Mon, Mar 4, 2024 at 10:12 AM School <contact@school.example> wrote:',
  'en Outlook': 'From: School <contact@school.example>\nSent: Monday, March 4, 2024 10:12 AM\nTo: Me\nSubject: Programme',
  'de Gmail': 'Am Mo., 4. März 2024 um 10:12 Uhr schrieb Schule <contact@schule.example>:',
  'de Outlook': 'Von: Schule\nGesendet: Montag, 4. März 2024 10:12\nAn: Ich\nBetreff: Programm',
  'es Gmail': 'El lun, 4 mar 2024 a las 10:12, Escuela (<contact@escuela.example>) escribió:',
  'es Outlook': 'De: Escuela\nEnviado: lunes, 4 de marzo de 2024 10:12\nPara: Yo\nAsunto: Programa',
  'it Gmail': 'Il giorno lun 4 mar 2024 alle ore 10:12 Scuola <contact@scuola.example> ha scritto:',
  'it Outlook': 'Da: Scuola\nInviato: lunedì 4 marzo 2024 10:12\nA: Io\nOggetto: Programma',
  'nl Gmail': 'Op ma 4 mrt 2024 om 10:12 schreef School <contact@school.example>:',
  'nl Outlook': 'Van: School\nVerzonden: maandag 4 maart 2024 10:12\nAan: Ik\nOnderwerp: Programma',
  'pt Gmail': 'Em seg., 4 de mar. de 2024 às 10:12, Escola <contact@escola.example> escreveu:',
  'pl Gmail': 'pon., 4 mar 2024 o 10:12 Szkoła <contact@szkola.example> napisał(a):',
  'sv Gmail': 'Den mån 4 mars 2024 kl 10:12 skrev Skola <contact@skola.example>:',
  'sv Outlook': 'Från: Skola\nSkickat: den 4 mars 2024 10:12\nTill: Jag\nÄmne: Program',
  'da Gmail': 'Den man. 4. mar. 2024 kl. 10.12 skrev Skole <contact@skole.example>:',
  'da Outlook': 'Fra: Skole\nSendt: 4. marts 2024 10:12\nTil: Mig\nEmne: Program',
  'no Gmail': 'man. 4. mars 2024 kl. 10:12 skrev Skole <contact@skole.example>:',
  'fi Gmail': 'ma 4. maalisk. 2024 klo 10.12 Koulu (contact@koulu.example) kirjoitti:',
  'fi Outlook': 'Lähettäjä: Koulu\nLähetetty: maanantai 4. maaliskuuta 2024 10.12\nVastaanottaja: Minä\nAihe: Ohjelma',
  'ru Gmail': 'пн, 4 мар. 2024 г. в 10:12, Школа <contact@shkola.example>:',
  'ru Outlook': 'От: Школа\nОтправлено: 4 марта 2024 г. 10:12\nКому: Я\nТема: Программа',
  'zh Gmail': 'School <contact@school.example> 于2024年3月4日周一 10:12写道：',
  'zh Outlook': '发件人: 学校\n发送时间: 2024年3月4日 10:12\n收件人: 我\n主题: 课程',
  'ja Gmail': '2024年3月4日(月) 10:12 School <contact@school.example>:',
  'ja Outlook': '差出人: 学校\n送信日時: 2024年3月4日 10:12\n宛先: 私\n件名: プログラム',
  'ro Gmail (a language not listed by name)': 'lun., 4 mar. 2024 la 10:12, Școala <contact@scoala.example> a scris:',
};

describe('newTextOf', () => {
  test.each(Object.entries(BEFORE_UNMARKED).filter(([name]) => name !== 'fr Orange'))(
    'cuts history without marks: %s',
    (_, introduction) => {
      expect(newTextOf(`${NEW}\n\n${introduction}\n\n${OLD}\n`)).toBe(NEW);
    },
  );

  test.each(Object.entries(BEFORE_UNMARKED).filter(([name]) => !name.includes('Outlook')))(
    'cuts marked history: %s',
    (_, introduction) => {
      expect(newTextOf(`${NEW}\n\n${introduction}\n\n${QUOTED}\n`)).toBe(NEW);
    },
  );

  test('cuts history in a language it has no words for, when it is marked', () => {
    expect(newTextOf(`Dobrý den, děkuji\n\nXx 4. 3. 2024 v 10:12 uzivatel <a@b.example> zzz:\n\n${QUOTED}`)).toBe(
      'Dobrý den, děkuji',
    );
  });

  test.each([
    'Envoyé de mon iPhone',
    'Envoyé depuis mon appareil Galaxy',
    'Envoyé à partir de Outlook pour Android',
    'Envoyé depuis l’application Mail Orange',
    'Télécharger Outlook pour iOS<https://aka.ms/o0ukef>',
    'Provenance : Courrier pour Windows',
    'Sent from my iPhone',
    'Get Outlook for Android',
    'Von meinem iPhone gesendet',
    'Gesendet von Mail für Windows',
    'Enviado desde mi iPhone',
    'Inviato da iPhone',
    'Verstuurd vanaf mijn iPhone',
    'Enviado do meu iPhone',
    'Skickat från min iPhone',
    'Sendt fra min iPhone',
    'Lähetetty iPhonesta',
    'Отправлено с iPhone',
    '发自我的iPhone',
    'iPhoneから送信',
    '-- \nJeanne Martin\n06 00 00 00 00',
  ])('drops the footer: %s', (footer) => {
    expect(newTextOf(`${NEW}\n\n${footer}\n`)).toBe(NEW);
    expect(newTextOf(`${NEW}\n\n${footer}\n\n${BEFORE_UNMARKED['fr Gmail']}\n\n${QUOTED}\n`)).toBe(NEW);
  });

  test.each([
    'Envoyé de mon école, ce document est arrivé hier.\nMerci de le lire.',
    'Le 4 mars 2024 à 10:12 je serai absent.\nMon professeur m’a écrit :\nil faut vous prévenir.',
    'Dans son mail, la direction nous a écrit :\nvenez le 12.\nEst-ce bien le 12 ?',
    'Objet : demande de certificat\n\nBonjour, je voudrais un certificat.',
    'Nom : Martin\nDate : 4 mars 2024\nMessage : quels sont les frais ?',
    'Voici mes questions :\n- les horaires ?\n- les frais ?',
    'Horaires vus le 12/03/2024 :\nlundi 10:00\nmardi 11:00\nSont-ils justes ?',
    'The letter wrote: be there on 4 March 2024.\nIs that right?',
    'A : oui\nB : non\nC : peut-être',
    'Bonjour,\n\nDate : 12/03/2024\nDe : 8h à 10h\nA : salle 4\nObjet : réunion\n\nPouvez-vous confirmer ?',
    'Bonjour,\n\nDe : Jeanne Martin\nDate : 12/03/2024\nObjet : stage\nMa question : qui signe la convention ?',
    'Voici les dates :\n\nLundi 4 mars 2024 10:00 :\nmaths\nMardi 5 mars 2024 11:00 :\nanglais\n\nEst-ce correct ?',
    'Mes réponses en rouge dans votre message.\n\nDe : École\nEnvoyé : lundi\nÀ : Moi\nObjet : x\n\nQuel jour ? Mardi.',
  ])('leaves the sender’s own words alone: %j', (text) => {
    expect(newTextOf(text)).toBe(text);
  });

  test('keeps answers below and between quotes', () => {
    const below = `Le 4 mars 2024 à 10:12, École a écrit :\n${QUOTED}\n\nOui, mardi me convient.`;
    expect(newTextOf(below)).toBe('Oui, mardi me convient.');
    const inline = 'Bonjour,\n\nLe 4 mars 2024, École a écrit :\n> Quel jour ?\nMardi.\n> Quelle heure ?\nDix heures.';
    expect(newTextOf(inline)).toBe('Bonjour,\n\n> Quel jour ?\nMardi.\n> Quelle heure ?\nDix heures.');
  });

  test('keeps a forward that stands alone, or that the sender points to', () => {
    const forward =
      '---------- Forwarded message ---------\nDe : Paul <p@a.example>\nDate: lun. 4 mars 2024\nSubject: x\nTo: moi\n\nQuels sont les frais ?';
    expect(newTextOf(forward)).toBe('Quels sont les frais ?');
    expect(newTextOf(`Pour info\n\n${forward}`)).toMatch(/^Pour info\n+Quels sont les frais \?$/);
    expect(newTextOf(`Bonjour, je vous transfère la question de mon fils, merci de lui répondre.\n\n${forward}`)).toContain(
      'Quels sont les frais ?',
    );
    expect(newTextOf(`Begin forwarded message:\n\n> From: Paul <p@a.example>\n> Quels sont les frais ?`)).toContain(
      'Quels sont les frais ?',
    );
    const outlook = `Pour info\n\n${BEFORE_UNMARKED['fr Outlook']}\n\nQuels sont les frais ?`;
    expect(newTextOf(outlook, { forwarded: true })).toMatch(/^Pour info\n+Quels sont les frais \?$/);
    expect(newTextOf(outlook)).toBe('Pour info');
  });

  test('a reply under a forward of an older mail is cut at its own history', () => {
    expect(newTextOf(`${NEW}\n\n---------- Message transféré ---------\nDe : x\n\n${OLD}`)).toBe(NEW);
  });

  describe('properties', () => {
    const piece = fc.oneof(
      fc.constantFrom(...Object.values(BEFORE_UNMARKED)),
      fc.constantFrom(
        NEW,
        OLD,
        QUOTED,
        '',
        '--',
        '-- ',
        '____________',
        '---------- Forwarded message ----------',
        '> ',
        '>> a',
        'De : x',
        '\ue010',
      ),
      fc.constantFrom(
        'Sent from my iPhone',
        'wrote:',
        'Le 4 mars 2024 :',
        'a@b.example <a@b.example>',
        '-----Original Message-----',
        '***',
      ),
      fc.string(),
    );
    const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('\n'));

    test('the result is lines of the input, in order', () => {
      fc.assert(
        fc.property(text, (input) => {
          const lines = input
            .replace(/\r\n?/g, '\n')
            .replaceAll('\ue010', '')
            .split('\n')
            .map((line) => line.trim());
          let at = 0;
          for (const line of newTextOf(input).split('\n')) {
            if (line.trim() === '') continue;
            at = lines.indexOf(line.trim(), at) + 1;
            expect(at).toBeGreaterThan(0);
          }
        }),
      );
    });

    test('applying it again changes nothing', () => {
      fc.assert(
        fc.property(text, (input) => {
          const once = newTextOf(input);
          expect(newTextOf(once)).toBe(once);
        }),
      );
    });

    test('it is empty only where the input has no text', () => {
      fc.assert(
        fc.property(text, (input) => {
          expect(newTextOf(input) === '').toBe(input.replaceAll('\ue010', '').trim() === '');
        }),
      );
    });
  });

  test('reads the replies of test/data/replies as well as it did', () => {
    const scores = scoreReplies('test/data/replies/replies.jsonl');
    expect(scores.filter(({ newTextLost }) => newTextLost)).toEqual([]);
    expect(scores.filter(({ exact }) => exact).length).toBeGreaterThanOrEqual(70);
    expect(scores.filter(({ quotedLeftIn }) => quotedLeftIn).length).toBeLessThanOrEqual(2);
  });
});
