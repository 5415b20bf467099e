import type { Part } from './part';

export const rights: Part = { controllers: [], providers: [] };
