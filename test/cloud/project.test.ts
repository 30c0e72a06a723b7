import { createProjectPart } from '../../server/cloud/project.ts';
import { useGoogle } from './support/google.ts';

const here = useGoogle();

const project = (more = {}) =>
  createProjectPart({
    ...here.rest(),
    runtimeAccount: 'run@school-1.iam.gserviceaccount.com',
    usesFirestore: true,
    gmailAccount: null,
    push: null,
    scheduler: null,
    ...more,
  });

test('a role of the project that is there, that is missing, that cannot be seen, and of nobody named', async () => {
  const member = 'serviceAccount:run@school-1.iam.gserviceaccount.com';
  expect((await project().plan())[0]).toMatchObject({
    state: 'by-hand',
    commands: [`gcloud projects add-iam-policy-binding school-1 --member=${member} --role=roles/datastore.user`],
  });
  here.google.bindings = [{ role: 'roles/datastore.user', members: [member] }];
  expect((await project().plan())[0]?.state).toBe('right');
  here.google.refuse('/v3/', { status: 403 });
  expect((await project().plan())[0]?.state).toBe('told');
  expect((await project({ runtimeAccount: null }).plan())[0]).toMatchObject({
    state: 'told',
    said: expect.stringContaining('--runtime-account'),
  });
});

test('the number of the project, and what only a person can do', async () => {
  expect(await project().number()).toBe('123456789012');
  const scheduler = {
    account: 'tick@school-1.iam.gserviceaccount.com',
    url: 'https://m.school.example',
    audience: 'https://m.school.example',
  };
  const steps = await project({
    usesFirestore: false,
    gmailAccount: 'gmail@x.example',
    push: { account: 'push@x.example' },
    scheduler,
  }).plan();
  const commands = steps.flatMap(({ commands }) => commands).join('\n');
  expect(commands).toContain('--role=roles/iam.serviceAccountTokenCreator');
  expect(commands).toContain('--member=allUsers --role=roles/run.invoker');
  expect(commands).toContain(`--schedule='* * * * *' --uri=https://m.school.example/jobs/tick --http-method=POST`);
  expect(commands).toContain('--oidc-token-audience=https://m.school.example');
  expect(here.google.changes).toEqual([]);
  const [, note] = await project({ usesFirestore: false, push: { account: 'push@x.example' } }).plan();
  expect(note).toMatchObject({ state: 'note', said: expect.stringContaining('MAILGPS_SCHEDULER_ACCOUNT') });
});
