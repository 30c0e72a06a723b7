/** What the panel itself says; everything else is the add-on's. */
const EN = {
  loading: 'Loading…',
  back: 'Back',
  menu: 'More options',
  more: (count: number) => `Show ${count} more`,
  less: 'Show less',
  close: 'Close',
  reload: 'Reload',
  nothing: 'The add-on shows nothing here.',
  crashed: 'The add-on threw an error',
  crashedFor: 'In Gmail, its reader would only see that it failed. This is a bug of the add-on:',
  again: 'Try again',
  refused: (url: string) => `The manifest does not let the add-on open ${url}.`,
};

export type Words = typeof EN;

const FR: Words = {
  loading: 'Chargement…',
  back: 'Retour',
  menu: 'Plus d’options',
  more: (count) => `Afficher ${count} de plus`,
  less: 'Afficher moins',
  close: 'Fermer',
  reload: 'Recharger',
  nothing: 'Le module n’affiche rien ici.',
  crashed: 'Le module a provoqué une erreur',
  crashedFor: 'Dans Gmail, on verrait seulement qu’il a échoué. C’est un défaut du module :',
  again: 'Réessayer',
  refused: (url) => `Le manifeste n’autorise pas le module à ouvrir ${url}.`,
};

export function wordsFor(locale: string): Words {
  return /^fr\b/i.test(locale) ? FR : EN;
}
