import type { FieldFault } from '@hexagone/kernel';
import { Choice, type CrossChecked, field, Maybe, Text } from '@hexagone/platform';
import { CLIENT_NAME, CLIENT_STATES, type ClientState } from '../../domain/oauth-client';
import { scopeFaults, SCOPES } from '../../domain/scopes';

const isList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.length <= 50 && value.every((item) => typeof item === 'string');

/** Scopes, each once. That they are known is for the whole document to tell, of each one. */
const ScopeList = (least: 0 | 1): PropertyDecorator =>
  field({
    code: 'not-a-list-of-scopes',
    says: () => ({
      en: `must be a list${least ? ', not empty,' : ''} of scopes, each once`,
      fr: `doit être une liste${least ? ', non vide,' : ''} de portées, chacune une fois`,
    }),
    holds: (value) => isList(value) && value.length >= least && new Set(value).size === value.length,
    schema: {
      type: 'array',
      items: { type: 'string', enum: [...SCOPES] },
      minItems: least,
      uniqueItems: true,
      example: ['sites:read'],
    },
  });

const Name = (): PropertyDecorator => Text({ ...CLIENT_NAME, example: 'nightly-export' });

const faultsIn = (scopes: unknown): readonly FieldFault[] => (isList(scopes) ? scopeFaults(scopes) : []);

export class NewClientDocument implements CrossChecked {
  @Name() name!: string;
  @ScopeList(1) scopes!: string[];

  crossFaults(): readonly FieldFault[] {
    return faultsIn(this.scopes);
  }
}

export class ClientPatch implements CrossChecked {
  @Maybe(Name()) name?: string;
  @Maybe(ScopeList(1)) scopes?: string[];
  @Maybe(Choice(CLIENT_STATES)) state?: ClientState;

  crossFaults(): readonly FieldFault[] {
    return faultsIn(this.scopes);
  }
}

export class UserPatch implements CrossChecked {
  @Maybe(ScopeList(0)) scopes?: string[];
  @Maybe(Choice(['active', 'disabled'])) state?: 'active' | 'disabled';

  crossFaults(): readonly FieldFault[] {
    return faultsIn(this.scopes);
  }
}
