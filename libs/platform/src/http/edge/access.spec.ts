import { AuditLog, type AuditEvent, type DomainError } from '@hexagone/kernel';
import type { FastifyRequest } from 'fastify';
import { Authenticator, type Principal } from '../authenticator';
import { HttpRefusal } from '../problems';
import type { Access, RouteTraits } from '../route';
import { AccessControl } from './access';

const SOMEBODY: Principal = {
  subject: '4f6c',
  scopes: ['sites:read'],
  kind: 'person',
  clientId: 'hexagone',
  sessionId: 's',
  authenticatedAt: new Date(),
  restricted: false,
};
const TOKENS: Readonly<Record<string, Principal>> = {
  good: SOMEBODY,
  machine: { ...SOMEBODY, kind: 'client', subject: 'client:1' },
  limited: { ...SOMEBODY, restricted: true },
};

class KnownTokens extends Authenticator {
  principalOf(token: string): Promise<Principal | null> | Principal | null {
    return token === 'late' ? Promise.resolve(SOMEBODY) : (TOKENS[token] ?? null);
  }
}

class Notes extends AuditLog {
  readonly events: AuditEvent[] = [];
  record(event: AuditEvent): Promise<void> {
    this.events.push(event);
    return Promise.resolve();
  }
}

function request(traits: RouteTraits, ...sent: readonly (string | undefined)[]): FastifyRequest {
  const given = sent.filter((value) => value !== undefined);
  return {
    id: 'r',
    method: 'GET',
    principal: null,
    headers: { authorization: given[0] },
    raw: { rawHeaders: ['Host', 'authorization', ...given.flatMap((value) => ['Authorization', value])] },
    routeOptions: { url: '/things/:id', config: { hexagone: traits } },
  } as unknown as FastifyRequest;
}

/** What the edge does, one step after the other. */
async function outcome(mode: 'open' | 'protected', asked: FastifyRequest, notes = new Notes()): Promise<unknown> {
  const control = new AccessControl(mode, new KnownTokens(), notes);
  try {
    const caller = await control.identify(asked);
    if (caller instanceof HttpRefusal) throw caller;
    asked.principal = caller;
    await control.admit(asked);
    return asked.principal?.subject ?? 'anybody';
  } catch (error) {
    const { code, headers } = error as HttpRefusal & DomainError;
    return [
      code.replace('platform.', ''),
      ((headers as HttpRefusal['headers'] | undefined)?.['www-authenticate'] ?? '').replace(
        'Bearer realm="hexagone"',
        '…',
      ),
    ];
  }
}

const NEEDED = ['token-required', '…'];
const BAD = ['token-required', '…, error="invalid_token"'];
const NO_PERSON = ['not-a-person', ''];
const LIMITED = ['restricted', ''];
const lacks = (...scopes: string[]): unknown => [
  'scope-missing',
  `…, error="insufficient_scope", scope="${scopes.join(' ')}"`,
];

const READ: Access = { kind: 'scopes', scopes: ['sites:read'] };
const WRITE: Access = { kind: 'scopes', scopes: ['sites:read', 'sites:write'] };
const GAMES: Access = { kind: 'always', scopes: ['games:read'] };
const SITES: Access = { kind: 'always', scopes: ['sites:read'] };
const OPEN_DATA: Access = { kind: 'open-data' };
const PUBLIC: Access = { kind: 'public' };
const SELF: Access = { kind: 'self' };

