import type { Part } from './part';

export const machines: Part = { controllers: [], providers: [] };
