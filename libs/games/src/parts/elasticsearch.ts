import type { Part } from './part';

export const elasticsearch: Part = { controllers: [], providers: [] };
