/** What `cli setup` makes in Pub/Sub, and what the server speaks to. One set per Google Cloud project. */
export const TOPICS = {
  /** Gmail publishes a notification here for every change of the mailbox. */
  gmail: 'mail-gps-gmail',
  /** The server publishes here what is to be worked. */
  wake: 'mail-gps-wake',
  /** What was delivered in vain too often: kept for a look, its work stands in the store all the same. */
  dead: 'mail-gps-dead',
} as const;

export const SUBSCRIPTIONS = {
  gmail: 'mail-gps-gmail-push',
  wake: 'mail-gps-wake-push',
  dead: 'mail-gps-dead-letters',
} as const;

export function topicPath(project: string, topic: string): string {
  return `projects/${project}/topics/${topic}`;
}

/** How the client library reaches an emulator. Where the universe is stated it does not ask a metadata server for it. */
export function emulated(host: string) {
  return { apiEndpoint: host, emulatorMode: true, universeDomain: 'googleapis.com' };
}
