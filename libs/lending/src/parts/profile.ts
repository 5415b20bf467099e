import type { Part } from './part';

export const profile: Part = { controllers: [], providers: [] };
