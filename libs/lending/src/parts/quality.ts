import type { Part } from './part';

export const quality: Part = { controllers: [], providers: [] };
