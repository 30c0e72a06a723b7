import pLimit from 'p-limit';
import { isAppError } from '../../../shared/errors.ts';
import type { GmailControl } from '../../preview/gmail/control.ts';
import { createControlClient } from '../../preview/gmail/control-client.ts';
import { DONE, FAILED, type Io } from '../io.ts';
import { followOutcomes, type Outcomes } from './outcomes.ts';
import { createReport, type Report } from './report.ts';
import { findRunning } from './running.ts';
import { findSources, type Item, itemsOf } from './sources.ts';

export interface DeliverOptions {
  json: boolean;
  waitReplies: boolean;
}

/** Delivered and not yet handled: more would only wait in the server's queue, and in this process's memory. */
const AHEAD = 200;

/**
 * Puts mails into the running emulated mailbox and tells what happened to each. What cannot be delivered is told in one line
 * and stops nothing; the exit code then says that not all went well.
 */
export async function deliver(paths: readonly string[], options: DeliverOptions, io: Io): Promise<number> {
  const running = await findRunning(io.config());
  const sources = await findSources(paths);
  const report = createReport(
    io,
    sources.reduce((sum, { mails }) => sum + mails, 0),
    options.json,
  );
  const outcomes = followOutcomes(running, { language: io.language, waitReplies: options.waitReplies });
  try {
    const items = (async function* () {
      for (const source of sources) yield* itemsOf(source);
    })();
    return (await deliverItems(items, { control: createControlClient(running.gmail), outcomes, report })) ? DONE : FAILED;
  } finally {
    outcomes.close();
    report.end();
  }
}

interface Delivery {
  control: Pick<GmailControl, 'deliver'>;
  outcomes: Pick<Outcomes, 'of'>;
  report: Report;
}

/** false: something was not delivered, or not handled in time. */
async function deliverItems(items: AsyncIterable<Item>, { control, outcomes, report }: Delivery): Promise<boolean> {
  const ahead = pLimit(AHEAD);
  let good = true;
  let failure: unknown = null;
  let told: Promise<void> = Promise.resolve();
  for await (const item of items) {
    if (failure !== null) break;
    const id = 'raw' in item ? await put(control, item.raw) : item;
    if ('problem' in id) {
      good = false;
      report.problem(item.file, id.problem);
      continue;
    }
    report.delivered();
    const following = ahead(() => outcomes.of(id.id));
    // Told in the order of the mails, whichever was handled first.
    told = told
      .then(async () => {
        const mail = await following;
        if (mail === null || mail.state === 'received') good = false;
        report.outcome({ file: item.file, id: id.id, mail });
      })
      .catch((error: unknown) => {
        failure ??= error;
      });
    following.catch(() => undefined);
    while (ahead.pendingCount > 0 && failure === null) await told;
  }
  await told;
  if (failure !== null) throw failure;
  return good;
}

/** A mailbox that is gone ends everything; a mail it does not take is one mail. */
async function put(control: Pick<GmailControl, 'deliver'>, raw: Uint8Array): Promise<{ id: string } | { problem: string }> {
  try {
    return await control.deliver(raw);
  } catch (error) {
    if (isAppError(error) && error.code !== 'unavailable' && error.code !== 'forbidden') {
      return { problem: `the mailbox does not take it (${error.message})` };
    }
    throw error;
  }
}
