import type { Part } from './part';

export const reads: Part = { controllers: [], providers: [] };
