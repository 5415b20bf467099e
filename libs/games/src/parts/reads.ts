import type { Part } from '@hexagone/platform';
import { GamesController } from '../infrastructure/http/games.controller';

/** Games, what they are made of, and the words they are told in. */
export const reads: Part = { controllers: [GamesController], providers: [] };
