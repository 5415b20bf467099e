import { recordsOf, type SampleWish } from './sample-wish';

/** What an index holds, one document a line, as it is dumped: `{ _index, _id, _source }`. */
export function* elasticsearchLines(wish: SampleWish): Generator<string> {
  for (const { sourceKey, body } of recordsOf('elasticsearch', wish)) {
    const [index = '', id = ''] = sourceKey.split(':');
    yield `${JSON.stringify({ _index: index, _id: id, _source: body })}\n`;
  }
}
