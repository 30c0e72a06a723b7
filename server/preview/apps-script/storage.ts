/// <reference types="google-apps-script" />
import { boolean, integer, list, someText, text, textMap } from './arguments.ts';
import type { Host } from './host.ts';
import { misuse } from './misuse.ts';
import { leftOut, strict } from './strict.ts';

type Properties = GoogleAppsScript.Properties.Properties;
type PropertiesService = GoogleAppsScript.Properties.PropertiesService;
type Cache = GoogleAppsScript.Cache.Cache;
type CacheService = GoogleAppsScript.Cache.CacheService;

// developers.google.com/apps-script/guides/services/quotas: 9 KB a value, 500 KB a property store.
const PROPERTY_BYTES = 9 * 1024;
const STORE_BYTES = 500 * 1024;
// Reference of Cache: keys of 250 characters, values of 100 KB, 600 s unless given, 6 h at most.
const KEY_LENGTH = 250;
const CACHED_BYTES = 100 * 1024;
const CACHE_SECONDS = 600;
const LONGEST_SECONDS = 21_600;

export function propertiesService(host: Host): PropertiesService {
  const script = properties(host.scriptProperties);
  const user = properties({});
  return strict<PropertiesService>('PropertiesService', {
    getScriptProperties: () => script,
    getUserProperties: () => user,
    getDocumentProperties: leftOut('PropertiesService.getDocumentProperties (an add-on for Gmail has no document)'),
  });
}

function properties(initial: Readonly<Record<string, string>>): Properties {
  const store = new Map(Object.entries(initial));
  const set = (key: unknown, value: unknown, where: string) => {
    const given = text(value, where);
    if (bytes(given) > PROPERTY_BYTES) misuse(`${where}: a value has at most 9 KB`);
    store.set(someText(key, where), given);
    if ([...store].reduce((sum, [name, each]) => sum + bytes(name) + bytes(each), 0) > STORE_BYTES) {
      misuse(`${where}: a property store holds at most 500 KB`);
    }
    return self;
  };
  const self: Properties = strict<Properties>('Properties', {
    getProperty: (key) => store.get(someText(key, 'Properties.getProperty')) ?? null,
    getProperties: () => Object.fromEntries(store),
    getKeys: () => [...store.keys()],
    setProperty: (key, value) => set(key, value, 'Properties.setProperty'),
    setProperties(values: unknown, deleteAllOthers?: unknown) {
      const given = textMap(values, 'Properties.setProperties');
      if (deleteAllOthers !== undefined && boolean(deleteAllOthers, 'Properties.setProperties')) store.clear();
      for (const [key, value] of Object.entries(given)) set(key, value, 'Properties.setProperties');
      return self;
    },
    deleteProperty(key) {
      store.delete(someText(key, 'Properties.deleteProperty'));
      return self;
    },
    deleteAllProperties() {
      store.clear();
      return self;
    },
  });
  return self;
}

export function cacheService(): CacheService {
  const script = cache();
  const user = cache();
  return strict<CacheService>('CacheService', {
    getScriptCache: () => script,
    getUserCache: () => user,
    getDocumentCache: leftOut('CacheService.getDocumentCache (an add-on for Gmail has no document)'),
  });
}

/** Google may drop a value earlier than its time; a script that needs one must not rely on the cache. */
function cache(): Cache {
  const store = new Map<string, { value: string; until: number }>();
  const name = (key: unknown, where: string) => {
    const given = someText(key, where);
    return given.length <= KEY_LENGTH ? given : misuse(`${where}: a key has at most ${KEY_LENGTH} characters`);
  };
  const get = (key: unknown, where: string) => {
    const found = store.get(name(key, where));
    return found !== undefined && found.until > Date.now() ? found.value : null;
  };
  const put = (key: unknown, value: unknown, seconds: unknown, where: string) => {
    const given = text(value, where);
    if (bytes(given) > CACHED_BYTES) misuse(`${where}: a value has at most 100 KB`);
    const lasting = seconds === undefined ? CACHE_SECONDS : integer(seconds, `${where} (seconds)`, 1, LONGEST_SECONDS);
    store.set(name(key, where), { value: given, until: Date.now() + lasting * 1000 });
  };
  return strict<Cache>('Cache', {
    get: (key) => get(key, 'Cache.get'),
    getAll: (keys) =>
      Object.fromEntries(
        list(keys, 'Cache.getAll').flatMap((key) => {
          const value = get(key, 'Cache.getAll');
          return value === null ? [] : [[String(key), value]];
        }),
      ),
    put: (key: string, value: string, seconds?: number) => put(key, value, seconds, 'Cache.put'),
    putAll(values: object, seconds?: number) {
      for (const [key, value] of Object.entries(textMap(values, 'Cache.putAll'))) put(key, value, seconds, 'Cache.putAll');
    },
    remove(key) {
      store.delete(name(key, 'Cache.remove'));
    },
    removeAll(keys) {
      for (const key of list(keys, 'Cache.removeAll')) store.delete(name(key, 'Cache.removeAll'));
    },
  });
}

function bytes(value: string): number {
  return new TextEncoder().encode(value).length;
}
