import type { Part } from './part';

export const readers: Part = { controllers: [], providers: [] };
