import type { Asked } from './mistral-requests.ts';

/** What a model might say of a mail: the category by words in it, nothing else found. */
export interface SaidReading {
  category: string;
  fit: string;
  scores: { category: string; score: number }[];
  language: string;
  several: boolean;
  thanks: boolean;
  human: string[];
  slots: { name: string; value: string; quote: string }[];
  summary: string;
}

const WORDS: Readonly<Record<string, RegExp>> = {
  certificate: /certificat|attestation|relev[ée] de notes|dipl[ôo]me|certificate|transcript|diploma/i,
  fees: /frais|prix|tarif|co[ûu]te|paiement|payer|bourse|fees|tuition|price|scholarship/i,
  appointment: /rendez-vous|portes ouvertes|visite|rencontrer|open day|appointment|visit/i,
  absence: /absen[ct]|malade|retard|justificatif|sick|late\b|illness/i,
  timetable: /horaire|emploi du temps|vacances|rentr[ée]e|examens|ouvert|timetable|opening|holiday|exam/i,
  admissions: /admission|inscri|candidat|dossier|postuler|apply|appli|enrol|requirement/i,
  programme: /formation|programme|mati[èe]res|brochure|cursus|syllabus|courses?\b|subjects|bachelor|master/i,
};

/** What stands between the two lines of the mark; '' when the fence does not hold. */
export function fencedMail(user: string): string {
  const found = /^<mail ([a-z]+)>\n([\s\S]*)\n<\/mail \1>$/m.exec(user);
  return found?.[2] ?? '';
}

export function readByWords({ schema, user }: Asked): SaidReading {
  const mail = fencedMail(user);
  const ids = idsOf(schema);
  const found = ids.find((id) => id !== 'none' && (WORDS[id] ?? new RegExp(id, 'i')).test(mail));
  const category = found ?? 'none';
  const french = /\b(?:bonjour|merci|je|vous|les|des|est|pour|une)\b/i.test(mail);
  return {
    category,
    fit: category === 'none' ? 'unclear' : 'complete',
    scores: [{ category, score: 95 }, ...(category === 'none' ? [] : [{ category: 'none', score: 5 }])],
    language: french ? 'fr' : 'en',
    several: false,
    thanks: false,
    human: [],
    slots: [],
    summary: category === 'none' ? 'Autre demande' : `Demande : ${category}`,
  };
}

function idsOf(schema: Record<string, unknown>): string[] {
  const found = JSON.stringify(schema).match(/"category":\{"type":"string","enum":(\[[^\]]*\])/);
  return found?.[1] ? JSON.parse(found[1]) : ['none'];
}
