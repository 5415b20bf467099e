import { runCommandLineWith } from './dataset-cli';
import { MeasuresDataset } from './measures-dataset';

/** The command line with the test's own dataset, as a process that can be killed. */
runCommandLineWith(new MeasuresDataset());
