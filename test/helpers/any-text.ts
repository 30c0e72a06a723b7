import fc from 'fast-check';

/** All code points but half surrogate pairs, which are none by themselves; a third is ASCII, which is what parsers heed. */
const codePoint = fc.oneof(
  fc.integer({ min: 0, max: 0x7f }),
  fc.integer({ min: 0x80, max: 0xd7ff }),
  fc.integer({ min: 0xe000, max: 0x10ffff }),
);
const unit = codePoint.map((value) => String.fromCodePoint(value));

/** Text of any code points. As fast-check's own unit `binary`, but for the map of them all that it makes in half a second. */
export function anyText(constraints: { minLength?: number; maxLength?: number } = {}): fc.Arbitrary<string> {
  return fc.string({ unit, ...constraints });
}
