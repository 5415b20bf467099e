import { Choice, Flag, Maybe, Nullable, Text } from '@hexagone/platform';
import type { Locale } from '../../domain/account';

/** Longer than any address or password that is taken: what is wrong with those is for their own rules to tell. */
const MOST = 20_000;

export class MePatch {
  @Nullable(Text({ example: 'Claire' })) displayName?: string | null;
  @Maybe(Choice(['fr', 'en'])) locale?: Locale;
  @Maybe(Text({ max: MOST, example: 'claire@example.org' })) email?: string;
  @Maybe(Text({ max: MOST, example: 'quatre-chevaux-bleus' })) password?: string;
  @Maybe(Text({ max: MOST, example: 'correct horse battery staple' })) currentPassword?: string;
}

export class ConsentDocument {
  @Flag() granted!: boolean;
  @Maybe(Text({ max: 50, example: '1' })) textVersion?: string;
}

export class RestrictionDocument {
  @Flag() restricted!: boolean;
}
