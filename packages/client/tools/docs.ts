import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { typeName } from './names.ts';

/** What the sources say of the exported constants and types: their comments and, for objects, those of the fields. */
export type Docs = {
  of: (name: string) => string | undefined;
  ofField: (name: string, field: string) => string | undefined;
  /** The text of an exported type written by hand, with inferred types by their names. */
  typeText: (name: string) => string | undefined;
};

/** A statement of the first column, with the comment right above it. */
const STATEMENT =
  /^(?:\/\*\*((?:(?!\*\/)[^])*)\*\/\n)?(?:export )?(const|type) (\w+)\b([^]*?)(?=\n\n|\n(?:\/\*\*|export|const|type|function|class)|$(?![^]))/gm;
/** A field with the comment right above it. */
const FIELD = /\n( +)\/\*\*((?:(?!\*\/)[^])*)\*\/\n +(\w+)\??:/g;

/** Reads every source of `folder`. Names are those of the types (`TripRequest` for `tripRequest`). */
export function readDocs(folder: string): Docs {
  const texts = new Map<string, string>();
  const types = new Map<string, string>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))) {
    for (const [, doc, kind, name = '', body = ''] of readFileSync(join(folder, file), 'utf8').matchAll(STATEMENT)) {
      if (kind === 'type') types.set(name, byName(body.replace(/^ =\s*/, '').replace(/;$/, '')));
      // A schema says more of itself than the type that is inferred from it.
      if (doc !== undefined && (kind === 'const' || !texts.has(name))) texts.set(typeName(name), plain(doc));
      const fields = [...body.matchAll(FIELD)];
      const outermost = Math.min(...[...body.matchAll(/\n( +)\w+\??:/g)].map(([, indent = '']) => indent.length));
      for (const [, indent = '', text = '', field = ''] of fields)
        if (indent.length === outermost) texts.set(`${typeName(name)}.${field}`, plain(text));
    }
  }
  return { of: (name) => texts.get(name), ofField: (name, field) => texts.get(`${name}.${field}`), typeText: (name) => types.get(name) };
}

/** The text of a comment without its stars. */
function plain(comment: string): string {
  return comment.replace(/\n\s*\*[ \t]?/g, '\n').trim();
}

function byName(text: string): string {
  return text.replace(/z\.infer<typeof (\w+)>/g, (_, name: string) => typeName(name));
}
