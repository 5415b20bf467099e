import { DomainError, problem } from '@hexagone/kernel';

const CLIENT_NOT_FOUND = problem('identity.client-not-found', 'not-found', {
  en: 'Client not found',
  fr: 'Client introuvable',
});
const CLIENT_NAME_TAKEN = problem('identity.client-name-taken', 'conflict', {
  en: 'Client name in use',
  fr: 'Nom de client déjà utilisé',
});

export class ClientNotFound extends DomainError {
  constructor() {
    super(CLIENT_NOT_FOUND, { en: 'There is no such client.', fr: "Ce client n'existe pas." });
  }
}

export class ClientNameTaken extends DomainError {
  constructor() {
    const detail = { en: 'Another client has this name.', fr: 'Un autre client porte ce nom.' };
    super(CLIENT_NAME_TAKEN, detail, { faults: [{ pointer: '/name', code: CLIENT_NAME_TAKEN.code, detail }] });
  }
}
