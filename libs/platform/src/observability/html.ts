const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

class Html {
  constructor(readonly text: string) {}
}

export type Markup = Html;

type Value = string | number | boolean | null | undefined | Html | readonly Value[];

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

const escaped = (value: Value): string => {
  if (value instanceof Html) return value.text;
  if (isList(value)) return value.map(escaped).join('');
  return String(value ?? '').replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
};

/** Every value is escaped, unless it was made by this same tag. */
export const html = (texts: TemplateStringsArray, ...values: Value[]): Html =>
  new Html(texts.map((text, i) => text + (i < values.length ? escaped(values[i]) : '')).join(''));

const STYLE = `body{font:1rem/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
table{border-collapse:collapse;margin:.5rem 0 1.5rem;width:100%}th,td{border:1px solid #767676;padding:.3rem .6rem;text-align:left;vertical-align:top}
code{background:#f0f0f0;padding:0 .2rem}a{color:#0b3d91}`;

/** A whole page: no script, readable without colour. */
export function page(language: string, title: string, body: Html): string {
  const style = new Html(`<style>${STYLE}</style>`);
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>${title}</title>
        ${style}
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html> `.text;
}
