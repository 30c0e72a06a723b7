/** Says that a change is asked for by the console's own page, with what only that page was told: the cookie alone does not. */
export const CSRF_HEADER = 'x-mailgps-csrf';
