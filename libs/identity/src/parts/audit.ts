import type { Part } from './part';

export const audit: Part = { controllers: [], providers: [] };
