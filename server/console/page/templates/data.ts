import type { z } from 'zod';
import type { CategoryList, TemplateAnswer, TemplateList } from '../../../../shared/api/policy.ts';
import type { NamesView, TestAnswer } from '../../../../shared/api/policy-edit.ts';

export type Templates = z.infer<typeof TemplateList>;
export type Categories = z.infer<typeof CategoryList>;
export type Names = z.infer<typeof NamesView>;
export type Saved = z.infer<typeof TemplateAnswer>;
export type Tested = z.infer<typeof TestAnswer>;
