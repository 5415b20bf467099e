import type { Part } from './part';

export const limits: Part = { controllers: [], providers: [] };
