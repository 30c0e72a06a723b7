import type { Blobs } from '../../server/blobs/blobs.ts';

/** What every Blobs adapter does. `open` gives one that is empty. */
export function blobsContract(name: string, open: () => Promise<Blobs>): void {
  describe(`blobs contract: ${name}`, () => {
    const bytes = (text: string) => new TextEncoder().encode(text);
    const all256 = Uint8Array.from({ length: 256 }, (_, i) => i);

    it('gives back what was put, byte for byte', async () => {
      const blobs = await open();
      await blobs.put('templates/fees.fr/programme-2025_v2.pdf', all256);
      expect(await blobs.get('templates/fees.fr/programme-2025_v2.pdf')).toEqual(all256);
    });

    it('keeps empty and large ones', async () => {
      const blobs = await open();
      const large = new Uint8Array(6_000_000).fill(7);
      large[5_999_999] = 9;
      await blobs.put('empty', new Uint8Array());
      await blobs.put('large', large);
      expect(await blobs.get('empty')).toEqual(new Uint8Array());
      expect(Buffer.compare((await blobs.get('large')) ?? bytes(''), large)).toBe(0);
    });

    it('has null for what is not there', async () => {
      expect(await (await open()).get('nothing/here')).toBeNull();
    });

    it('replaces', async () => {
      const blobs = await open();
      await blobs.put('a', bytes('long first content'));
      await blobs.put('a', bytes('second'));
      expect(await blobs.get('a')).toEqual(bytes('second'));
    });

    it('deletes, and does not mind when it is gone already', async () => {
      const blobs = await open();
      await blobs.put('a/b', bytes('x'));
      await blobs.delete('a/b');
      await blobs.delete('a/b');
      expect(await blobs.get('a/b')).toBeNull();
    });

    it('keeps keys apart that look like a folder and a file in it', async () => {
      const blobs = await open();
      await Promise.all([
        blobs.put('a', bytes('1')),
        blobs.put('a/b', bytes('2')),
        blobs.put('a.b', bytes('3')),
        blobs.put('a-b', bytes('4')),
      ]);
      const found = await Promise.all(['a', 'a/b', 'a.b', 'a-b'].map((key) => blobs.get(key)));
      expect(found).toEqual(['1', '2', '3', '4'].map(bytes));
    });

    it('holds one of two contents put at the same time, never a mixture', async () => {
      const blobs = await open();
      const contents = Array.from({ length: 8 }, (_, i) => new Uint8Array(200_000).fill(i));
      await Promise.all(contents.map((content) => blobs.put('same', content)));
      const found = await blobs.get('same');
      expect(contents).toContainEqual(found);
    });

    it.each([
      '',
      '.',
      '..',
      '/',
      '/a',
      'a/',
      'a//b',
      '../a',
      'a/../b',
      'a/./b',
      'a..b',
      'A',
      'é',
      'a b',
      'a\\b',
      'a+b',
      '~a',
      'a\0b',
      'x'.repeat(2000),
    ])('refuses the key %j', async (key) => {
      const blobs = await open();
      const refusal = { code: 'invalid' };
      await expect(blobs.put(key, bytes('x'))).rejects.toMatchObject(refusal);
      await expect(blobs.get(key)).rejects.toMatchObject(refusal);
      await expect(blobs.delete(key)).rejects.toMatchObject(refusal);
    });
  });
}
