/** What Firestore must have besides the documents, in the form of the Firebase CLI's firestore.indexes.json. */
export interface FirestoreLayout {
  indexes: readonly CompositeIndex[];
  fieldOverrides: readonly FieldOverride[];
}

export interface CompositeIndex {
  collectionGroup: string;
  queryScope: string;
  fields: readonly IndexField[];
}

export interface IndexField {
  fieldPath: string;
  order?: string | undefined;
  arrayConfig?: string | undefined;
}

export interface FieldOverride {
  collectionGroup: string;
  fieldPath: string;
  /** A document goes when the time in this field has passed. */
  ttl?: boolean | undefined;
  /** The field's own indexes, in place of the automatic ones; empty: none; left out: the automatic ones. */
  indexes?: readonly { queryScope?: string | undefined; order?: string | undefined; arrayConfig?: string | undefined }[];
}

/**
 * One text for what is the same index. Firestore ends every composite index with the document's name, in the direction of
 * the field before, and lists it; a file leaves it out.
 */
export function indexKey({ collectionGroup, queryScope, fields }: CompositeIndex): string {
  const last = fields.at(-1);
  const before = fields.at(-2);
  const implied = last?.fieldPath === '__name__' && (last.order ?? 'ASCENDING') === (before?.order ?? 'ASCENDING');
  const told = (implied ? fields.slice(0, -1) : fields).map(
    ({ fieldPath, order, arrayConfig }) => `${fieldPath} ${arrayConfig ?? order}`,
  );
  return `${collectionGroup} ${queryScope}: ${told.join(', ')}`;
}

/** For people: 'records (state, receivedAt ↓)'. Where the store puts what is asked for (`by`, `has`) is left out. */
export function indexSaid({ collectionGroup, fields }: CompositeIndex): string {
  const told = fields
    .filter(({ fieldPath }) => fieldPath !== '__name__')
    .map(({ fieldPath, order, arrayConfig }) => {
      const name = fieldPath.replace(/^(by|has)\./, '');
      return arrayConfig ? `${name}[]` : order === 'DESCENDING' ? `${name} ↓` : name;
    });
  return `${collectionGroup} (${told.join(', ')})`;
}

/** null: the indexes that Firestore gives a field by itself, be they written out or not. */
export function overrideKey(indexes: FieldOverride['indexes']): string | null {
  const key = indexes && keyOf(indexes);
  return key === undefined || key === AUTOMATIC ? null : key;
}

const AUTOMATIC = keyOf([{ order: 'ASCENDING' }, { order: 'DESCENDING' }, { arrayConfig: 'CONTAINS' }]);

function keyOf(indexes: NonNullable<FieldOverride['indexes']>): string {
  return indexes
    .map(({ queryScope = 'COLLECTION', order, arrayConfig }) => `${queryScope} ${arrayConfig ?? order}`)
    .sort()
    .join(', ');
}
