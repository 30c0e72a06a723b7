import type { z } from 'zod';
import type { CategoryList, PersonList } from '../../../../shared/api/policy.ts';
import type { CategoryDetail, CategoryDetailAnswer, PolicyAnswer } from '../../../../shared/api/policy-edit.ts';

export type Categories = z.infer<typeof CategoryList>;
export type Category = Categories['items'][number];
export type Detail = z.infer<typeof CategoryDetail>;
export type DetailAnswer = z.infer<typeof CategoryDetailAnswer>;
export type Slot = Detail['slots'][number];
export type People = z.infer<typeof PersonList>;
export type Answer = z.infer<typeof PolicyAnswer>;
