/** Drawn here: nothing is fetched from elsewhere. Each stands beside the word that says the same. */
function icon(path: string) {
  return function Icon() {
    return (
      <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <path d={path} />
      </svg>
    );
  };
}

export const Pencil = icon('M4 20l.9-4.1L16.4 4.4a1.6 1.6 0 0 1 2.3 0l.9.9a1.6 1.6 0 0 1 0 2.3L8.1 19.1 4 20zM14.5 6.3l3.2 3.2');
export const Back = icon('M15 5l-7 7 7 7');
export const Close = icon('M6 6l12 12M18 6L6 18');
export const Clip = icon('M8 12.5l6.2-6.2a3 3 0 0 1 4.3 4.3l-7.9 7.9a5 5 0 0 1-7.1-7.1l7.7-7.7');
export const Reply = icon('M10 7l-5 5 5 5M5.5 12H14a5 5 0 0 1 5 5v1');

export const Half = icon('M12 4a8 8 0 1 0 0 16zM12 4a8 8 0 0 1 0 16');
export const Sun = icon(
  'M12 8a4 4 0 1 0 0 8a4 4 0 0 0 0-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4',
);
export const Moon = icon('M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z');

/** A needle that points the way. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="9" />
      <path d="M23 9l-4.7 9.3L9 23l4.7-9.3z" />
    </svg>
  );
}
