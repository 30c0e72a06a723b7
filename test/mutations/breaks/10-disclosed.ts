import type { Break } from '../break.ts';

const TEST = 'test/mail/render-reply.test.ts';

export const DISCLOSED: readonly Break[] = [
  {
    name: 'footer-left-out',
    promise: 10,
    title: 'an automatic reply does not say that an AI had a part in it',
    file: 'server/mail/render-reply.ts',
    find: 'const text = body.endsWith(end) ? body : signed;',
    replace: "const text = by.kind === 'automatic' || body.endsWith(end) ? body : signed;",
    test: { file: TEST, name: 'greets, fills slots and facts, and discloses the machine' },
  },
  {
    name: 'footer-of-staff',
    promise: 10,
    title: 'an automatic reply is signed as if a person had written it',
    file: 'server/mail/compose.ts',
    find: "const rendered = template && rendering(from, template, { kind: 'automatic' });",
    replace: "const rendered = template && rendering(from, template, { kind: 'staff', name: 'Anne', function: null });",
    test: { file: 'test/e2e/words.test.ts', name: 'it says that a machine had a part in it' },
  },
  {
    name: 'no-way-to-a-person',
    promise: 10,
    title: 'an automatic reply does not say how to reach a person',
    file: 'server/mail/render/footer.ts',
    find: 'const contact = organisation.humanContact[language];',
    replace: "const contact = '';",
    test: { file: TEST, name: 'greets, fills slots and facts, and discloses the machine' },
  },
];
