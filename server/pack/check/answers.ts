import { type Category, categoryOf, LANGUAGES, type Policy, publishedTemplate, shownCategory } from '../../../shared/policy.ts';
import { NONE } from '../../../shared/reading.ts';
import { checkTemplate } from '../../mail/check-template.ts';
import { error, type PolicyProblem, warning } from './problem.ts';

export function checkCategories(policy: Policy): PolicyProblem[] {
  const none = policy.categories.find(({ id }) => id === NONE);
  const noneProblem =
    none && none.handling !== 'answer' && !none.retired
      ? []
      : [
          error(
            'none-category',
            `categories.${NONE}`,
            'La catégorie « none » doit exister, sans réponse, et rester en service.',
            'The category “none” must exist, without an answer, and stay in use.',
          ),
        ];
  return [...noneProblem, ...policy.categories.flatMap((category) => checkCategory(category, policy))];
}

function checkCategory(category: Category, policy: Policy): PolicyProblem[] {
  const path = `categories.${category.id}`;
  const known = category.personId === null || policy.people.some(({ id }) => id === category.personId);
  const person = known
    ? []
    : [
        error(
          'unknown-person',
          path,
          `La personne « ${category.personId} » n’existe pas.`,
          `There is no person “${category.personId}”.`,
        ),
      ];
  const routed = category.handling === 'route' && category.personId === null;
  const nobody = routed
    ? [
        error(
          'unknown-person',
          path,
          'Cette catégorie transmet ses messages : choisissez à qui.',
          'This category passes its mail on: choose to whom.',
        ),
      ]
    : [];
  const empty = category.slots
    .filter((slot) => slot.type === 'choice' && slot.choices.length === 0)
    .map(({ name }) =>
      error(
        'choices',
        `${path}.slots.${name}`,
        'Une information « choix » a besoin de valeurs.',
        'A detail of type choice needs values.',
      ),
    );
  const own = [...person, ...nobody, ...empty, ...left(category, policy), ...merged(category, policy)];
  if (category.handling !== 'answer' || category.retired) return own;
  const without = LANGUAGES.filter((language) => !publishedTemplate(policy, category.id, language)).map((language) =>
    warning(
      'no-template',
      `${path}.${language}`,
      'Aucune réponse publiée dans cette langue : ces messages iront à une personne.',
      'No published answer in this language: such mail goes to a person.',
    ),
  );
  return [...own, ...without];
}

/** Mail of a category in use would go to nobody. */
function left({ id, personId, retired }: Category, policy: Policy): PolicyProblem[] {
  const person = policy.people.find((candidate) => candidate.id === personId);
  if (retired || !person?.retired) return [];
  return [
    error(
      'retired-person',
      `categories.${id}`,
      `${person.name} ne reçoit plus de messages : choisissez quelqu’un d’autre.`,
      `${person.name} receives mail no more: choose somebody else.`,
    ),
  ];
}

/** Only what is retired was merged, and the chain ends with a category in use. */
function merged({ id, mergedInto, retired }: Category, policy: Policy): PolicyProblem[] {
  if (mergedInto === undefined) return [];
  const end = shownCategory(policy, id);
  if (retired && end !== undefined && end.mergedInto === undefined && end.id !== id) return [];
  return [
    error(
      'merged-into',
      `categories.${id}`,
      'Une catégorie réunie à une autre est retirée, et l’autre doit exister.',
      'A category that was merged is retired, and the other one must exist.',
    ),
  ];
}

export function checkTemplates(policy: Policy): PolicyProblem[] {
  return (
    policy.templates
      .filter((template) => publishedTemplate(policy, template.categoryId, template.language) === template)
      // What is kept of a retired category is not sent.
      .filter((template) => categoryOf(policy, template.categoryId)?.retired !== true)
      .flatMap((template) =>
        checkTemplate(template, policy).map(({ severity, part, line, message }): PolicyProblem => {
          const place = { fr: `${part === 'body' ? 'Texte' : 'Objet'}, ligne ${line} : `, en: `${part}, line ${line}: ` };
          return {
            code: 'template',
            severity,
            path: `templates.${template.id}`,
            field: part,
            message: { fr: place.fr + message.fr, en: place.en + message.en },
          };
        }),
      )
  );
}
