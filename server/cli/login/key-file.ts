import { createPrivateKey } from 'node:crypto';
import * as z from 'zod';
import { AppError } from '../../../shared/errors.ts';
import { GMAIL_SCOPE, type StoredCredential } from '../../../shared/gmail-credential.ts';
import { readText } from '../files.ts';
import { type Io, line } from '../io.ts';
import type { LoginConfig } from './needed.ts';

const KeyFile = z.object({
  type: z.literal('service_account'),
  client_email: z.email(),
  private_key_id: z.string().min(1),
  private_key: z.string().min(1),
});

/** The key that Google gave as JSON. Nothing of it is ever printed. Rejects with `invalid`. */
export async function readKeyFile(
  file: string,
  { config }: LoginConfig,
  io: Io,
): Promise<{ credential: StoredCredential; notes: string[] }> {
  const key = KeyFile.safeParse(parsed(file, await readText(file)));
  if (!key.success) throw new AppError('invalid', `${file} is no JSON key of a service account`);
  const { client_email: account, private_key_id: privateKeyId, private_key } = key.data;
  for (const text of reachOf(account, config.address)) line(io.err, text);
  return {
    credential: {
      kind: 'service-account-key',
      account: account.toLowerCase(),
      privateKeyId,
      privateKey: rsaKey(file, private_key),
    },
    notes: [`Delete ${file} now: the key is not needed in clear any more, and whoever has it has every mailbox of the domain.`],
  };
}

function reachOf(account: string, address: string): string[] {
  return [
    `${account} needs domain-wide delegation for ${GMAIL_SCOPE}.`,
    `Its reach: every mailbox of the domain, for that scope, not only ${address}. MAIL GPS enters no other, but the key could.`,
    'Smaller: the consent of the shared mailbox alone (npm run cli -- login), or GMAIL_SERVICE_ACCOUNT, which has no key to lose.',
  ];
}

function rsaKey(file: string, pem: string): string {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'rsa') return key.export({ type: 'pkcs8', format: 'pem' }).toString();
  } catch {
    // Whatever is wrong with it: the library's words may quote the key.
  }
  throw new AppError('invalid', `The private key in ${file} cannot be read as an RSA key`);
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Its own words would quote the file.
    throw new AppError('invalid', `${file} is no JSON key of a service account`);
  }
}
