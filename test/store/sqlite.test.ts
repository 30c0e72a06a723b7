import { openSqliteStore } from '../../server/store/sqlite.ts';
import { useTempFolder } from '../helpers/temp-folder.ts';

const inFolder = useTempFolder();

it('keeps documents and finds them by an index', async () => {
  const indexes = [{ collection: 'records', equals: ['status', 'category'], contains: ['tokens'], order: 'at' }];
  const store = await openSqliteStore({ file: inFolder('a.db'), indexes });
  await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      store.create('records', `r${i}`, { status: i % 2 ? 'held' : 'sent', category: i % 3, at: i, tokens: ['x', `t${i % 5}`] }),
    ),
  );
  const equals = { status: 'held', category: 0 };
  const page = await store.query('records', { equals, order: { field: 'at', direction: 'desc' }, limit: 2 });
  expect(page.items.map((item) => item.id)).toEqual(['r15', 'r9']);
  const rest = await store.query('records', {
    equals,
    order: { field: 'at', direction: 'desc' },
    limit: 2,
    cursor: page.cursor ?? '',
  });
  expect(rest.items.map((item) => item.id)).toEqual(['r3']);
  expect(rest.cursor).toBeNull();
  await expect(store.create('records', 'r1', {})).rejects.toMatchObject({ code: 'already-exists' });
  await store.close();
});
