export const GROUP_TYPES = ['group1', 'group2', 'group3'] as const;
export type GroupType = (typeof GROUP_TYPES)[number];

/** Holds sites and other groups. No site may be reached from a group of this type, at any depth. */
export const WITHOUT_SITES: GroupType = 'group3';

export class Group {
  /** Given by the repository on the first save. */
  readonly id!: number;
  readonly name: string;
  readonly type: GroupType;

  constructor({ name, type }: { readonly name: string; readonly type: GroupType }) {
    this.name = name;
    this.type = type;
  }
}
