import { runCommandLineWith } from '../dataset-cli';
import { HASTY, igdbRecords } from './igdb-import';

/** The games of IGDB alone; after a failed request it waits until it is killed. */
runCommandLineWith(igdbRecords(process.env, { ...HASTY, pauseMs: () => 60_000 }));
