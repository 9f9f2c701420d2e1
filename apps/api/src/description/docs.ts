import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { typeName } from './names.ts';

/** What the sources say of the exported constants and types: their comments and, for objects, those of the fields. */
export type Docs = {
  of: (name: string) => string | undefined;
  ofField: (name: string, field: string) => string | undefined;
  /** The text of an exported type written by hand, with inferred types by their names. */
  typeText: (name: string) => string | undefined;
};

type Texts = { docs: Record<string, string>; types: Record<string, string> };

/** A statement of the first column, with the comment right above it. */
const STATEMENT =
  /^(?:\/\*\*((?:(?!\*\/)[^])*)\*\/\n)?(?:export )?(const|type) (\w+)\b([^]*?)(?=\n\n|\n(?:\/\*\*|export|const|type|function|class)|$(?![^]))/gm;
/** A field with the comment right above it. */
const FIELD = /\n( +)\/\*\*((?:(?!\*\/)[^])*)\*\/\n +(\w+)\??:/g;

/** Where the bundle has what `readTexts` found when it was made. */
export const TEXTS_FILE = 'contract-texts.json';

/** What contracts say of themselves: kept beside the bundle, or read from the sources. */
export function contractDocs(): Docs {
  const kept = new URL(TEXTS_FILE, import.meta.url);
  if (!existsSync(kept)) return docsOf(readTexts());
  const texts: Texts = JSON.parse(readFileSync(kept, 'utf8'));
  return docsOf(texts);
}

function docsOf({ docs, types }: Texts): Docs {
  const find = (texts: Record<string, string>, name: string) => (Object.hasOwn(texts, name) ? texts[name] : undefined);
  return {
    of: (name) => find(docs, name),
    ofField: (name, field) => find(docs, `${name}.${field}`),
    typeText: (name) => find(types, name),
  };
}

/** Reads the sources of contracts. Names are those of the types (`TripRequest` for `tripRequest`). */
export function readTexts(): Texts {
  const folder = fileURLToPath(new URL('../../../../packages/contracts/src', import.meta.url));
  const docs = new Map<string, string>();
  const types = new Map<string, string>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))) {
    for (const [, doc, kind, name = '', body = ''] of readFileSync(join(folder, file), 'utf8').matchAll(STATEMENT)) {
      if (kind === 'type') types.set(name, byName(body.replace(/^ =\s*/, '').replace(/;$/, '')));
      // A schema says more of itself than the type that is inferred from it.
      if (doc !== undefined && (kind === 'const' || !docs.has(name))) docs.set(typeName(name), plain(doc));
      const fields = [...body.matchAll(FIELD)];
      const outermost = Math.min(...[...body.matchAll(/\n( +)\w+\??:/g)].map(([, indent = '']) => indent.length));
      for (const [, indent = '', text = '', field = ''] of fields)
        if (indent.length === outermost) docs.set(`${typeName(name)}.${field}`, plain(text));
    }
  }
  return { docs: Object.fromEntries(docs), types: Object.fromEntries(types) };
}

/** The text of a comment without its stars. */
function plain(comment: string): string {
  return comment.replace(/\n\s*\*[ \t]?/g, '\n').trim();
}

function byName(text: string): string {
  return text.replace(/z\.infer<typeof (\w+)>/g, (_, name: string) => typeName(name));
}
