import { SampleLendingCommand } from '../infrastructure/cli/sample-lending.command';
import type { Part } from './part';

export const sample: Part = { controllers: [], providers: [SampleLendingCommand] };
