import 'reflect-metadata';
import { readSettings } from '@hexagone/platform';
import { serve } from '../../apps/api/src/bootstrap';
import { ProbesModule } from './probes';

/** The service with the probes' routes, as a process of its own. */
void serve(readSettings(process.env), { modules: [ProbesModule] });
