import { field, Flag, Maybe, Text } from '@hexagone/platform';

/** Any text: what it must be is judged with the rest of the document. */
const Given = (schema: { readonly format: string; readonly example: string }): PropertyDecorator =>
  field({
    code: 'not-a-text',
    says: () => ({ en: 'must be a text', fr: 'doit être un texte' }),
    holds: (value) => typeof value === 'string',
    schema: { type: String, ...schema },
  });

const Email = (): PropertyDecorator => Given({ format: 'email', example: 'claire.martin@example.org' });
const Password = (): PropertyDecorator => Given({ format: 'password', example: 'quatre-chevaux-bleus' });

/** 32 bytes as base64url are 43 characters. */
const Token = (): PropertyDecorator => Text({ max: 200, example: '5Jp1Xo1C8xkq0pW5n6mYb1o7l3h0uQ2s9vT4rE6dKzA' });

export class RegistrationDocument {
  @Email() email!: string;
  @Password() password!: string;
  @Maybe(Text({ max: 100, example: 'Claire Martin' })) displayName?: string;
}

export class LoginDocument {
  @Email() email!: string;
  @Password() password!: string;
  /** Separated by blanks. */
  @Maybe(Text({ max: 1_000, example: 'sites:read' })) scope?: string;
}

export class RefreshDocument {
  @Token() refreshToken!: string;
}

export class ForgottenDocument {
  @Email() email!: string;
}

export class ResetDocument {
  @Token() token!: string;
  @Password() password!: string;
}

export class LogoutQuery {
  @Maybe(Flag()) all?: boolean;
}

export class LetterQuery {
  @Token() token!: string;
}
