import { type Bilingual, DomainError, problem } from '@hexagone/kernel';
import type { AreaKind } from './areas';
import type { CodeKind } from './code-reading';

const malformed = problem('territory.code-malformed', 'invalid', {
  en: 'Malformed code',
  fr: 'Code mal formé',
});
const postalCodeMalformed = problem('territory.postal-code-malformed', 'invalid', {
  en: 'Malformed postal code',
  fr: 'Code postal mal formé',
});
const searchTextRefused = problem('territory.search-text-refused', 'invalid', {
  en: 'Nothing to search for',
  fr: 'Texte de recherche refusé',
});
const unclear = problem('territory.question-unclear', 'invalid', {
  en: 'Parameters that contradict each other',
  fr: 'Paramètres qui se contredisent',
});
const unfiltered = problem('territory.filter-required', 'invalid', {
  en: 'A filter is required',
  fr: 'Un filtre est requis',
});
const notFound: Record<AreaKind, ReturnType<typeof problem>> = {
  commune: problem('territory.commune-not-found', 'not-found', { en: 'Unknown commune', fr: 'Commune inconnue' }),
  subCommune: problem('territory.sub-commune-not-found', 'not-found', {
    en: 'Unknown associated or delegated commune',
    fr: 'Commune associée ou déléguée inconnue',
  }),
  departement: problem('territory.departement-not-found', 'not-found', {
    en: 'Unknown département',
    fr: 'Département inconnu',
  }),
  region: problem('territory.region-not-found', 'not-found', { en: 'Unknown région', fr: 'Région inconnue' }),
  epci: problem('territory.epci-not-found', 'not-found', { en: 'Unknown EPCI', fr: 'EPCI inconnu' }),
};
const contoursNotLoaded = problem('territory.contours-not-loaded', 'conflict', {
  en: 'The contours are not loaded',
  fr: 'Les contours ne sont pas chargés',
});
const notPublished = problem('territory.not-published', 'unavailable', {
  en: 'The territory is not published yet',
  fr: "Le territoire n'est pas encore publié",
});

const CORSICA: Bilingual = {
  en: 'Département 20 became 2A (Corse-du-Sud) and 2B (Haute-Corse): ask for 2A or 2B.',
  fr: 'Le département 20 est devenu 2A (Corse-du-Sud) et 2B (Haute-Corse) : demandez 2A ou 2B.',
};

const EXPECTED: Record<CodeKind, Bilingual> = {
  commune: {
    en: 'an INSEE code of five characters (01001, 2A004)',
    fr: 'un code INSEE de cinq caractères (01001, 2A004)',
  },
  departement: { en: 'a département code (01, 2A, 974)', fr: 'un code de département (01, 2A, 974)' },
  region: { en: 'a région code (84, 01)', fr: 'un code de région (84, 01)' },
  epci: { en: 'the nine digits of an EPCI', fr: "les neuf chiffres d'un EPCI" },
  siren: { en: 'the nine digits of a SIREN', fr: "les neuf chiffres d'un SIREN" },
};

export class CodeMalformed extends DomainError {
  constructor(kind: CodeKind, given: string, parameter: string) {
    const { en, fr } = EXPECTED[kind];
    const detail = { en: `"${given}" is not ${en}.`, fr: `« ${given} » n'est pas ${fr}.` };
    super(malformed, detail, { faults: [{ parameter, code: 'malformed', detail }] });
  }
}

export class CorsicaWasSplit extends DomainError {
  constructor(parameter: string) {
    super(malformed, CORSICA, { faults: [{ parameter, code: 'corsica-split', detail: CORSICA }] });
  }
}

export class PostalCodeMalformed extends DomainError {
  constructor(given: string, parameter = 'codePostal') {
    const detail = {
      en: `"${given}" is not a postal code: one to five digits are, with a final * for a prefix.`,
      fr: `« ${given} » n'est pas un code postal : un à cinq chiffres, suivis de * pour un début de code.`,
    };
    super(postalCodeMalformed, detail, { faults: [{ parameter, code: 'malformed', detail }] });
  }
}

const REFUSALS = {
  'no-letter': { en: 'The text holds no letter or digit.', fr: 'Le texte ne contient ni lettre ni chiffre.' },
  'too-long': { en: 'The text is longer than 200 characters.', fr: 'Le texte dépasse 200 caractères.' },
  'control-character': {
    en: 'The text holds control characters.',
    fr: 'Le texte contient des caractères de contrôle.',
  },
} satisfies Record<string, Bilingual>;

export class SearchTextRefused extends DomainError {
  constructor(reason: keyof typeof REFUSALS) {
    const detail = REFUSALS[reason];
    super(searchTextRefused, detail, { faults: [{ parameter: 'nom', code: reason, detail }] });
  }
}

export class NumberBesidePostalCode extends DomainError {
  constructor() {
    const detail = {
      en: 'A number as nom is itself a postal code: leave nom or codePostal out.',
      fr: 'Un nombre dans nom est lui-même un code postal : retirez nom ou codePostal.',
    };
    super(unclear, detail, { faults: [{ parameter: 'nom', code: 'number-beside-postal-code', detail }] });
  }
}

export class ScoreWithoutName extends DomainError {
  constructor() {
    const detail = {
      en: 'sort=score needs nom: nothing else gives a score.',
      fr: "sort=score demande nom : rien d'autre ne donne de score.",
    };
    super(unclear, detail, { faults: [{ parameter: 'sort', code: 'score-without-name', detail }] });
  }
}

/** A body with a geometry for every commune of France is refused: narrow it. */
export class FilterRequired extends DomainError {
  constructor(parameter: string, asked: string) {
    const detail = {
      en: `${parameter}=${asked} needs at least one filter.`,
      fr: `${parameter}=${asked} demande au moins un filtre.`,
    };
    super(unfiltered, detail, { faults: [{ parameter, code: 'filter-required', detail }] });
  }
}

export class AreaNotFound extends DomainError {
  constructor(kind: AreaKind, code: string, hint?: Bilingual) {
    const { title } = notFound[kind];
    super(notFound[kind], {
      en: `${title.en}: ${code}.${hint ? ` ${hint.en}` : ''}`,
      fr: `${title.fr} : ${code}.${hint ? ` ${hint.fr}` : ''}`,
    });
  }
}

export const corsicaNotFound = (): AreaNotFound => new AreaNotFound('departement', '20', CORSICA);

export class ContoursNotLoaded extends DomainError {
  constructor(asked: string) {
    super(contoursNotLoaded, {
      en: `${asked} needs the contours: load them with hexagone import contours --from FILE.`,
      fr: `${asked} demande les contours : chargez-les par hexagone import contours --from FICHIER.`,
    });
  }
}

export class TerritoryNotPublished extends DomainError {
  constructor() {
    super(
      notPublished,
      {
        en: 'The first import of the territory is not published yet: try again in a moment.',
        fr: "Le premier import du territoire n'est pas encore publié : réessayez dans un instant.",
      },
      { retryAfterSeconds: 10 },
    );
  }
}
