import { FakeIgdbCommand } from '../infrastructure/cli/fake-igdb.command';
import type { Part } from '@hexagone/platform';

/** The games of IGDB, and an IGDB to try them on. */
export const igdb: Part = { controllers: [], providers: [FakeIgdbCommand] };
