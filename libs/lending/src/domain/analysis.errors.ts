import { type Bilingual, DomainError, problem } from '@hexagone/kernel';

const FILES_NOT_THE_EXPORT = problem('lending.files-not-the-export', 'invalid', {
  en: 'These are not the files of the export',
  fr: 'Ce ne sont pas les fichiers de l’export',
});
const ENGINE_ABSENT = problem('lending.engine-absent', 'invalid', {
  en: 'The engine is not installed',
  fr: 'Le moteur n’est pas installé',
});

/** A file that is to be analysed is absent or not what it should be. */
export class FilesNotTheExport extends DomainError {
  constructor(
    readonly outcome: 'unreachable' | 'malformed',
    detail: Bilingual,
  ) {
    super(FILES_NOT_THE_EXPORT, detail);
  }
}

/** The engine is an optional dependency, and absent. */
export class EngineAbsent extends DomainError {
  readonly outcome = 'usage';

  constructor(install: string) {
    super(ENGINE_ABSENT, {
      en: `DuckDB is not installed here: ${install}`,
      fr: `DuckDB n’est pas installé ici : ${install}`,
    });
  }
}
