import type { z } from 'zod';
import type { PersonList } from '../../../../shared/api/policy.ts';
import type { PolicyAnswer } from '../../../../shared/api/policy-edit.ts';
import type { UserList } from '../../../../shared/api.ts';

export type People = z.infer<typeof PersonList>;
export type Person = People['items'][number];
export type Users = z.infer<typeof UserList>;
export type User = Users['items'][number];
export type Role = NonNullable<User['role']>;
export type Answer = z.infer<typeof PolicyAnswer>;
