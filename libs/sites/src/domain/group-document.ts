import type { Field } from './country-pack';
import { detailsOf, type Document, faultsOf, idsOf, malformed, refuseAny, type Shape } from './document-shape';
import { Group, GROUP_TYPES, type GroupType } from './group';
import { namedFields } from './named-field';

/** What a group has of its own, described as the fields of a country's pack are. */
export const GROUP_FIELDS = {
  name: { type: 'text', maxLength: 200, example: 'Vallée du Rhône', label: { en: 'Name', fr: 'Nom' } },
  type: { type: 'choice', values: GROUP_TYPES, example: 'group1', label: { en: 'Type', fr: 'Type' } },
} as const satisfies Readonly<Record<'name' | 'type', Field>>;

export const CHILD_IDS = 'child_ids';
export const SITE_IDS = 'site_ids';

const SHAPE: Shape = {
  fields: namedFields(GROUP_FIELDS),
  idLists: [CHILD_IDS, SITE_IDS],
  readOnly: ['id', 'parent_ids', 'site_count', 'created_at', 'updated_at'],
};

/** Every member that a patch may take away. */
export const GROUP_MEMBERS: readonly string[] = [...SHAPE.fields.map(({ wire }) => wire), ...SHAPE.idLists];

/** A group as a document asks for it. A list that is undefined is not spoken of. */
export interface GroupDraft {
  readonly group: Group;
  readonly childIds: readonly number[] | undefined;
  readonly siteIds: readonly number[] | undefined;
}

/** Throws an invalid document with all its faults of form. */
export function readGroup(document: Document): GroupDraft {
  refuseAny(faultsOf(document, SHAPE).map(malformed));
  const group = new Group(detailsOf(document, SHAPE.fields) as { readonly name: string; readonly type: GroupType });
  return { group, childIds: idsOf(document, CHILD_IDS), siteIds: idsOf(document, SITE_IDS) };
}

/** What a caller may write of a group itself, as it stands. */
export const groupDocument = ({ name, type }: Group): Document => ({ name, type });
