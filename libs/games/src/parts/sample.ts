import { SampleGamesCommand } from '../infrastructure/cli/sample-games.command';
import type { Part } from '@hexagone/platform';

export const sample: Part = { controllers: [], providers: [SampleGamesCommand] };
