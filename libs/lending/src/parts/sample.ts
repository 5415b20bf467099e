import { SampleLendingCommand } from '../infrastructure/cli/sample-lending.command';
import type { Part } from '@hexagone/platform';

export const sample: Part = { controllers: [], providers: [SampleLendingCommand] };
