import type { Part } from './part';

export const igdb: Part = { controllers: [], providers: [] };
