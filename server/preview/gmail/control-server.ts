import { isAppError } from '../../../shared/errors.ts';
import type { Answer } from './answers.ts';
import type { GmailControl } from './control.ts';
import { fromWire, toWire } from './control-wire.ts';

/** POST /_control/<method> with `{"args": […]}`; bytes travel as `{"$bytes": base64}`. */
export async function answerControl(control: GmailControl, name: string, body: Buffer): Promise<Answer> {
  if (!Object.hasOwn(control, name)) return { status: 404, body: { code: 'not-found', message: `No such control: ${name}` } };
  try {
    const args: unknown = body.length === 0 ? [] : fromWire(Reflect.get(Object(JSON.parse(body.toString('utf8'))), 'args'));
    const method: unknown = Reflect.get(control, name);
    const result: unknown =
      typeof method === 'function' ? await Reflect.apply(method, control, Array.isArray(args) ? args : []) : null;
    return { status: 200, body: { result: toWire(result) } };
  } catch (error) {
    if (isAppError(error)) return { status: 400, body: { code: error.code, message: error.message } };
    return { status: 500, body: { code: 'internal', message: error instanceof Error ? error.message : 'failed' } };
  }
}
