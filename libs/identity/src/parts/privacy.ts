import type { Part } from './part';

export const privacy: Part = { controllers: [], providers: [] };
