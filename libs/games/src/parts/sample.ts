import { SampleGamesCommand } from '../infrastructure/cli/sample-games.command';
import type { Part } from './part';

export const sample: Part = { controllers: [], providers: [SampleGamesCommand] };
