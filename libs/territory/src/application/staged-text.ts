/** Staged text is compared byte by byte: nothing in a stage is sorted for people. */
export const TEXT = 'text COLLATE "C"';