describe('access', () => {
  it.each<[string, Access | undefined, string | undefined, readonly [unknown, unknown]]>([
    // policy, token, what comes of it in open and in protected mode
    ['public', PUBLIC, undefined, ['anybody', 'anybody']],
    ['public', PUBLIC, 'good', ['4f6c', '4f6c']],
    ['public', PUBLIC, 'limited', ['4f6c', '4f6c']],
    ['public', PUBLIC, 'bad', [BAD, BAD]],
    ['open data', OPEN_DATA, undefined, ['anybody', 'anybody']],
    ['open data', OPEN_DATA, 'late', ['4f6c', '4f6c']],
    ['open data', OPEN_DATA, 'bad', [BAD, BAD]],
    ['a scope', READ, undefined, ['anybody', NEEDED]],
    ['a scope', READ, 'good', ['4f6c', '4f6c']],
    ['a scope', READ, 'bad', [BAD, BAD]],
    ['a scope', READ, 'limited', [LIMITED, LIMITED]],
    ['two scopes', WRITE, 'good', ['4f6c', lacks('sites:read', 'sites:write')]],
    ['no scope at all', { kind: 'scopes', scopes: [] }, undefined, ['anybody', NEEDED]],
    ['always a scope', GAMES, undefined, [NEEDED, NEEDED]],
    ['always a scope', GAMES, 'good', [lacks('games:read'), lacks('games:read')]],
    ['always a scope', SITES, 'machine', ['client:1', 'client:1']],
    ['always a scope', SITES, 'limited', [LIMITED, LIMITED]],
    ['self', SELF, undefined, [NEEDED, NEEDED]],
    ['self', SELF, 'good', ['4f6c', '4f6c']],
    ['self', SELF, 'limited', ['4f6c', '4f6c']],
    ['self', SELF, 'machine', [NO_PERSON, NO_PERSON]],
    ['self', SELF, 'bad', [BAD, BAD]],
    ['no policy', undefined, undefined, [NEEDED, NEEDED]],
    ['no policy', undefined, 'good', [lacks('-'), lacks('-')]],
  ])('where %s (%j) is stated, with the token %s', async (_, access, token, [open, guarded]) => {
    const sent = token === undefined ? undefined : `Bearer ${token}`;
    expect(await outcome('open', request({ ...(access && { access }) }, sent))).toEqual(open);
    expect(await outcome('protected', request({ ...(access && { access }) }, sent))).toEqual(guarded);
  });

  it.each([
    ['bearer  good ', '4f6c'],
    ['Basic Z29vZDpnb29k', BAD],
    ['Bearer', BAD],
    ['Bearer good, Bearer good', BAD],
    ['', BAD],
    [`Bearer ${'g'.repeat(4_097)}`, BAD],
  ])('reads the field “%.40s”', async (sent, expected) => {
    expect(await outcome('protected', request({ access: READ }, sent))).toEqual(expected);
  });

  it('refuses two fields, even with the same token', async () => {
    expect(await outcome('open', request({ access: PUBLIC }, 'Bearer good', 'Bearer good'))).toEqual(BAD);
  });

  it('leaves Basic, and it alone, to the handlers that read it', async () => {
    const traits: RouteTraits = { access: PUBLIC, basic: true };
    expect(await outcome('protected', request(traits, 'Basic Z29vZDpnb29k'))).toBe('anybody');
    expect(await outcome('protected', request(traits, 'Basic !'))).toBe('anybody');
    expect(await outcome('protected', request(traits, 'Basics Z29vZDpnb29k'))).toEqual(BAD);
    expect(await outcome('protected', request(traits, 'Bearer bad'))).toEqual(BAD);
    expect(await outcome('protected', request(traits, 'Basic Z29vZDpnb29k', 'Bearer good'))).toEqual(BAD);
  });

  it('waits for nothing where nothing has to be waited for', () => {
    const control = new AccessControl('open', new KnownTokens(), new Notes());
    const asked = request({ access: READ });
    expect(control.identify(asked)).toBeNull();
    expect(control.admit(asked)).toBeUndefined();
    expect(control.identify(request({ access: READ }, 'Bearer good'))).toBe(SOMEBODY);
  });

  it('notes who tries the routes of administrators, and nothing else', async () => {
    const notes = new Notes();
    await outcome('open', request({ access: { kind: 'always', scopes: ['users:admin'] } }, 'Bearer machine'), notes);
    await outcome('open', request({ access: { kind: 'always', scopes: ['users:admin'] } }), notes);
    await outcome('open', request({ access: GAMES }, 'Bearer good'), notes);
    expect(notes.events).toEqual([
      {
        actor: 'client:1',
        action: 'access.denied',
        target: 'GET /things/:id',
        outcome: 'denied',
        requestId: 'r',
        detail: { scopes: ['users:admin'] },
      },
    ]);
  });

  it('asks for further scopes where tokens are needed', () => {
    const [open, guarded] = (['open', 'protected'] as const).map(
      (mode) => new AccessControl(mode, new KnownTokens(), new Notes()),
    );
    const asked = request({ access: READ });
    expect(() => open?.mustHold(asked, ['games:read'])).not.toThrow();
    expect(() => guarded?.mustHold(asked, ['games:read'])).toThrow('A bearer token is needed here.');
    asked.principal = SOMEBODY;
    expect(() => guarded?.mustHold(asked, ['games:read'])).toThrow('The token lacks the scope games:read.');
    expect(() => guarded?.mustHold(asked, ['sites:read'])).not.toThrow();
  });
});
