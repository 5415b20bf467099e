import type { Part } from './part';

export const catalogue: Part = { controllers: [], providers: [] };
