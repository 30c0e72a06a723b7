import MailComposer from 'nodemailer/lib/mail-composer';

// Apart, so that a start does not wait for the library: it is loaded for the first mail that goes out.

export type Composed = NonNullable<ConstructorParameters<typeof MailComposer>[0]>;

/** RFC 5322 bytes. Files and addresses are given as bytes and text: the library must never open a path or a URL for us. */
export async function compile(mail: Composed): Promise<Uint8Array> {
  const composer = new MailComposer({ ...mail, newline: 'win', disableFileAccess: true, disableUrlAccess: true });
  return new Uint8Array(await composer.compile().build());
}
