import * as api from '../../shared/api.ts';
import { adminHandlers } from './admin.ts';
import { consoleRoutes } from './console-routes.ts';
import type { HttpDeps } from './deps.ts';
import { eventStream } from './events.ts';
import { gmailPush, wakePush } from './gmail-push.ts';
import { homeHandler } from './home.ts';
import { mailHandlers } from './mails.ts';
import { openApi } from './openapi.ts';
import { operationsHandlers } from './operations.ts';
import { policyRoutes } from './policy-routes.ts';
import { type Route, rawRoute, route } from './route.ts';
import { settingsHandlers } from './settings.ts';

/** Every route there is: method, path, who may call it, what goes in and out. /openapi.json is made from this list. */
export function routesOf(deps: HttpDeps): readonly Route[] {
  const { ctx } = deps;
  const home = homeHandler(ctx);
  const mails = mailHandlers(ctx);
  const settings = settingsHandlers(ctx);
  const admin = adminHandlers(ctx);
  const operations = operationsHandlers(deps);

  /** A change that staff make to a mail. */
  const onMail = { query: api.MailQuery, answer: api.MailView, problems: [404, 409], who: 'staff', method: 'post' } as const;
  const byRevision = { ...onMail, body: api.RevisionBody };

  const routes: Route[] = [
    rawRoute({
      method: 'post',
      path: '/push/gmail',
      who: 'push',
      what: 'A Gmail notification',
      body: api.Push,
      raw: gmailPush(deps),
    }),
    rawRoute({ method: 'post', path: '/push/wake', who: 'push', what: 'Wakes a worker', body: api.Push, raw: wakePush(deps) }),
    rawRoute({ method: 'post', path: '/jobs/tick', who: 'scheduler', what: 'Runs what is due', raw: operations.tick }),
    route({
      method: 'post',
      path: '/jobs/:name',
      who: 'scheduler',
      what: 'Runs one job now',
      answer: api.JobAnswer,
      problems: [404],
      handle: operations.job,
    }),

    route({ method: 'get', path: '/api/me', who: 'staff', what: 'Who I am', answer: api.Me, handle: admin.me }),
    route({
      method: 'get',
      path: '/api/home',
      who: 'staff',
      what: 'What waits, what left by itself today, and the switches',
      query: api.HomeQuery,
      answer: api.HomeView,
      handle: home,
    }),
    route({
      method: 'get',
      path: '/api/mails',
      who: 'staff',
      what: 'The tracking list',
      query: api.MailsQuery,
      answer: api.MailList,
      handle: mails.list,
    }),
    route({
      method: 'get',
      path: '/api/mails/:id',
      who: 'staff',
      what: 'One mail',
      query: api.MailQuery,
      answer: api.MailView,
      problems: [404],
      handle: mails.one,
    }),
    route({
      ...onMail,
      method: 'patch',
      path: '/api/mails/:id',
      what: 'Corrects the category',
      body: api.CategoryBody,
      handle: mails.correct,
    }),
    route({ ...onMail, path: '/api/mails/:id/take', what: 'Handles a mail now', body: api.TakeBody, handle: mails.take }),
    route({
      ...onMail,
      path: '/api/mails/:id/reply',
      what: 'Sends the suggested or the given text',
      body: api.ReplyBody,
      handle: mails.reply,
    }),
    route({
      ...onMail,
      path: '/api/mails/:id/draft',
      what: 'Puts the suggested, the adapted or the given text into a draft',
      body: api.DraftBody,
      answer: api.DraftAnswer,
      handle: mails.draft,
    }),
    route({ ...byRevision, path: '/api/mails/:id/cancel', what: 'Takes back what is held', handle: mails.cancel }),
    route({ ...byRevision, path: '/api/mails/:id/done', what: 'Nothing to answer', handle: mails.done }),
    route({ ...byRevision, path: '/api/mails/:id/reopen', what: 'Answer anyway, or again', handle: mails.reopen }),
    route({ ...byRevision, path: '/api/mails/:id/retry', what: 'Handles a failed mail again', handle: mails.retry }),
    route({ ...byRevision, path: '/api/mails/:id/wrong', what: 'The automatic reply was wrong', handle: mails.wrong }),
    route({ ...onMail, path: '/api/mails/:id/assign', what: 'Who is on it', body: api.AssignBody, handle: mails.assign }),
    route({
      ...onMail,
      path: '/api/mails/:id/route',
      what: 'Passes the mail on to a person',
      body: api.RouteBody,
      handle: mails.route,
    }),

    route({
      method: 'get',
      path: '/api/settings',
      who: 'staff',
      what: 'The switches',
      answer: api.SettingsView,
      handle: settings.read,
    }),
    route({
      method: 'patch',
      path: '/api/settings',
      who: 'admin',
      what: 'Changes switches',
      body: api.SettingsBody,
      answer: api.SettingsAnswer,
      problems: [409],
      handle: settings.change,
    }),
    ...policyRoutes(ctx),

    route({
      method: 'get',
      path: '/api/stats',
      who: 'staff',
      what: 'Figures',
      query: api.StatsQuery,
      answer: api.Stats,
      handle: admin.stats,
    }),
    ...consoleRoutes(deps),
    rawRoute({
      method: 'get',
      path: '/api/events',
      who: 'staff',
      what: 'What happens now (server-sent events)',
      raw: eventStream(deps),
    }),
    route({
      method: 'get',
      path: '/api/users',
      who: 'admin',
      what: 'Who may work here',
      answer: api.UserList,
      handle: admin.users,
    }),
    route({
      method: 'put',
      path: '/api/users/:address',
      who: 'admin',
      what: 'Grants or takes away a role',
      body: api.UserBody,
      answer: api.UserView,
      handle: admin.grant,
    }),
    route({
      method: 'get',
      path: '/api/senders/:address',
      who: 'admin',
      what: 'All about one sender',
      answer: api.SenderExport,
      handle: admin.exportSender,
    }),
    route({
      method: 'delete',
      path: '/api/senders/:address',
      who: 'admin',
      what: 'Erases what is personal of one sender',
      answer: api.SenderErased,
      handle: admin.eraseSender,
    }),

    route({ method: 'get', path: '/healthz', who: 'anyone', what: 'Is it alive', answer: api.Health, handle: operations.health }),
    rawRoute({
      method: 'get',
      path: '/readyz',
      who: 'anyone',
      what: 'Can it work',
      answer: api.Readiness,
      raw: operations.ready,
    }),
    rawRoute({ method: 'get', path: '/metrics', who: 'operations', what: 'Figures for Prometheus', raw: operations.metrics }),
    rawRoute({
      method: 'get',
      path: '/openapi.json',
      who: 'anyone',
      what: 'This description',
      raw: (_req, res) => void res.json(document()),
    }),
  ];
  let made: object | null = null;
  const document = (): object => {
    made ??= openApi(routes, deps.version);
    return made;
  };
  return routes;
}
