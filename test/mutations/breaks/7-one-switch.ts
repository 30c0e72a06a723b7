import type { Break } from '../break.ts';

const SWITCH = 'server/mail/actions/switch.ts';
const COMMIT_TEST = 'test/mail/send-effect.test.ts';

export const ONE_SWITCH: readonly Break[] = [
  {
    name: 'emulated-store-on-a-real-mailbox',
    promise: 7,
    title: 'a real mailbox is answered on the settings of the emulated one that was tried before',
    file: 'server/wiring.ts',
    find: '  await keepToItsMailbox(store, config);\n',
    replace: '  await keepToItsMailbox(store, config).catch(() => undefined);\n',
    test: { file: 'test/e2e/first-start.test.ts', name: 'what was tried out on the emulated mailbox' },
  },
  {
    name: 'settings-not-read-again',
    promise: 7,
    title: 'the switches count as they were when the mail was read',
    file: 'server/mail/commit-effect.ts',
    find: 'Promise.all([bodies.get(tx, record.id), readSettings(tx), headVersion(tx)]);',
    replace:
      'Promise.all([bodies.get(tx, record.id), readSettings(tx).then((now) => ({ ...now, autoMode: true, autoModeSince: 0 })), headVersion(tx)]);',
    test: { file: COMMIT_TEST, name: 'the settings count as they are when it falls due: switched-off-while-held' },
  },
  {
    name: 'policy-not-compared',
    promise: 7,
    title: 'what is held leaves although another policy was published',
    file: 'server/mail/commit-effect.ts',
    find: 'again.policyVersion === before.policyVersion &&\n    ',
    replace: '',
    test: { file: COMMIT_TEST, name: 'what is held on a policy that is no longer in force does not leave' },
  },
  {
    name: 'rehearsal-sends',
    promise: 7,
    title: 'a category in rehearsal sends',
    file: 'shared/decide.ts',
    find: "  if (mode === 'rehearsal') reasons.push('rehearsal');\n",
    replace: '',
    test: { file: 'test/shared/decide.test.ts', name: 'rehearsal keeps it from being answered' },
  },
  {
    name: 'new-category-automatic',
    promise: 7,
    title: 'a category starts in automatic mode',
    file: 'shared/policy.ts',
    find: "?.mode ?? 'rehearsal';",
    replace: "?.mode ?? 'automatic';",
    test: { file: 'test/e2e/switch.test.ts', name: 'a category in rehearsal stores what would have been sent' },
  },
  {
    name: 'auto-mode-off-sends',
    promise: 7,
    title: 'with auto-mode off mail leaves by itself',
    file: 'shared/decide.ts',
    find: "if (!settings.autoMode || settings.autoModeSince === null) reasons.push('auto-mode-off');",
    replace: 'if (settings.autoModeSince === null) reasons.push();',
    test: { file: 'test/shared/decide.test.ts', name: 'switching auto-mode off never lets anything leave' },
  },
  {
    name: 'off-does-not-withdraw',
    promise: 7,
    title: 'switching off leaves what is held as it is',
    file: SWITCH,
    find: 'if (change.autoMode === false) return () => true;',
    replace: 'if (change.autoMode === false) return () => false;',
    test: { file: 'test/http/settings.test.ts', name: 'off: what is held becomes a suggestion or a route' },
  },
  {
    name: 'left-not-told',
    promise: 7,
    title: 'the answer to the switch does not say what has just left',
    file: SWITCH,
    find: 'left: await leftOrLeaving(ctx, stopped) };',
    replace: 'left: [] };',
    test: { file: 'test/http/settings.test.ts', name: 'off: what is held becomes a suggestion or a route' },
  },
  {
    name: 'wrong-has-no-effect',
    promise: 7,
    title: 'two automatic replies called wrong in a day change nothing',
    file: 'server/mail/actions/wrong.ts',
    find: 'const back = n >= WRONG_PER_DAY &&',
    replace: 'const back = n > 100 * WRONG_PER_DAY &&',
    test: { file: 'test/http/actions.test.ts', name: 'opens the mail for the right answer; the second of a day' },
  },
];
