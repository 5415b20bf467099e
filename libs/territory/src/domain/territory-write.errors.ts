import { type Bilingual, DomainError, type FieldFault, problem } from '@hexagone/kernel';

const invalidCommune = problem('territory.invalid-commune', 'rule-broken', {
  en: 'This is not a commune that can be kept',
  fr: 'Cette commune ne peut pas être enregistrée',
});
const contradictsCode = problem('territory.department-contradicts-code', 'rule-broken', {
  en: 'The département contradicts the INSEE code',
  fr: 'Le département contredit le code INSEE',
});
const readOnly = problem('territory.read-only-member', 'rule-broken', {
  en: 'A read-only member differs',
  fr: 'Un membre en lecture seule diffère',
});
const notInFrance = problem('territory.not-in-france', 'rule-broken', {
  en: 'Not a commune of France',
  fr: 'Pas une commune de France',
});
const unknownDepartement = problem('territory.unknown-departement', 'rule-broken', {
  en: 'No such département',
  fr: 'Département inexistant',
});
const unknownCommune = problem('territory.unknown-commune', 'rule-broken', {
  en: 'No commune fits',
  fr: 'Aucune commune ne correspond',
});
const merged = problem('territory.commune-merged', 'conflict', {
  en: 'The commune was merged into another',
  fr: 'La commune a été réunie à une autre',
});
const notACommune = problem('territory.not-a-commune', 'conflict', {
  en: 'The code is that of a part of a commune',
  fr: "Le code est celui d'une partie de commune",
});
const ambiguous = problem('territory.ambiguous-commune', 'conflict', {
  en: 'Several communes fit',
  fr: 'Plusieurs communes correspondent',
});
const noOverride = problem('territory.override-not-found', 'not-found', {
  en: 'Nothing is set by hand',
  fr: "Rien n'est défini à la main",
});

/** A commune by which a person may go on. */
export interface Candidate {
  readonly code: string;
  readonly nom: string;
  readonly codeDepartement: string;
  readonly codesPostaux: readonly string[];
}

const joined = (faults: readonly FieldFault[]): Bilingual => ({
  en: faults.map(({ detail }) => detail.en).join(' '),
  fr: faults.map(({ detail }) => detail.fr).join(' '),
});

export class CommuneInvalid extends DomainError {
  constructor(faults: readonly FieldFault[]) {
    super(invalidCommune, joined(faults), { faults });
  }
}

export class NameAndPostalCodesNeeded extends CommuneInvalid {
  constructor() {
    super([
      {
        pointer: '/nom',
        code: 'missing',
        detail: {
          en: 'A commune that exists by hand needs nom and codesPostaux.',
          fr: 'Une commune qui existe à la main demande nom et codesPostaux.',
        },
      },
    ]);
  }
}

export class DepartementContradictsCode extends DomainError {
  constructor(code: string, given: string, true_: string) {
    const detail = {
      en: `Commune ${code} lies in département ${true_}, not in ${given}.`,
      fr: `La commune ${code} est dans le département ${true_}, non dans ${given}.`,
    };
    super(contradictsCode, detail, { faults: [{ pointer: '/codeDepartement', code: 'contradicts-code', detail }] });
  }
}

export class ReadOnlyMembersDiffer extends DomainError {
  constructor(members: readonly string[]) {
    const faults = members.map((member) => ({
      pointer: `/${member}`,
      code: 'read-only',
      detail: {
        en: `${member} cannot be set: leave it out, or give it as it is.`,
        fr: `${member} ne peut pas être modifié : retirez-le ou donnez-le tel quel.`,
      },
    }));
    super(readOnly, joined(faults), { faults });
  }
}

export class NotInFrance extends DomainError {
  constructor(what: string) {
    super(notInFrance, { en: `${what} is not in France.`, fr: `${what} n'est pas en France.` });
  }
}

export class DepartementUnknown extends DomainError {
  constructor(departement: string, pointer = '/code') {
    const detail = { en: `There is no département ${departement}.`, fr: `Il n'y a pas de département ${departement}.` };
    super(unknownDepartement, detail, { faults: [{ pointer, code: 'unknown-departement', detail }] });
  }
}

export class CommuneMerged extends DomainError {
  constructor(code: string, successor: string) {
    super(
      merged,
      {
        en: `${code} is now part of ${successor}: write there.`,
        fr: `${code} fait désormais partie de ${successor} : écrivez-y.`,
      },
      { members: { successor } },
    );
  }
}

export class NotACommune extends DomainError {
  constructor(code: string, parent: string) {
    super(
      notACommune,
      { en: `${code} is a part of ${parent}: write there.`, fr: `${code} est une partie de ${parent} : écrivez-y.` },
      { members: { parent } },
    );
  }
}

export class CommuneAmbiguous extends DomainError {
  constructor(nom: string, candidates: readonly Candidate[]) {
    super(
      ambiguous,
      {
        en: `${candidates.length} communes are called ${nom}: add codePostal, codeDepartement or code.`,
        fr: `${candidates.length} communes s'appellent ${nom} : ajoutez codePostal, codeDepartement ou code.`,
      },
      { members: { candidates } },
    );
  }
}

export class CommuneUnknown extends DomainError {
  constructor(nom: string, candidates: readonly Candidate[]) {
    const detail = {
      en: `No commune is called ${nom} there. Correct the name, or give code to create it.`,
      fr: `Aucune commune ne s'appelle ${nom} à cet endroit. Corrigez le nom ou donnez code pour la créer.`,
    };
    super(unknownCommune, detail, { members: { candidates }, faults: [{ pointer: '/nom', code: 'unknown', detail }] });
  }
}

export class OverrideNotFound extends DomainError {
  constructor(code: string, field?: string) {
    const what = field ? `${field}, ` : '';
    super(noOverride, {
      en: `Nothing is set by hand for ${what}commune ${code}.`,
      fr: `Rien n'est défini à la main pour ${what}la commune ${code}.`,
    });
  }
}
