import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * One file of declarations out of those `tsc` wrote beside each other: what `entry` exports, and what that needs.
 * Relies on how they are printed: a statement begins in the first column, an import is one line.
 */
export function flatten(entry: string): string {
  const statements = new Map<string, string>();
  const imports = new Map<string, string>();
  const exports = new Map<string, string[]>();

  function visit(file: string): string[] {
    const known = exports.get(file);
    if (known !== undefined) return known;
    const exported: string[] = [];
    exports.set(file, exported);
    for (const text of split(readFileSync(file, 'utf8'))) {
      const [, names, from] = /^(?:import|export)(?: type)? (?:\{ (.*) \}|\*) from '(.*)';$/.exec(text) ?? [];
      if (from !== undefined) {
        const below = from.startsWith('.') ? visit(join(dirname(file), from.replace(/\.ts$/, '.d.ts'))) : [];
        const list = names?.split(', ').map((name) => name.replace(/^type /, '')) ?? below;
        if (list.some((name) => name.includes(' '))) throw new Error(`no new names, please: ${text}`);
        if (!from.startsWith('.')) for (const name of list) imports.set(name, from);
        if (text.startsWith('export')) exported.push(...list);
        continue;
      }
      const name = /^(?:\/\*\*[^]*?\*\/\n)?(?:export )?(?:declare )?(?:type|function|const) (\w+)/.exec(text)?.[1];
      if (name === undefined) throw new Error(`a declaration of a kind not known here: ${text}`);
      if (statements.has(name)) throw new Error(`two declarations are called ${name}`);
      statements.set(name, text.replace(/^export /m, ''));
      if (/^export /m.test(text)) exported.push(name);
    }
    return exported;
  }

  const exported = visit(entry);
  const needed = new Set<string>();
  const need = (name: string) => {
    if (needed.has(name)) return;
    needed.add(name);
    const text = statements.get(name)?.replace(/\/\*\*[^]*?\*\//g, '') ?? '';
    for (const [word] of text.matchAll(/\w+/g)) if (statements.has(word) || imports.has(word)) need(word);
  };
  exported.forEach(need);

  const used = [...new Set(imports.values())].toSorted().flatMap((from) => {
    const names = [...imports].filter(([name, source]) => source === from && needed.has(name)).map(([name]) => name);
    return names.length === 0 ? [] : [`import type { ${names.toSorted().join(', ')} } from '${from}';`];
  });
  const kept = [...statements].filter(([name]) => needed.has(name));
  const isType = (name: string) => /^type /m.test(statements.get(name) ?? '');
  return [
    ...used,
    ...kept.map(([, text]) => dense(text)),
    `export { ${exported
      .filter((name) => !isType(name))
      .toSorted()
      .join(', ')} };`,
    `export type { ${exported.filter(isType).toSorted().join(', ')} };`,
    '',
  ].join('\n');
}

/** A statement with tabs, and with objects of plain fields in one line: the package stays small. */
function dense(text: string): string {
  const tabbed = text.replace(/^(?: {4})+/gm, (indent) => '\t'.repeat(indent.length / 4));
  for (let before = '', after = tabbed; ; after = before.replace(BLOCK, inLine)) {
    if (after === before) return after;
    before = after;
  }
}

/** An object whose fields have no comments and are a line each. */
const BLOCK = /\{\n((?:\t+(?![\t}]|\/\*)[^\n]*;\n)+)\t*\}/g;

function inLine(block: string, fields: string): string {
  const line = `{ ${fields.trim().replace(/;$/, '').replace(/\n\t+/g, ' ')} }`;
  return line.length > 140 ? block : line;
}

/** The statements of a file, each with its comment. */
function split(source: string): string[] {
  return source
    .replace(/^\/\/.*\n/gm, '')
    .split(/^(?=\/\*\*|(?:import|export|declare|type) )/m)
    .map((text) => text.trim())
    .reduce<string[]>((all, text) => {
      // A comment belongs to what follows it.
      const before = all.at(-1);
      if (before?.endsWith('*/') === true) all[all.length - 1] = `${before}\n${text}`;
      else if (text !== '' && text !== 'export {};') all.push(text);
      return all;
    }, []);
}
