import type { z } from 'zod';
import type { FactImportAnswer, FileList, NewTermAnswer, PolicyAnswer } from '../../../../shared/api/policy-edit.ts';
import type { FactView } from '../../../../shared/api.ts';

export type Fact = FactView;
export type FactKind = Fact['kind'];
export type Row = Fact['rows'][number];
export type Imported = z.infer<typeof FactImportAnswer>;
export type NewTerm = z.infer<typeof NewTermAnswer>;
export type Files = z.infer<typeof FileList>;
export type Answer = z.infer<typeof PolicyAnswer>;
