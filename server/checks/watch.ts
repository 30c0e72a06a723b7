import { DAY_MS } from '../../shared/durations.ts';
import { AppError, isAppError } from '../../shared/errors.ts';
import { type CloudPart, type Step, step } from '../cloud/cloud.ts';
import { readMailbox } from '../mail/check-mailbox.ts';
import { renewWatch, type WatchContext } from '../mail/watch.ts';
import { minuteOf } from './checks.ts';

export interface WatchPartOptions {
  open(): Promise<WatchContext>;
  /** Whether anything is there to enter the mailbox with. */
  hasCredential(): Promise<boolean>;
  now(): number;
  close(): Promise<void>;
}

/** Gmail ends a watch after seven days; the server renews it daily, so one with less than this left is not being renewed. */
export const WATCH_LEFT_MS = 4 * DAY_MS;

const ABOUT = { title: 'Watch of the mailbox', why: 'Gmail then tells of new mail at once; the server renews it daily' };

/** The watch, as the last step: its topic and Gmail's right to publish there come first. */
export function createWatchPart({ open, hasCredential, now, close }: WatchPartOptions): CloudPart {
  async function look(): Promise<Step> {
    if (!(await hasCredential())) {
      const commands = ['npm run cli -- login', 'npm run cli -- setup'];
      return step({
        ...ABOUT,
        state: 'by-hand',
        said: 'The mailbox cannot be entered yet: sign in first, then run setup again.',
        commands,
      });
    }
    const { watchUntil, watchFailed } = await readMailbox((await open()).store);
    const until = watchUntil === null ? null : minuteOf(watchUntil);
    if (watchUntil !== null && watchUntil - now() > WATCH_LEFT_MS && !watchFailed)
      return step({ ...ABOUT, state: 'right', said: `Until ${until}.` });
    const changes = [{ field: 'until', from: until, to: 'seven days from now' }];
    return step({ ...ABOUT, state: watchUntil === null ? 'create' : 'change', changes, apply });
  }

  async function apply(): Promise<null> {
    const context = await open();
    try {
      await renewWatch(context);
      return null;
    } catch (error) {
      if (!isAppError(error, 'forbidden') && !isAppError(error, 'invalid')) throw error;
      throw new AppError(error.code, `${error.message}. ${refused(context.topic)}`, { cause: error });
    }
  }

  return {
    name: 'Gmail',
    async plan() {
      try {
        return [await look()];
      } catch (error) {
        return [step({ ...ABOUT, state: 'failed', said: isAppError(error) ? error.message : 'It could not be looked at.' })];
      }
    },
    close,
  };
}

/** Gmail tries the topic before it agrees (developers.google.com/workspace/gmail/api/guides/push). */
function refused(topic: string | null): string {
  return `Gmail could not publish to ${topic}: a new grant takes a minute or two (run setup again), and the topic must be in the project of the OAuth client or the service account.`;
}
