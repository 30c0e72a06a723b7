/**
 * What a mail may cost us. Past a limit a mail is cut and says so in its warnings; it is never refused, because a person
 * still has to see it. Every limit is applied before the work it bounds.
 */
export const LIMITS = {
  /** Gmail accepts incoming mail of up to 50 MB. */
  rawBytes: 50 * 1024 * 1024,
  /** One header block. Real ones with long ARC and DKIM chains stay under 64 KB. */
  headerBlockChars: 256 * 1024,
  headersPerPart: 1_000,
  /** One header value, unfolded: some 700 recipients or 400 references. */
  headerValueChars: 32 * 1024,
  subjectChars: 1_000,
  /** Nested multiparts. Forwarding gateways and list servers add two or three levels; 20 leaves room and a small stack. */
  depth: 20,
  /** Leaves and multiparts together. A digest of a busy list holds about a hundred. */
  parts: 500,
  addresses: 1_000,
  references: 200,
  /** A mail of 200,000 characters is a hundred pages; what follows is not what somebody asks a school. */
  textChars: 200_000,
  /** Conversion costs about 50 ms per MB of HTML, and newsletters stay under 200 KB. */
  htmlChars: 500_000,
  htmlDepth: 100,
  htmlChildren: 20_000,
  /** Unclosed <p> and <li> count too, so real newsletters reach some hundreds. */
  htmlOpenTags: 3_000,
  attachments: 100,
  attachmentNameChars: 255,
  /** Text read from one attachment, and for how many of them. */
  attachmentTextChars: 20_000,
  attachmentsRead: 10,
  /** A delivery report with a hundred recipients. */
  reportChars: 64 * 1024,
  /** Of a returned message only the headers and the first lines serve to recognise it. */
  returnedMessageChars: 16 * 1024,
  reports: 20,
  pdfBytes: 10 * 1024 * 1024,
  pdfPages: 20,
  pdfsRead: 3,
  pdfMillis: 5_000,
  pdfHeapMb: 192,
} as const;

/** Collects warning codes, each once, in the order found. */
export type Warn = (code: WarningCode) => void;

export type WarningCode =
  | 'empty-input'
  | 'no-headers'
  | 'raw-cut'
  | 'headers-cut'
  | 'header-cut'
  | 'bad-header'
  | 'too-many-parts'
  | 'too-deep'
  | 'missing-boundary'
  | 'unclosed-multipart'
  | 'bad-encoding'
  | 'unknown-charset'
  | 'wrong-charset'
  | 'text-cut'
  | 'addresses-cut'
  | 'attachments-cut'
  | 'reports-cut'
  | 'attachment-text-cut'
  | 'pdf-unread'
  | 'bad-date'
  | 'unreadable';

/** What may have cost text or sense. The rest was mended, or concerns what no answer depends on. */
const DAMAGE: ReadonlySet<string> = new Set<WarningCode>([
  'empty-input',
  'no-headers',
  'raw-cut',
  'headers-cut',
  'too-many-parts',
  'too-deep',
  'missing-boundary',
  'bad-encoding',
  'unknown-charset',
  'text-cut',
  'unreadable',
]);

/** Whether a mail is so damaged that only a person should answer it. */
export function isDamaged(mail: { readonly warnings: readonly string[] }): boolean {
  return mail.warnings.some((code) => DAMAGE.has(code));
}
