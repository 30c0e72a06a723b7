import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { createFolderBlobs } from '../../server/blobs/folder.ts';
import { blobsContract } from '../contracts/blobs.contract.ts';
import { useTempFolder } from '../helpers/temp-folder.ts';

const inFolder = useTempFolder();
let opened = 0;
const content = new TextEncoder().encode('content');

blobsContract('folder', async () => {
  opened += 1;
  return createFolderBlobs(inFolder(`contract-${opened}`));
});

it('leaves no temporary file behind', async () => {
  const blobs = createFolderBlobs(inFolder('tidy'));
  await blobs.put('one/two', content);
  expect(readdirSync(inFolder('tidy'))).toEqual(['one+two']);
});

it('removes what a process that died left, and nothing that is being written', async () => {
  mkdirSync(inFolder('left'));
  for (const name of ['~old', '~new']) writeFileSync(inFolder('left', name), 'half');
  utimesSync(inFolder('left', '~old'), 0, 0);
  await createFolderBlobs(inFolder('left')).put('a', content);
  expect(readdirSync(inFolder('left')).sort()).toEqual(['a', '~new']);
});

it('says so when a file stands in the place of the folder', async () => {
  writeFileSync(inFolder('file'), 'not a folder');
  await expect(createFolderBlobs(inFolder('file')).put('a', content)).rejects.toMatchObject({ code: 'config' });
  await expect(createFolderBlobs(inFolder('file', 'deeper')).get('a')).rejects.toMatchObject({ code: 'config' });
});
