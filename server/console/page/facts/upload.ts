import { CSRF_HEADER } from '../../../../shared/headers.ts';
import { CallError, get } from '../api.ts';
import type { Files } from './data.ts';

interface Upload {
  name: string;
  file: Blob;
  validFrom: string | null;
  validUntil: string | null;
  /** Share of the bytes that have left, 0 to 1. */
  onProgress: (share: number) => void;
}

/** Sends a file as it is. Not by fetch, which tells nothing of how far it is. Rejects with CallError. */
export async function upload({ name, file, validFrom, validUntil, onProgress }: Upload): Promise<Files['items'][number]> {
  const { csrf } = await get<{ csrf: string | null }>('/console/session');
  const query = new URLSearchParams({ name, lang: document.documentElement.lang });
  if (validFrom) query.set('validFrom', validFrom);
  if (validUntil) query.set('validUntil', validUntil);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/files?${query}`);
    request.responseType = 'json';
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader(CSRF_HEADER, csrf ?? '');
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(request.response);
      else reject(new CallError(request.status, Object(request.response)));
    };
    request.onerror = () => reject(new CallError(0, {}));
    request.send(file);
  });
}

/** Bytes as the API takes them inside JSON. */
export function base64Of(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(',', 2)[1] ?? '');
    reader.onerror = () => reject(new CallError(0, {}));
    reader.readAsDataURL(file);
  });
}
