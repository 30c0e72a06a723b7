import { misuse } from './misuse.ts';

/** What the engine, a promise, or a test's printer asks of any object. */
const ASKED_OF_ANY_OBJECT = ['constructor', 'then', 'toJSON', 'toString', 'valueOf', '$$typeof', 'asymmetricMatch', 'nodeType'];

const names = new WeakMap<object, string>();
const variadic = new WeakSet<object>();

/** Marks a method that takes any number of arguments. */
export function anyNumberOfArguments<F extends (...args: never[]) => unknown>(method: F): F {
  variadic.add(method);
  return method;
}

/** A method of Google's that the stand-in leaves out: it refuses instead of doing something else. */
export function leftOut(name: string): (...args: unknown[]) => never {
  return anyNumberOfArguments(() => misuse(`${name} is not part of the stand-in for Apps Script`));
}

/**
 * The object as Apps Script would give it out: an unknown member, too many arguments and every assignment throw a sentence
 * that names it. `before` is called with each method's name and may throw.
 */
export function strict<T extends object>(name: string, api: T, before?: (method: string) => void): T {
  const methods = new Map<string, unknown>();
  const self = new Proxy(api, {
    get(target, key) {
      if (typeof key === 'symbol' || ASKED_OF_ANY_OBJECT.includes(key)) return Reflect.get(target, key);
      if (!Object.hasOwn(target, key)) misuse(`${name}.${key} does not exist in Apps Script, or not in the stand-in for it`);
      const known = methods.get(key);
      if (known !== undefined) return known;
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== 'function') return value;
      const method = (...args: unknown[]): unknown => {
        if (args.length > value.length && !variadic.has(value)) {
          misuse(`${name}.${key} takes ${value.length} argument(s) at most, got ${args.length}`);
        }
        before?.(key);
        return Reflect.apply(value, target, args);
      };
      methods.set(key, method);
      return method;
    },
    set: (_target, key) => misuse(`${name}.${String(key)} cannot be set`),
    defineProperty: (_target, key) => misuse(`${name}.${String(key)} cannot be defined`),
    deleteProperty: (_target, key) => misuse(`${name}.${String(key)} cannot be deleted`),
  });
  names.set(self, name);
  return self;
}

/** What a value is, for a sentence; never the value itself, which may come from a mail. */
export function describe(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object') return names.get(value) ?? 'an object';
  return typeof value;
}
