import { type AuditEvent, AuditLog, Transaction } from '@hexagone/kernel';
import { OAuthClient } from '../../domain/oauth-client';
import { Revocations } from '../access-tokens';
import { Sessions } from '../sessions';
import { type Bearer, RevokeToken } from './revoke-token';

const ALIVE = 'alive';

class AtOnce extends Transaction {
  run<T>(work: () => Promise<T>): Promise<T> {
    return work();
  }
}

class Remembered extends AuditLog {
  readonly events: AuditEvent[] = [];

  record(event: AuditEvent): Promise<void> {
    this.events.push(event);
    return Promise.resolve();
  }
}

class Ended extends Revocations {
  readonly revoked: string[] = [];

  heed(): void {
    throw new Error('Nobody was restricted');
  }

  revoke(name: string): Promise<void> {
    this.revoked.push(name);
    return Promise.resolve();
  }
}

/** One session, that of the refresh token `refresh`. */
abstract class OneSession extends Sessions {
  override sessionOf(token: string): Promise<{ id: string; accountId: string } | null> {
    return Promise.resolve(token.startsWith('refresh') ? { id: token.slice('refresh '.length), accountId: 'a' } : null);
  }

  override end(id: string): Promise<boolean> {
    return Promise.resolve(id === ALIVE);
  }
}

const person = (sessionId: string | null): Bearer => ({ subject: 'a', kind: 'person', sessionId });
const machine = (sessionId: string | null): Bearer => ({ subject: 'client:c', kind: 'client', sessionId });
const client = (id: string): OAuthClient => Object.assign(new OAuthClient(), { id });

interface Case {
  readonly token?: string;
  readonly bearer?: Bearer;
  readonly by?: OAuthClient;
}

async function outcome({ token = 'x', bearer, by }: Case): Promise<unknown> {
  const revocations = new Ended();
  const audit = new Remembered();
  const SomeSessions = OneSession as unknown as new () => Sessions;
  const revocation = new RevokeToken(new AtOnce(), new SomeSessions(), revocations, audit);
  try {
    await revocation.execute({ token, bearer: bearer ?? null, client: by ?? null, requestId: 'r' });
  } catch (error) {
    return (error as { word: string }).word;
  }
  return [...revocations.revoked, ...audit.events.map(({ actor }) => `by ${actor}`)];
}

describe('a token that its holder ends', () => {
  it.each<[string, Case, unknown]>([
    ['of a session ends the session', { bearer: person(ALIVE) }, ['by account:a']],
    ['of a session that is no more ends by itself', { bearer: person('ended') }, ['ended', 'by account:a']],
    ['without a session ends with all of its subject', { bearer: person(null) }, ['a', 'by account:a']],
    ['that is a refresh token ends its session', { token: `refresh ${ALIVE}` }, ['by account:a']],
    ['that is a refresh token of an ended session ends nothing', { token: 'refresh ended' }, []],
    ['that nobody knows ends nothing', {}, []],
    ['of a machine ends alone', { bearer: machine('s'), by: client('c') }, ['s', 'by client:c']],
    [
      'of a machine, without a session, ends with the others',
      { bearer: machine(null), by: client('c') },
      ['client:c', 'by client:c'],
    ],
    ['of another machine ends nothing', { bearer: machine('s'), by: client('d') }, []],
    ['of a machine needs its secret', { bearer: machine('s') }, 'invalid_client'],
  ])('%s', async (_, given, expected) => {
    expect(await outcome(given)).toEqual(expected);
  });
});
