import type { Part } from './part';

export const search: Part = { controllers: [], providers: [] };
