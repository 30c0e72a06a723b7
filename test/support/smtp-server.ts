import { type AddressInfo, createServer, type Socket } from 'node:net';

export interface ReceivedMail {
  from: string;
  to: string[];
  /** Header and body as they came, dot-stuffing undone. */
  raw: string;
  /** Who had signed in; null: nobody. */
  user: string | null;
}

export interface SmtpServer {
  port: number;
  received: ReceivedMail[];
  /** Every line a client said, passwords included. */
  said: string[];
  /** From now on: answers so to MAIL FROM; null: takes mail again. */
  refuseWith(reply: string | null): void;
  /** Resolves when so many mails are there. */
  until(mails: number): Promise<void>;
  close(): Promise<void>;
}

interface Session {
  greeted: boolean;
  user: string | null;
  from: string | null;
  to: string[];
  data: string[] | null;
}

/**
 * A small strict SMTP server (RFC 5321, RFC 4954 AUTH PLAIN): commands out of order, lines over 998 octets and bare line
 * feeds are refused. With `auth` nobody sends who did not sign in. `noSuch` are recipients it does not know.
 */
export async function startSmtpServer(
  options: { auth?: { user: string; pass: string }; noSuch?: readonly string[] } = {},
): Promise<SmtpServer> {
  const received: ReceivedMail[] = [];
  const said: string[] = [];
  const sockets = new Set<Socket>();
  const waiting: { mails: number; resolve: () => void }[] = [];
  let refusal: string | null = null;

  function take(line: string, s: Session): string | null {
    if (s.data) return takeData(line, s, s.data);
    said.push(line);
    const [verb = '', ...rest] = line.split(' ');
    const argument = rest.join(' ');
    switch (verb.toUpperCase()) {
      case 'EHLO':
        s.greeted = argument !== '';
        return ['250-localhost', '250-8BITMIME', ...(options.auth ? ['250-AUTH PLAIN'] : []), '250 SIZE 100000'].join('\r\n');
      case 'AUTH':
        return signIn(argument, s);
      case 'MAIL':
        if (!s.greeted || s.from !== null) return '503 5.5.1 Bad sequence';
        if (options.auth && s.user === null) return '530 5.7.0 Authentication required';
        if (refusal !== null) return refusal;
        s.from = address(argument, 'FROM:');
        return s.from === null ? '501 5.5.4 Syntax' : '250 2.1.0 Ok';
      case 'RCPT': {
        const to = address(argument, 'TO:');
        if (s.from === null) return '503 5.5.1 Bad sequence';
        if (to === null || to === '') return '501 5.5.4 Syntax';
        if (options.noSuch?.includes(to)) return '550 5.1.1 No such user';
        s.to.push(to);
        return '250 2.1.5 Ok';
      }
      case 'DATA':
        if (s.to.length === 0) return '503 5.5.1 No recipients';
        s.data = [];
        return '354 Go on';
      case 'RSET':
      case 'NOOP':
        return '250 2.0.0 Ok';
      case 'QUIT':
        return '221 2.0.0 Bye';
      default:
        return '502 5.5.2 Unknown command';
    }
  }

  function signIn(argument: string, s: Session): string {
    const [, user, pass] = Buffer.from(argument.replace(/^PLAIN /, ''), 'base64')
      .toString('utf8')
      .split('\0');
    if (!s.greeted || !options.auth || user !== options.auth.user || pass !== options.auth.pass) return '535 5.7.8 Not you';
    s.user = user;
    return '235 2.7.0 Welcome';
  }

  function takeData(line: string, s: Session, data: string[]): string | null {
    if (line !== '.') {
      data.push(line.startsWith('.') ? line.slice(1) : line);
      return null;
    }
    received.push({ from: s.from ?? '', to: s.to, raw: data.join('\r\n'), user: s.user });
    Object.assign(s, { from: null, to: [], data: null });
    for (const waiter of waiting) if (received.length >= waiter.mails) waiter.resolve();
    return '250 2.0.0 Taken';
  }

  const server = createServer((socket) => {
    sockets.add(socket);
    const session: Session = { greeted: false, user: null, from: null, to: [], data: null };
    let rest = '';
    socket.write('220 localhost ESMTP\r\n');
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (chunk) => {
      rest += chunk.toString('utf8');
      for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 1);
        if (!line.endsWith('\r') || line.length > 999) return void socket.end('500 5.5.2 Line\r\n');
        const reply = take(line.slice(0, -1), session);
        if (reply === null) continue;
        if (reply.startsWith('221')) socket.end(`${reply}\r\n`);
        else socket.write(`${reply}\r\n`);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    port: (server.address() as AddressInfo).port,
    received,
    said,
    refuseWith: (reply) => {
      refusal = reply;
    },
    until: (mails) =>
      new Promise((resolve) => {
        if (received.length >= mails) resolve();
        else waiting.push({ mails, resolve });
      }),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

function address(argument: string, prefix: string): string | null {
  const found = /^<([^<>\s]*)>/.exec(argument.slice(prefix.length));
  return argument.toUpperCase().startsWith(prefix) && found ? (found[1] ?? '') : null;
}
