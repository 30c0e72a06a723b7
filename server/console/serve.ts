import express, { type RequestHandler, Router } from 'express';
import helmet from 'helmet';

/** Where Google Identity Services come from and what they load (developers.google.com/identity/gsi/web/guides/get-google-api-clientid). */
const GOOGLE = 'https://accounts.google.com/gsi/';

/**
 * The console's built pages. Everything they show comes over the API, so that these files hold nothing that anybody may not
 * see; a page that is not there is the console itself, whose place stands behind the '#'.
 */
export function consolePages(folder: string): RequestHandler {
  const router = Router();
  router.use(
    helmet.contentSecurityPolicy({
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", `${GOOGLE}client`],
        styleSrc: ["'self'", `${GOOGLE}style`],
        connectSrc: ["'self'", GOOGLE],
        frameSrc: [GOOGLE],
        imgSrc: ["'self'", 'data:'],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    }),
    // Google's window tells the page who signed in.
    helmet.crossOriginOpenerPolicy({ policy: 'same-origin-allow-popups' }),
  );
  router.use(express.static(folder, { index: 'index.html', redirect: true, cacheControl: false, etag: true, setHeaders }));
  return router;
}

/** As the build names what it makes by its content: main-5PVAPTG4.js. */
const NAMED_BY_CONTENT = /-[A-Z0-9]{8}\.(js|css)$/;

/**
 * What is named by its content never changes (RFC 8246). index.html names it: a browser that kept that would ask for files of
 * an earlier build, which are gone, and its length and date may be the same in each (image builds write one date for all).
 */
function setHeaders(res: { setHeader(name: string, value: string): unknown }, path: string): void {
  res.setHeader('Cache-Control', NAMED_BY_CONTENT.test(path) ? 'public, max-age=31536000, immutable' : 'no-store');
}
