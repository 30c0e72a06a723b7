/// <reference types="google-apps-script" />
import { boolean, options, someText, text, textMap } from './arguments.ts';
import type { Host, HostRequest } from './host.ts';
import { exception, misuse } from './misuse.ts';
import { leftOut, strict } from './strict.ts';
import { allowedUrl } from './urls.ts';

type HTTPResponse = GoogleAppsScript.URL_Fetch.HTTPResponse;
export type UrlFetchStandIn = Pick<GoogleAppsScript.URL_Fetch.UrlFetchApp, 'fetch'>;

const OPTIONS = [
  'contentType',
  'headers',
  'method',
  'payload',
  'useIntranet',
  'validateHttpsCertificates',
  'followRedirects',
  'muteHttpExceptions',
  'escaping',
] as const;
const UNUSED = ['useIntranet', 'validateHttpsCertificates', 'escaping'];
const METHODS = ['get', 'delete', 'patch', 'post', 'put'] as const;

/** Per call: developers.google.com/apps-script/guides/services/quotas */
const URL_LENGTH = 2 * 1024;
const HEADERS = 100;
const HEADER_LENGTH = 8 * 1024;
const PAYLOAD_LENGTH = 50 * 1024 * 1024;

export function urlFetchApp(host: Host): UrlFetchStandIn {
  return strict<UrlFetchStandIn>('UrlFetchApp', {
    fetch(url: string, params?: unknown) {
      const where = 'UrlFetchApp.fetch';
      const given = params === undefined ? {} : options(params, OPTIONS, where);
      for (const name of UNUSED) if (given[name] !== undefined) misuse(`${where}: ${name} is not part of the stand-in`);
      // Taken and dropped: no server that the stand-in speaks to redirects.
      if (given.followRedirects !== undefined) boolean(given.followRedirects, `${where}: followRedirects`);
      const mute = given.muteHttpExceptions !== undefined && boolean(given.muteHttpExceptions, `${where}: muteHttpExceptions`);
      const request = requestOf(url, given, host);
      const response = host.fetch(request);
      if (response.status >= 400 && !mute) {
        throw exception(
          `Request failed for ${new URL(request.url).origin} returned code ${response.status}. Truncated server response: ` +
            `${response.body.slice(0, 100)} (use muteHttpExceptions option to examine full response)`,
        );
      }
      return responseOf(response);
    },
  });
}

function requestOf(url: unknown, given: Record<string, unknown>, host: Host): HostRequest {
  const where = 'UrlFetchApp.fetch';
  const target = allowedUrl(url, where, host.manifest?.urlFetchWhitelist, host);
  if (target.length > URL_LENGTH) misuse(`${where}: the URL is longer than ${URL_LENGTH} characters`);
  const name = given.method === undefined ? 'get' : text(given.method, `${where}: method`);
  const method = METHODS.find((each) => each === name) ?? misuse(`${where}: the method is one of ${METHODS.join(', ')}`);
  const headers = given.headers === undefined ? {} : textMap(given.headers, `${where}: headers`);
  checkHeaders(headers);
  const body = given.payload === undefined ? null : text(given.payload, `${where}: payload (anything but text is left out)`);
  if (body !== null && body.length > PAYLOAD_LENGTH) misuse(`${where}: the payload is longer than 50 MB`);
  if (body !== null && method === 'get') misuse(`${where}: a get has no payload`);
  const type =
    given.contentType === undefined ? 'application/x-www-form-urlencoded' : someText(given.contentType, `${where}: contentType`);
  return { url: target, method, headers: { ...headers, ...(body !== null && { 'Content-Type': type }) }, body };
}

function checkHeaders(headers: Record<string, string>): void {
  const entries = Object.entries(headers);
  if (entries.length > HEADERS) misuse(`UrlFetchApp.fetch: more than ${HEADERS} headers`);
  for (const [name, value] of entries) {
    if (name.length + value.length > HEADER_LENGTH) misuse(`UrlFetchApp.fetch: the header ${name} is longer than 8 KB`);
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || /[\r\n\0]/.test(value)) misuse('UrlFetchApp.fetch: a header is not valid');
    if (/^(host|content-length|connection|content-type)$/i.test(name)) {
      misuse(`UrlFetchApp.fetch: ${name} is not set among the headers`);
    }
  }
}

function responseOf(response: { status: number; headers: Record<string, string>; body: string }): HTTPResponse {
  return strict<HTTPResponse>('HTTPResponse', {
    getResponseCode: () => response.status,
    getContentText(charset?: string) {
      if (charset !== undefined && !/^utf-?8$/i.test(text(charset, 'HTTPResponse.getContentText'))) {
        misuse('HTTPResponse.getContentText: the stand-in reads UTF-8 only');
      }
      return response.body;
    },
    getHeaders: () => ({ ...response.headers }),
    getAllHeaders: () => ({ ...response.headers }),
    getAs: leftOut('HTTPResponse.getAs'),
    getBlob: leftOut('HTTPResponse.getBlob'),
    getContent: leftOut('HTTPResponse.getContent'),
  });
}
