import { type Category, HANDLINGS, SLOT_TYPES } from '../../shared/policy.ts';
import absence from './categories/absence.json';
import admissions from './categories/admissions.json';
import appointment from './categories/appointment.json';
import certificate from './categories/certificate.json';
import fees from './categories/fees.json';
import none from './categories/none.json';
import programme from './categories/programme.json';
import timetable from './categories/timetable.json';

type SlotSpecs = Category['slots'];

/** JSON knows no literal types: what a category file may say is named here, and checked by its test. */
interface CategoryFile extends Omit<Category, 'slots' | 'handling'> {
  slots: readonly (Omit<SlotSpecs[number], 'type'> & { type: string })[];
  handling: string;
}

/** The categories a new installation starts with, in the order staff see them. Texts are in `categories/*.json`. */
export const defaultCategories: Category[] = [
  programme,
  timetable,
  admissions,
  fees,
  certificate,
  appointment,
  absence,
  none,
].map(categoryFrom);

function categoryFrom(file: CategoryFile): Category {
  return {
    ...file,
    handling: oneOf(HANDLINGS, file.handling),
    slots: file.slots.map((slot) => ({ ...slot, type: oneOf(SLOT_TYPES, slot.type) })),
  };
}

function oneOf<T extends string>(allowed: readonly T[], value: string): T {
  const found = allowed.find((item) => item === value);
  if (found === undefined) throw new TypeError(`a category file says ${value} where one of ${allowed.join(', ')} is meant`);
  return found;
}
