import type { z } from 'zod';
import type { PersonList } from '../../../../shared/api/policy.ts';
import type { HoursView, OrganisationView, PolicyAnswer, PolicyImportAnswer } from '../../../../shared/api/policy-edit.ts';

export type Hours = z.infer<typeof HoursView>;
export type Weekly = Hours['weekly'];
export type Closure = Hours['closures'][number];
export type People = z.infer<typeof PersonList>;
export type Person = People['items'][number];
export type Organisation = z.infer<typeof OrganisationView>;
export type Answer = z.infer<typeof PolicyAnswer>;
export type ImportAnswer = z.infer<typeof PolicyImportAnswer>;
