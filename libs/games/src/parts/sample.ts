import type { Part } from './part';

export const sample: Part = { controllers: [], providers: [] };
