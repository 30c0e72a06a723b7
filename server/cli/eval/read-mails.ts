import * as z from 'zod';
import { AppError } from '../../../shared/errors.ts';
import type { LabelledMail } from '../../brain/evaluate.ts';
import { readText } from '../files.ts';

const labelled = z.object({
  id: z.coerce.string().default(''),
  lang: z.string().default('other'),
  from_name: z.string().default(''),
  from: z.string().default(''),
  subject: z.string().default(''),
  body: z.string(),
  category: z.string(),
  autoAnswerable: z.boolean().default(false),
  tags: z.array(z.string()).default([]),
});

/** Rejects with `invalid`, naming the first line that is no labelled mail. */
export async function readMails(file: string): Promise<LabelledMail[]> {
  const mails: LabelledMail[] = [];
  for (const [at, line] of (await readText(file))
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (line.trim() !== '') mails.push(readLine(line, `${file}, line ${at + 1}`));
  }
  if (mails.length === 0) throw new AppError('invalid', `${file} holds no mail.`);
  return mails;
}

function readLine(line: string, where: string): LabelledMail {
  const parsed = labelled.safeParse(json(line, where));
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  throw new AppError('invalid', `${where}: ${first?.path.join('.')}: ${first?.message}`);
}

function json(line: string, where: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new AppError('invalid', `${where}: not JSON (one mail a line is expected)`, { cause });
  }
}
