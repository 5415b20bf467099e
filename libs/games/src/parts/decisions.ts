import type { Part } from './part';

export const decisions: Part = { controllers: [], providers: [] };
