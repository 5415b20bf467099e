import { DomainError, nearestName, problem } from '@hexagone/kernel';

const datasetNotFound = problem('ingestion.dataset-not-found', 'not-found', {
  en: 'Unknown dataset',
  fr: 'Jeu de données inconnu',
});
const runNotFound = problem('ingestion.run-not-found', 'not-found', { en: 'Unknown import', fr: 'Import inconnu' });

export class DatasetNotFound extends DomainError {
  constructor(name: string, known: readonly string[]) {
    const nearest = nearestName(name, known);
    super(datasetNotFound, {
      en: `There is no dataset “${name}”.${nearest ? ` Did you mean “${nearest}”?` : ''}`,
      fr: `Il n’y a pas de jeu de données « ${name} ».${nearest ? ` Vouliez-vous dire « ${nearest} » ?` : ''}`,
    });
  }
}

export class RunNotFound extends DomainError {
  constructor(id: number) {
    super(runNotFound, { en: `There is no import ${id}.`, fr: `Il n’y a pas d’import ${id}.` });
  }
}
