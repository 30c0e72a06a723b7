import * as z from 'zod';
import { LANGUAGES, MODES } from '../policy.ts';

/** What the bodies of several parts are made of. */
export const language = z.enum(LANGUAGES);
export const localized = z.object({ fr: z.string(), en: z.string() });
/** Milliseconds since the epoch. */
export const time = z.number().int();
export const revision = z.number().int().min(0);
export const id = z.string().min(1).max(200);
export const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const mode = z.enum(MODES);
export const named = z.object({ id: z.string(), name: z.string() });
export const fileView = z.object({ name: z.string(), type: z.string(), size: z.number() });
/** Of a file's bytes, hex. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/**
 * Mails that are held now: what was decided on the policy before becomes a suggestion when it falls due, once a change is
 * published. 0 where nothing changes.
 */
export const held = z.number().int();

/** What /api/mails lists the mails of a figure by. */
export const filter = z.record(z.string(), z.string());
