import { DomainError, type ErrorExtras, problem } from '@hexagone/kernel';
import { WITHOUT_SITES } from './group';

const notFound = problem('sites.group-not-found', 'not-found', { en: 'Unknown group', fr: 'Groupe inconnu' });
const linkNotFound = problem('sites.link-not-found', 'not-found', { en: 'No such link', fr: 'Lien inexistant' });
const forbidsSites = problem('sites.group3-forbids-sites', 'rule-broken', {
  en: `A group of type ${WITHOUT_SITES} holds no site`,
  fr: `Un groupe de type ${WITHOUT_SITES} ne contient aucun site`,
});
const ancestor = problem('sites.group3-ancestor', 'conflict', {
  en: `No site may be below a group of type ${WITHOUT_SITES}`,
  fr: `Aucun site ne peut se trouver sous un groupe de type ${WITHOUT_SITES}`,
});
const hasSites = problem('sites.group-has-sites', 'conflict', {
  en: 'The group holds sites, or groups below it do',
  fr: 'Le groupe contient des sites, ou des groupes sous lui en contiennent',
});
const insideItself = problem('sites.group-inside-itself', 'rule-broken', {
  en: 'A group is not inside itself',
  fr: "Un groupe n'est pas dans lui-même",
});
const cycle = problem('sites.group-cycle', 'conflict', {
  en: 'Groups do not go round in circles',
  fr: 'Les groupes ne tournent pas en rond',
});
const notEmpty = problem('sites.group-not-empty', 'conflict', {
  en: 'The group has members',
  fr: 'Le groupe a des membres',
});

export class GroupNotFound extends DomainError {
  constructor(id?: number) {
    super(notFound, {
      en: id === undefined ? 'The group does not exist any more.' : `There is no group ${id}.`,
      fr: id === undefined ? "Le groupe n'existe plus." : `Il n'y a pas de groupe ${id}.`,
    });
  }
}

/** A site that is not in the group, or a group that is not directly in it. */
export class LinkNotFound extends DomainError {
  constructor(what: 'site' | 'group', id: number, groupId: number) {
    super(linkNotFound, {
      en: `The ${what} ${id} is not in group ${groupId}.`,
      fr: `Le ${what === 'site' ? 'site' : 'groupe'} ${id} n'est pas dans le groupe ${groupId}.`,
    });
  }
}

export class Group3ForbidsSites extends DomainError {
  /** `pointer`: the member of the document that names the group or its sites. */
  constructor(groupId?: number, pointer?: string) {
    const which =
      groupId === undefined
        ? { en: 'This group', fr: 'Ce groupe' }
        : { en: `Group ${groupId}`, fr: `Le groupe ${groupId}` };
    const detail = {
      en: `${which.en} is of type ${WITHOUT_SITES} and holds no site.`,
      fr: `${which.fr} est de type ${WITHOUT_SITES} et ne contient aucun site.`,
    };
    super(forbidsSites, detail, pointing(forbidsSites.code, detail, pointer));
  }
}

export class Group3Ancestor extends DomainError {
  /** `group3Id`: undefined while that group has no id yet. */
  constructor(group3Id?: number, pointer?: string) {
    const which =
      group3Id === undefined
        ? { en: 'a group', fr: 'un groupe' }
        : { en: `group ${group3Id}`, fr: `le groupe ${group3Id}` };
    const detail = {
      en: `A site would be below ${which.en}, which is of type ${WITHOUT_SITES}.`,
      fr: `Un site serait sous ${which.fr}, qui est de type ${WITHOUT_SITES}.`,
    };
    const members = group3Id === undefined ? undefined : { group3_id: group3Id };
    super(ancestor, detail, { ...pointing(ancestor.code, detail, pointer), members });
  }
}

export class GroupHasSites extends DomainError {
  constructor(siteCount?: number) {
    const detail = {
      en: `Sites in this group or below it: ${siteCount ?? 'one or more'}; a group of type ${WITHOUT_SITES} holds none.`,
      fr: `Sites dans ce groupe ou dessous : ${siteCount ?? 'un ou plusieurs'} ; un groupe de type ${WITHOUT_SITES} n'en contient aucun.`,
    };
    const members = siteCount === undefined ? undefined : { site_count: siteCount };
    super(hasSites, detail, { ...pointing(hasSites.code, detail, '/type'), members });
  }
}

export class GroupInsideItself extends DomainError {
  constructor(groupId: number, pointer?: string) {
    const detail = {
      en: `Group ${groupId} cannot be put inside itself.`,
      fr: `Le groupe ${groupId} ne peut pas être mis dans lui-même.`,
    };
    super(insideItself, detail, pointing(insideItself.code, detail, pointer));
  }
}

export class GroupCycle extends DomainError {
  /** `path`: the way down that is there already, from the group that would be put inside to the one that would hold it. */
  constructor(path?: readonly number[], pointer?: string) {
    const way = path ? ` (${path.join(' > ')})` : '';
    const detail = {
      en: `The group that would be put inside is already above the other${way}.`,
      fr: `Le groupe à mettre dedans est déjà au-dessus de l'autre${way}.`,
    };
    super(cycle, detail, { ...pointing(cycle.code, detail, pointer), members: path && { path } });
  }
}

export class GroupNotEmpty extends DomainError {
  constructor(groupId: number, siteCount: number, childCount: number) {
    const detail = {
      en: `Group ${groupId} holds ${siteCount} site(s) and ${childCount} group(s).`,
      fr: `Le groupe ${groupId} contient ${siteCount} site(s) et ${childCount} groupe(s).`,
    };
    super(notEmpty, detail, { members: { site_count: siteCount, child_count: childCount } });
  }
}

const pointing = (code: string, detail: DomainError['detail'], pointer?: string): ErrorExtras =>
  pointer === undefined ? {} : { faults: [{ pointer, code, detail }] };
