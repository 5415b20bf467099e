import type { Part } from './part';

export const vectors: Part = { controllers: [], providers: [] };
