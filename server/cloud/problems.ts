import { asText, field } from '../../shared/field.ts';
import type { Problem } from './cloud.ts';

/** What was asked, for the words of a refusal. */
export interface Asked {
  project: string;
  /** 'pubsub.googleapis.com' */
  service: string;
  /** The least role that allows it, and what for: 'roles/pubsub.admin'. */
  role: string;
}

/** gRPC's numbers as HTTP has them: 5 NOT_FOUND and so on (google.rpc.Code). */
const HTTP_OF_GRPC: Readonly<Record<number, number>> = {
  3: 400,
  4: 504,
  5: 404,
  6: 409,
  7: 403,
  8: 429,
  9: 400,
  10: 429,
  12: 501,
  14: 503,
  16: 401,
};

/** What an error of Google's clients means and what helps. Its own words are used for nothing but recognising it. */
export function problemOf(error: unknown, { project, service, role }: Asked): Problem {
  const { status, reason, message, consumer } = readError(error);
  if (
    /could not load the default credentials|credential file|not exist, or it is not a file|invalid_grant|invalid_rapt/i.test(
      message,
    ) ||
    status === 401
  ) {
    return {
      kind: 'sign-in',
      said: 'Google does not know who asks: no credentials were found here, or they have lapsed.',
      commands: ['gcloud auth application-default login'],
    };
  }
  if (/quota project/i.test(message) || consumer === GCLOUDS_OWN_PROJECT) {
    return {
      kind: 'api-off',
      said: 'Your own credentials name no project to count against.',
      commands: [`gcloud auth application-default set-quota-project ${project}`],
    };
  }
  if (reason === 'SERVICE_DISABLED' || /has not been used in project|is disabled/i.test(message)) {
    return {
      kind: 'api-off',
      said: `${service} is not switched on in ${project} (after that, a minute passes before it answers).`,
      commands: [`gcloud services enable ${service} --project=${project}`],
    };
  }
  if (status === 403) {
    return {
      kind: 'forbidden',
      said: `Whoever runs this may not do it: ${role} is missing.`,
      commands: [`gcloud projects add-iam-policy-binding ${project} --member=user:YOU --role=${role}`],
    };
  }
  if (status === 404) return { kind: 'missing', said: 'It is not there.', commands: [] };
  if (status === 409 && reason === 'ABORTED') {
    return { kind: 'unreachable', said: `${service} is busy with another change: run setup again in a minute.`, commands: [] };
  }
  if (status === 409) return { kind: 'exists', said: 'Something of that name is there already.', commands: [] };
  if (status === 501) return { kind: 'not-here', said: 'It does not exist here (an emulator has no such thing).', commands: [] };
  if (status === 0 || status === 429 || status >= 500) {
    const how = status === 0 ? 'could not be reached' : `answered ${status}`;
    return { kind: 'unreachable', said: `${service} ${how}: try again in a moment.`, commands: [] };
  }
  return { kind: 'refused', said: `${service} refused it (${reason || status}).`, commands: [] };
}

/** The project of the gcloud tool itself: named where a person's own credentials bring none. */
const GCLOUDS_OWN_PROJECT = 'projects/764086051850';

interface Read {
  /** As HTTP has it; 0 when no answer came. */
  status: number;
  reason: string;
  message: string;
  consumer: string;
}

/** Of a REST client (gaxios) or a gRPC one (google-gax). */
function readError(error: unknown): Read {
  const response = field(error, 'response');
  const answer = field(field(response, 'data'), 'error');
  const code = Number(field(error, 'code'));
  const grpc = field(error, 'details') !== undefined || field(error, 'metadata') !== undefined;
  const detail = list(field(answer, 'details')).find((item) => field(item, 'reason') !== undefined);
  const status = grpc ? (HTTP_OF_GRPC[code] ?? 500) : Number(field(response, 'status') ?? 0);
  return {
    status: Number.isFinite(status) ? status : 0,
    reason: asText(field(error, 'reason')) || asText(field(detail, 'reason')) || asText(field(answer, 'status')),
    message: `${asText(field(error, 'message'))} ${asText(field(answer, 'message'))}`,
    consumer:
      asText(field(field(detail, 'metadata'), 'consumer')) || asText(field(field(error, 'errorInfoMetadata'), 'consumer')),
  };
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
