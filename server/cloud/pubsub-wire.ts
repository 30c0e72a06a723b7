import type { protos, SubscriptionMetadata } from '@google-cloud/pubsub';
import type { Subscription, Topic } from './pubsub-desired.ts';

export type WireTopic = protos.google.pubsub.v1.ITopic;
export type WireSubscription = protos.google.pubsub.v1.ISubscription;

/** An expiration policy that is left out means 31 idle days; one that is there without a time means never. */
const DEFAULT_EXPIRES_S = 31 * 86_400;
const DEFAULT_RETRY = { min: 10, max: 600 };

export function topicOf(wire: WireTopic): Topic {
  return { name: wire.name ?? '', regions: wire.messageStoragePolicy?.allowedPersistenceRegions ?? [] };
}

export function wireTopic({ regions }: Topic): WireTopic {
  return { messageStoragePolicy: { allowedPersistenceRegions: [...regions] } };
}

export function subscriptionOf(wire: WireSubscription): Subscription {
  const { pushConfig, expirationPolicy: expires, retryPolicy: retry, deadLetterPolicy: dead } = wire;
  const endpoint = pushConfig?.pushEndpoint ?? '';
  return {
    name: wire.name ?? '',
    topic: wire.topic ?? '',
    push:
      endpoint === ''
        ? null
        : {
            endpoint,
            account: pushConfig?.oidcToken?.serviceAccountEmail ?? '',
            audience: pushConfig?.oidcToken?.audience ?? '',
          },
    ackDeadline: wire.ackDeadlineSeconds ?? 10,
    retention: seconds(wire.messageRetentionDuration) ?? 7 * 86_400,
    expiresAfter: expires ? seconds(expires.ttl) : DEFAULT_EXPIRES_S,
    retry: retry
      ? { min: seconds(retry.minimumBackoff) ?? DEFAULT_RETRY.min, max: seconds(retry.maximumBackoff) ?? DEFAULT_RETRY.max }
      : null,
    dead: dead?.deadLetterTopic ? { topic: dead.deadLetterTopic, attempts: dead.maxDeliveryAttempts ?? 5 } : null,
    ordering: wire.enableMessageOrdering ?? false,
    filter: wire.filter ?? '',
    detached: wire.detached ?? false,
  };
}

export function wireSubscription(s: Subscription): SubscriptionMetadata {
  const push = s.push && {
    pushEndpoint: s.push.endpoint,
    oidcToken: { serviceAccountEmail: s.push.account, audience: s.push.audience },
  };
  return {
    // Empty means pull, also when it is changed.
    pushConfig: push ?? {},
    ackDeadlineSeconds: s.ackDeadline,
    messageRetentionDuration: { seconds: s.retention },
    expirationPolicy: s.expiresAfter === null ? {} : { ttl: { seconds: s.expiresAfter } },
    retryPolicy: s.retry && { minimumBackoff: { seconds: s.retry.min }, maximumBackoff: { seconds: s.retry.max } },
    deadLetterPolicy: s.dead && { deadLetterTopic: s.dead.topic, maxDeliveryAttempts: s.dead.attempts },
  };
}

function seconds(duration: protos.google.protobuf.IDuration | null | undefined): number | null {
  return duration?.seconds === null || duration?.seconds === undefined ? null : Number(duration.seconds);
}
