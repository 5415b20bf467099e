import type { Part } from './part';

export const accounts: Part = { controllers: [], providers: [] };
