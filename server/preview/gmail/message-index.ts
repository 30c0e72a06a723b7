import type { GoogleMessage, GoogleStore } from '@emulators/google';

/**
 * The published emulator looks for every message in a list that it makes anew of all messages, each time: at 10,000 of them
 * that is most of what a call costs. The list is kept here instead (it is only ever read), and an index by Message-ID
 * beside it. Gives the Gmail ids of the messages with a Message-ID (bare, any case).
 */
export function indexMessages({ messages }: GoogleStore, address: string): (messageId: string) => string[] {
  const list = messages.all();
  const places = new Map(list.map((message, place) => [message.id, place]));
  const byMessageId = new Map<string, Set<string>>();
  const enter = (message: GoogleMessage) => {
    const key = keyOf(message.message_id);
    byMessageId.set(key, (byMessageId.get(key) ?? new Set()).add(message.gmail_id));
  };
  list.forEach(enter);

  const { insert, update, delete: remove, findBy } = messages;
  messages.insert = (data) => {
    const message = insert.call(messages, data);
    places.set(message.id, list.length);
    list.push(message);
    enter(message);
    return message;
  };
  messages.update = (id, data) => {
    const message = update.call(messages, id, data);
    const place = places.get(id);
    if (message && place !== undefined) {
      list[place] = message;
      enter(message);
    }
    return message;
  };
  messages.delete = (id) => {
    const place = places.get(id);
    const message = messages.get(id);
    if (message && place !== undefined) {
      byMessageId.get(keyOf(message.message_id))?.delete(message.gmail_id);
      list.splice(place, 1);
      places.delete(id);
      // Drafts go as a rule, and they stand at the end.
      for (let at = place; at < list.length; at++) places.set(list[at]?.id ?? 0, at);
    }
    return remove.call(messages, id);
  };
  messages.findBy = (field, value) => (field === 'user_email' && value === address ? list : findBy.call(messages, field, value));
  messages.all = () => list;

  return (messageId) => {
    const key = keyOf(messageId);
    // A draft may have been edited since it was entered.
    return [...(byMessageId.get(key) ?? [])].filter((id) => keyOf(messages.findOneBy('gmail_id', id)?.message_id ?? '') === key);
  };
}

function keyOf(messageId: string): string {
  return messageId.replace(/[<>\s]/g, '').toLowerCase();
}
