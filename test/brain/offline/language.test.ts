import { guessLanguage } from '../../../server/brain/offline/language.ts';

it.each([
  ['fr', 'Bonjour, je voudrais savoir quand commencent les cours'],
  ['fr', 'slt c koi les matieres'],
  ['fr', 'Attestation svp'],
  ['en', 'Hello, when does the library close?'],
  ['en', 'how to apply'],
  ['es', 'Buenos días, quisiera información sobre el plan de estudios'],
  ['de', 'Guten Tag, ich brauche eine Bescheinigung für die Krankenkasse'],
  ['it', 'Buongiorno, vorrei sapere quando iniziano le lezioni'],
  ['pt', 'Olá, gostaria de saber quanto custa o curso'],
  ['nl', 'Beste, ik zou graag willen weten wanneer de opendag is'],
  ['pl', 'Dzień dobry, chciałbym zapytać o koszt studiów'],
  ['zh', '您好，我想申请贵校的硕士课程'],
  ['ja', 'こんにちは、学費について教えてください'],
  ['ar', 'مرحبا، أريد التسجيل في المدرسة'],
  ['ru', 'Здравствуйте, сколько стоит обучение?'],
  ['el', 'Καλημέρα, πόσο κοστίζει;'],
  ['und', '12345 ???'],
  ['und', ''],
])('tells %s from "%s"', (language, text) => {
  expect(guessLanguage(text).language).toBe(language);
});
