import type { Reading } from '../../shared/reading.ts';
import { brainMail } from '../contracts/brain.contract.ts';
import { useMistralReader } from '../support/mistral-reader.ts';

const { read, script } = useMistralReader();

describe('slots', () => {
  const absent = brainMail(
    'Absence',
    'Bonjour, je serai absente mardi 24 novembre 2026, puis jeudi. Léa, BTS MCO, n° 20231234, duplicata du diplôme',
  );
  const slot = async (category: string, name: string, value: string, quote: string): Promise<Reading> =>
    read(absent, { category, slots: [{ name, value, quote }] });

  it.each([
    ['absence', 'date', '2026-11-24', 'mardi 24 novembre 2026', '2026-11-24'],
    ['absence', 'date', '2026-11-26', 'jeudi', '2026-11-26'],
    ['fees', 'course', 'a course of the model’s own words', 'BTS MCO', 'BTS MCO'],
    ['absence', 'studentNumber', '2023 1234', 'n° 20231234', '20231234'],
    ['certificate', 'document', 'diploma', 'duplicata du diplôme', 'diploma'],
  ])('%s: %s %s stands on its words', async (category, name, value, quote, kept) => {
    const reading = await slot(category, name, value, quote);
    expect(reading.slots).toEqual([{ name, value: kept, quote }]);
    expect(reading.droppedSlots).toBeUndefined();
  });

  it.each([
    ['words that are not in the mail', 'absence', 'date', '2026-11-24', 'le mardi 24 novembre'],
    ['no words', 'absence', 'date', '2026-11-24', ' '],
    ['another day than the words say', 'absence', 'date', '2026-11-25', 'mardi 24 novembre 2026'],
    ['another weekday', 'absence', 'date', '2026-11-27', 'jeudi'],
    ['another month', 'absence', 'date', '2026-12-24', '24 novembre'],
    ['a day that is none', 'absence', 'date', '2026-02-30', 'jeudi'],
    ['a day far away', 'absence', 'date', '2036-11-20', 'jeudi'],
    ['no day at all', 'absence', 'date', 'jeudi', 'jeudi'],
    ['a number that is not there', 'absence', 'studentNumber', '20239999', 'n° 20231234'],
    ['a choice that is none', 'certificate', 'document', 'licence', 'duplicata du diplôme'],
    ['a choice that the words speak against', 'certificate', 'document', 'transcript', 'duplicata du diplôme'],
  ])('is dropped by name for %s', async (_why, category, name, value, quote) => {
    const reading = await slot(category, name, value, quote);
    expect(reading.slots).toEqual([]);
    expect(reading.droppedSlots).toEqual([name]);
  });

  it('two values for one slot drop it, and a slot of another category is not looked at', async () => {
    const two = [
      { name: 'date', value: '2026-11-24', quote: '24 novembre' },
      { name: 'date', value: '2026-11-26', quote: 'jeudi' },
    ];
    expect((await read(absent, { category: 'absence', slots: two })).droppedSlots).toEqual(['date']);
    const foreign = await read(absent, { category: 'fees', slots: two });
    expect(foreign.slots).toEqual([]);
    expect(foreign.droppedSlots).toBeUndefined();
  });

  it('the stand-in’s unfounded slot is dropped', async () => {
    script('unquoted');
    const reading = await read(absent, { category: 'absence' });
    expect(reading.droppedSlots).toEqual(['date']);
  });
});
