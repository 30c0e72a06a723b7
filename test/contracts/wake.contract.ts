import type { Wake, WakeCall } from '../../server/wake/wake.ts';

export interface WakeHarness {
  wake: Wake;
  /** Ends what the harness holds besides (an emulator's subscription, an HTTP server). */
  close(): Promise<void>;
}

const RECORD: WakeCall = { kind: 'record', id: '18c2f0' };

/** What every Wake adapter does: deliver at least once while all is well. `open` gives one that nobody else uses. */
export function wakeContract(name: string, open: () => Promise<WakeHarness>): void {
  describe(`wake contract: ${name}`, () => {
    let harness: WakeHarness;
    let wake: Wake;
    beforeEach(async () => {
      harness = await open();
      wake = harness.wake;
    });
    afterEach(async () => {
      await wake.stop(0);
      await harness.close();
    });

    it('delivers every kind of call as it was made', async () => {
      const calls: WakeCall[] = [
        { kind: 'mailbox', id: 'contact@school.example' },
        { kind: 'record', id: 'été/:1 🎓' },
        { kind: 'effect', id: RECORD.id },
        RECORD,
      ];
      const seen = collect(calls.length);
      wake.start(seen.add, fail);
      for (const call of calls) await wake.wake(call);
      await seen.complete;
      expect(seen.calls).toEqual(expect.arrayContaining(calls));
    });

    it('delivers a call again that is made again after the work has ended', async () => {
      const first = collect(1);
      const second = collect(2);
      wake.start(async (call) => {
        await first.add(call);
        await second.add(call);
      }, fail);
      await wake.wake(RECORD);
      await first.complete;
      await wake.wake(RECORD);
      await second.complete;
      expect(second.calls).toEqual([RECORD, RECORD]);
    });

    it('gives an error of the work to onError and goes on', async () => {
      const failed = collect(1);
      const worked = collect(1);
      const broken = new Error('broken');
      const errors: unknown[] = [];
      wake.start(
        async (call) => {
          if (call.kind === 'effect') throw broken;
          await worked.add(call);
        },
        (call, error) => {
          errors.push(error);
          void failed.add(call);
        },
      );
      await wake.wake({ kind: 'effect', id: 'x' });
      await failed.complete;
      await wake.wake(RECORD);
      await worked.complete;
      expect(errors[0]).toBe(broken);
      expect(failed.calls[0]).toEqual({ kind: 'effect', id: 'x' });
    });

    it('answers a call from outside once its work has ended, with what the work rejects with', async () => {
      const broken = new Error('broken');
      const told: unknown[] = [];
      let ended = 0;
      wake.start(
        async ({ kind }) => {
          await new Promise(setImmediate);
          ended += 1;
          if (kind === 'effect') throw broken;
        },
        (_call, error) => void told.push(error),
      );
      await wake.deliver(RECORD);
      expect(ended).toBe(1);
      await expect(wake.deliver({ kind: 'effect', id: 'x' })).rejects.toBe(broken);
      expect(told).toEqual([broken]);
    });

    it('never works one call twice at once, however it comes, and each time after it was made', async () => {
      const gate = latch();
      const begun = collect(1);
      const again = collect(2);
      let atOnce = 0;
      wake.start(async (call) => {
        expect(++atOnce).toBe(1);
        await begun.add(call);
        await again.add(call);
        await gate.opened;
        atOnce -= 1;
      }, fail);
      const first = wake.deliver(RECORD);
      await begun.complete;
      const others = [wake.deliver(RECORD), wake.deliver(RECORD)];
      await wake.wake(RECORD);
      gate.open();
      await Promise.all([first, ...others, again.complete]);
    });

    it('takes no call from outside before it is started and after it is stopped', async () => {
      await expect(wake.deliver(RECORD)).rejects.toMatchObject({ code: 'unavailable', retryable: true });
      wake.start(async () => undefined, fail);
      await wake.deliver(RECORD);
      await wake.stop(0);
      await expect(wake.deliver(RECORD)).rejects.toMatchObject({ code: 'unavailable', retryable: true });
    });

    it('waits at stop for what is in hand, and then delivers no more', async () => {
      const started = collect(1);
      const gate = latch();
      let ended = 0;
      wake.start(async (call) => {
        await started.add(call);
        await gate.opened;
        ended += 1;
      }, fail);
      await wake.wake(RECORD);
      await started.complete;
      const stopped = wake.stop(30_000).then(() => ended);
      await wake.wake({ kind: 'record', id: 'later' });
      gate.open();
      expect(await stopped).toBe(1);
      expect(started.calls).toEqual([RECORD]);
    });

    it('gives up at stop after the grace', async () => {
      const started = collect(1);
      const gate = latch();
      wake.start(async (call) => {
        await started.add(call);
        await gate.opened;
      }, fail);
      await wake.wake(RECORD);
      await started.complete;
      await wake.stop(10);
      gate.open();
    });
  });
}

function fail(_call: WakeCall, error: unknown): never {
  throw error;
}

/** Resolves `complete` once so many calls came. */
export function collect(count: number) {
  const calls: WakeCall[] = [];
  const { opened: complete, open } = latch();
  return {
    calls,
    complete,
    async add(call: WakeCall) {
      calls.push(call);
      if (calls.length >= count) open();
    },
  };
}

export function latch() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}
