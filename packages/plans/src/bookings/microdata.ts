import { readHtml } from './read-html.ts';

/** An item of markup: its type under `@type`, its properties by name. */
export type Node = { [key: string]: unknown };

const MOST_DEPTH = 30;
const MOST_NODES = 20_000;

/** Items of microdata as JSON-LD would have them. */
export function microdata(html: string): Node[] {
  const roots: Node[] = [];
  const open: { node: Node; depth: number }[] = [];
  let depth = 0;
  let count = 0;
  let property: { name: string; node: Node; depth: number; value: string } | undefined;
  const put = (node: Node, names: string, value: unknown): void => {
    for (const name of names.split(/\s+/).slice(0, 5))
      if (name !== '' && !Object.hasOwn(node, name) && name !== '__proto__') node[name] = value;
  };
  const VOID = new Set(['meta', 'link', 'br', 'img', 'input', 'hr', 'col', 'area', 'base', 'embed', 'source', 'wbr']);
  readHtml(html.slice(0, 2_000_000), {
    onopentag(tag, attributes) {
      if (!VOID.has(tag)) depth += 1;
      if (count > MOST_NODES) return;
      count += 1;
      const parent = open.at(-1)?.node;
      const names = attributes['itemprop'];
      if ('itemscope' in attributes && open.length < MOST_DEPTH) {
        const node: Node = { '@type': attributes['itemtype'] ?? '' };
        if (parent === undefined) roots.push(node);
        else if (names !== undefined) put(parent, names, node);
        open.push({ node, depth });
        return;
      }
      if (names === undefined || parent === undefined) return;
      const given = attributes['content'] ?? attributes['datetime'] ?? (tag === 'link' || tag === 'a' ? attributes['href'] : undefined);
      if (given !== undefined) put(parent, names, given);
      else property ??= { name: names, node: parent, depth, value: '' };
    },
    ontext(value) {
      if (property !== undefined && property.value.length < 1_000) property.value += value;
    },
    onclosetag(tag) {
      if (VOID.has(tag)) return;
      if (property?.depth === depth) {
        put(property.node, property.name, property.value.replace(/\s+/g, ' ').trim());
        property = undefined;
      }
      if (open.at(-1)?.depth === depth) open.pop();
      depth -= 1;
    },
  });
  return roots;
}
