import type { Part } from './part';

export const files: Part = { controllers: [], providers: [] };
