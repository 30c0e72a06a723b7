import type { z } from 'zod';
import type { SenderErased, SenderExport } from '../../../../shared/api.ts';

export type Export = z.infer<typeof SenderExport>;
export type Erased = z.infer<typeof SenderErased>;
