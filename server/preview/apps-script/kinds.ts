import { misuse } from './misuse.ts';
import { describe, strict } from './strict.ts';

/** Objects of one type that CardService makes, and the JSON that each stands for. */
export interface Kind<Json> {
  add(object: object, json: () => Json): void;
  has(value: unknown): boolean;
  /** @param where for the sentence that is thrown when the value is none of them, such as `CardSection.addWidget`. */
  of(value: unknown, where: string): Json;
}

/** @param name what the kind is called in sentences, with its article. */
export function kind<Json>(name: string): Kind<Json> {
  const known = new WeakMap<object, () => Json>();
  const find = (value: unknown) => (typeof value === 'object' && value !== null ? known.get(value) : undefined);
  return {
    add: (object, json) => {
      known.set(object, json);
    },
    has: (value) => find(value) !== undefined,
    of: (value, where) => (find(value) ?? misuse(`${where} takes ${name}, got ${describe(value)}`))(),
  };
}

/**
 * A chainable object of CardService that becomes `json` where it is used. Whether Google sees a change that is made to a
 * widget after it was put into a card is not documented and was not tried, so such a change is refused.
 */
export function builder<Api extends object, Json>(name: string, api: Api, kinds: readonly Kind<Json>[], json: () => Json): Api {
  let used = false;
  const self = strict(name, api, (method) => {
    if (used) misuse(`${name}.${method} was called after the ${name} was put into a card or an answer`);
  });
  for (const each of kinds) {
    each.add(self, () => {
      const made = json();
      used = true;
      return made;
    });
  }
  return self;
}
