import type { RawFile } from '../../application/source-files';
import type { Content } from './content';

export async function openContainer(file: RawFile, _signal: AbortSignal): Promise<Content> {
  return { container: 'none', endProven: false, bytes: () => file.open(), close: () => undefined };
}
