import type { Part } from './part';

export const tokens: Part = { controllers: [], providers: [] };
