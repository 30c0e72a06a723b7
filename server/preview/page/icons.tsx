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

export const Pencil = icon(
  'M4 20l.9-4.1L16.400 4.400a1.600 1.600 0 0 1 2.300 0l.9.9a1.600 1.600 0 0 1 0 2.300L8.100 19.100 4 20zM14.500 6.300l3.200 3.200',
);
export const Back = icon('M15 5l-7 7 7 7');
export const Close = icon('M6 6l12 12M18 6L6 18');
export const Clip = icon('M8 12.500l6.200-6.200a3 3 0 0 1 4.300 4.300l-7.900 7.900a5 5 0 0 1-7.100-7.100l7.700-7.700');
export const Reply = icon('M10 7l-5 5 5 5M5.500 12H14a5 5 0 0 1 5 5v1');

/** A needle that points the way. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="9" />
      <path d="M23 9l-4.700 9.300L9 23l4.700-9.300z" />
    </svg>
  );
}
