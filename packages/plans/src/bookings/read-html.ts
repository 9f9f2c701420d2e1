import { Parser, type Handler } from 'htmlparser2';

/** Pages that people read are some dozens of elements deep. The parser’s time grows with the square of it. */
const MOST_DEPTH = 1_000;

class TooDeep extends Error {}

/** Tells `handler` of a page’s elements and texts, as far as they are not nested too deep. */
export function readHtml(html: string, handler: Pick<Handler, 'onopentag' | 'ontext' | 'onclosetag'>): void {
  let depth = 0;
  const parser = new Parser(
    {
      ...handler,
      onopentagname() {
        depth += 1;
        if (depth > MOST_DEPTH) throw new TooDeep();
      },
      onclosetag(name, isImplied) {
        depth -= 1;
        handler.onclosetag?.(name, isImplied);
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  try {
    parser.write(html);
    parser.end();
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
  }
}
