/** Whether a host (no brackets around IPv6) is this machine and no other. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || LOOPBACK.test(host);
}

/** 127.0.0.0/8 (RFC 1122 §3.2.1.3), as node:net takes IPv4: four numbers up to 255 without leading zeros. */
const LOOPBACK = /^127(?:\.(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/;
