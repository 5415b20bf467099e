import { ApiParam, ApiResponse } from '@nestjs/swagger';

type Example = Readonly<Record<string, unknown>>;

const ME: Example = {
  id: '0199a3c4-0000-7f80-9a1b-2c3d4e5f6a7b',
  email: 'claire@example.org',
  display_name: 'Claire',
  locale: 'fr',
  scopes: ['sites:read'],
  restricted: false,
  created_at: '2026-11-20T08:00:00.000Z',
  last_login_at: '2026-11-21T08:00:00.000Z',
  consents: { 'session-networks': true },
};

const SESSION: Example = {
  id: '0199a3c4-1111-7f80-9a1b-2c3d4e5f6a7b',
  created_at: '2026-11-21T08:00:00.000Z',
  last_used_at: '2026-11-21T08:30:00.000Z',
  expires_at: '2026-12-21T08:00:00.000Z',
  network: '203.0.113.0/24',
  current: true,
};

const CHOICE: Example = {
  purpose: 'session-networks',
  basis: 'legitimate-interest',
  name: { en: 'Networks of sessions', fr: 'Réseaux des sessions' },
  text: { en: 'The network of a sign-in is kept.', fr: 'Le réseau de la connexion est conservé.' },
  text_version: '1',
  granted: false,
  history: [{ granted: false, text_version: '1', at: '2026-11-21T09:00:00.000Z' }],
};

const EXPORT: Example = {
  account: ME['id'],
  exported_at: '2026-11-21T09:00:00.000Z',
  data: { identity: { account: { id: ME['id'], email: ME['email'] }, sessions: [SESSION] } },
};

const answer = (description: string, example: Example): MethodDecorator =>
  ApiResponse({ status: 200, description, schema: { type: 'object', additionalProperties: true, example } });

const all = (example: Example): MethodDecorator =>
  answer('All of them.', { data: [example], meta: { limit: 1, has_more: false, total: 1 }, links: { self: '/me' } });

export const PATH_PURPOSE = ApiParam({
  name: 'purpose',
  description: 'As the register of processing names it.',
  schema: { type: 'string', examples: ['session-networks'] },
});

export const AnswersMe = (): MethodDecorator => answer('My account.', ME);
export const AnswersSessions = (): MethodDecorator => all(SESSION);
export const AnswersChoices = (): MethodDecorator => all(CHOICE);
export const AnswersChoice = (): MethodDecorator => answer('Where I stand now.', CHOICE);
export const AnswersExport = (): MethodDecorator => answer('A section for each context.', EXPORT);
export const AnswersRestriction = (): MethodDecorator => answer('As it is now.', { restricted: true });
