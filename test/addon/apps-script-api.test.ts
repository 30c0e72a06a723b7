import { X509Certificate } from 'node:crypto';
import { connect } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import { startAppsScriptApi } from './support/apps-script-api.ts';
import { answerOf, type Call, newProject, SCRIPT_ID } from './support/apps-script-project.ts';
import { selfSigned } from './support/certificate.ts';

const BASE = `/v1/projects/${SCRIPT_ID}`;
const call = (method: string, path: string, body: unknown = null, more: Partial<Call> = {}): Call => ({
  method,
  path,
  body,
  host: 'script.googleapis.com',
  query: {},
  ...more,
});
const manifest = { name: 'appsscript', type: 'JSON', source: '{}' };
const version = { versionNumber: 1, manifestFileName: 'appsscript' };

describe('the stand-in of the Apps Script API', () => {
  it.each<[why: string, call: Call]>([
    ['another path', call('GET', `${BASE}/processes`)],
    ['another method', call('PATCH', `${BASE}/content`, { files: [manifest] })],
    ['another host', call('GET', `${BASE}/content`, null, { host: 'www.googleapis.com' })],
    ['a query that is not known', call('GET', `${BASE}/versions`, null, { query: { pageSize: '100', orderBy: 'x' } })],
    ['a query where none is taken', call('PUT', `${BASE}/content`, { files: [manifest] }, { query: { force: 'true' } })],
    ['a field too many', call('PUT', `${BASE}/content`, { files: [manifest], title: 'x' })],
    ['a field too many in a file', call('PUT', `${BASE}/content`, { files: [{ ...manifest, id: '1' }] })],
    ['a file of another kind', call('PUT', `${BASE}/content`, { files: [manifest, { name: 'a', type: 'TEXT', source: '' }] })],
    ['no manifest', call('PUT', `${BASE}/content`, { files: [{ name: 'Code', type: 'SERVER_JS', source: '' }] })],
    ['a version with code in it', call('POST', `${BASE}/versions`, { description: 'x', files: [] })],
    ['a deployment within a config', call('POST', `${BASE}/deployments`, { deploymentConfig: version })],
    ['a config without its frame', call('PUT', `${BASE}/deployments/x`, version)],
    ['another manifest’s name', call('POST', `${BASE}/deployments`, { ...version, manifestFileName: 'manifest' })],
    ['another kind of token', call('POST', '/token', { grant_type: 'password' }, { host: 'oauth2.googleapis.com' })],
  ])('has no answer for %s', (_, asked) => {
    expect(answerOf(newProject())(asked)).toBeUndefined();
  });

  it('knows no other project and no version or deployment that was not made', () => {
    const answer = answerOf(newProject());
    expect(answer(call('GET', '/v1/projects/another/content'))).toMatchObject({ status: 404 });
    expect(answer(call('POST', `${BASE}/deployments`, version))).toMatchObject({ status: 404 });
    expect(answer(call('PUT', `${BASE}/deployments/x`, { deploymentConfig: version }))).toMatchObject({ status: 404 });
    expect(answer(call('GET', `${BASE}/versions`))).toEqual({ status: 200, body: {} });
  });

  it('takes nobody in without the token, and no way but CONNECT to Google', async () => {
    const api = await startAppsScriptApi();
    try {
      const plain = await fetch(`${api.proxy}/v1/projects/x/content`);
      expect([plain.status, api.wrong]).toEqual([400, ['not through CONNECT: GET /v1/projects/x/content']]);
      const lines = await spoken(api, `GET ${BASE}/content HTTP/1.1\r\nHost: script.googleapis.com\r\nConnection: close\r\n\r\n`);
      expect(lines).toMatch(/^HTTP\/1\.1 401 [\s\S]*invalid authentication credentials/);
      expect(api.wrong[1]).toBe(`GET ${BASE}/content without the token`);
    } finally {
      await api.close();
    }
  });
});

it('makes certificates that Node reads, for the host and for a day', () => {
  const { cert } = selfSigned('*.googleapis.com', Date.parse('2060-02-29T12:00:00Z'));
  const read = new X509Certificate(cert);
  expect(read.checkHost('script.googleapis.com')).toBe('*.googleapis.com');
  expect(read.checkHost('googleapis.com')).toBeUndefined();
  expect(read.verify(read.publicKey)).toBe(true);
  expect([read.validFrom, read.validTo]).toEqual(['Feb 28 12:00:00 2060 GMT', 'Mar  1 12:00:00 2060 GMT']);
});

/** What comes back over TLS through the proxy, the certificate checked. */
function spoken({ proxy, cert }: { proxy: string; cert: string }, request: string): Promise<string> {
  return new Promise((done, failed) => {
    const { hostname, port } = new URL(proxy);
    const socket = connect(Number(port), hostname, () => {
      socket.write('CONNECT script.googleapis.com:443 HTTP/1.1\r\nHost: script.googleapis.com:443\r\n\r\n');
      socket.once('data', () => {
        let answer = '';
        const secure = connectSecurely({ socket, ca: cert, servername: 'script.googleapis.com' }, () => secure.write(request));
        secure.setEncoding('utf8').on('data', (text: string) => {
          answer += text;
        });
        secure.on('end', () => done(answer)).on('error', failed);
      });
    });
    socket.on('error', failed);
  });
}
