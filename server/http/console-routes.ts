import * as api from '../../shared/api.ts';
import { alertsHandler } from './alerts.ts';
import { auditHandler, exportAudit } from './audit.ts';
import { auditChangesHandler } from './audit-changes.ts';
import { bulkHandler } from './bulk.ts';
import { consoleSession } from './console-session.ts';
import type { HttpDeps } from './deps.ts';
import { figuresHandler } from './figures.ts';
import { userOf } from './guard.ts';
import { languageOf } from './language.ts';
import { exportMails } from './list-mails.ts';
import { rehearsalHandler } from './rehearsal.ts';
import { type Route, rawRoute, route } from './route.ts';
import { whatIfHandler } from './what-if.ts';

/** What the console asks for besides mails and what the school decides. */
export function consoleRoutes(deps: HttpDeps): Route[] {
  const { ctx } = deps;
  const session = consoleSession(deps);
  return [
    route({
      method: 'get',
      path: '/console/sign-in',
      who: 'anyone',
      what: 'How to sign in here',
      answer: api.SignInOptions,
      handle: session.options,
    }),
    rawRoute({
      method: 'post',
      path: '/console/session',
      who: 'anyone',
      what: 'Signs in with a Google ID token: gives the cookie of a session',
      answer: api.SessionView,
      raw: session.signIn,
    }),
    rawRoute({
      method: 'get',
      path: '/console/session',
      who: 'staff',
      what: 'Who is signed in, and what a change must carry',
      answer: api.SessionView,
      raw: session.current,
    }),
    rawRoute({ method: 'delete', path: '/console/session', who: 'anyone', what: 'Signs out', raw: session.signOut }),
    rawRoute({ method: 'get', path: '/console/enter', who: 'anyone', what: 'Signs in by a one-time link', raw: session.enter }),
    route({
      method: 'post',
      path: '/console/links',
      who: 'admin',
      what: 'A one-time link to sign in with, of an emulated installation',
      body: api.LinkBody,
      answer: api.LinkView,
      problems: [404],
      handle: session.link,
    }),

    route({
      method: 'get',
      path: '/api/figures',
      who: 'staff',
      what: 'Figures of a day, a week or a term, each with the filter of its mails',
      query: api.FiguresQuery,
      answer: api.FiguresView,
      handle: figuresHandler(ctx),
    }),
    route({
      method: 'get',
      path: '/api/alerts',
      who: 'staff',
      what: 'What needs a person now',
      answer: api.AlertsView,
      handle: alertsHandler(ctx),
    }),
    route({
      method: 'post',
      path: '/api/what-if',
      who: 'admin',
      what: 'What a change of the switches would have done; changes nothing',
      body: api.WhatIfBody,
      answer: api.WhatIfView,
      handle: whatIfHandler(ctx),
    }),
    route({
      method: 'get',
      path: '/api/rehearsal',
      who: 'staff',
      what: 'What would have been sent, beside what staff did',
      query: api.RehearsalQuery,
      answer: api.RehearsalView,
      handle: rehearsalHandler(ctx),
    }),
    rawRoute({
      method: 'get',
      path: '/api/mails.csv',
      who: 'staff',
      what: 'The tracking list as a file, by the filters of /api/mails',
      raw: (req, res) => exportMails(ctx, res, { user: userOf(req), query: req.query, language: languageOf(req) }),
    }),
    route({
      method: 'post',
      path: '/api/mails/bulk',
      who: 'staff',
      what: 'One action on up to fifty mails, each with its own result',
      body: api.BulkBody,
      answer: api.BulkAnswer,
      handle: bulkHandler(ctx),
    }),
    route({
      method: 'get',
      path: '/api/audit',
      who: 'admin',
      what: 'Who changed or sent what',
      query: api.AuditQuery,
      answer: api.AuditList,
      handle: auditHandler(ctx),
    }),
    route({
      method: 'get',
      path: '/api/audit/:id/changes',
      who: 'admin',
      what: 'From what to what a change of the policy went',
      answer: api.AuditChanges,
      problems: [404],
      handle: auditChangesHandler(ctx),
    }),
    rawRoute({
      method: 'get',
      path: '/api/audit.csv',
      who: 'admin',
      what: 'The same as a file, by the same filters',
      raw: (req, res) => exportAudit(ctx, res, req.query, languageOf(req)),
    }),
  ];
}
