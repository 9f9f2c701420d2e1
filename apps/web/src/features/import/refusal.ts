import type { FieldProblem } from '@tripmaster/contracts';

const LINES_SHOWN = 8;
const VERB = /^(is|has|can’t|tells|asks|confirms)\b/;

/** Why a file was not read, a sentence a fault. A line is named as it is; of a whole file it is said what it is not. */
export function refusalText(fields: readonly FieldProblem[]): string {
  const faults = fields.slice(0, LINES_SHOWN).map(({ path, reason }) => {
    const where = path.replace(/^content\.?/, '') || 'file';
    if (!/^(file|text|mail|page|PDF)$/i.test(where)) return `${where}: ${reason}`;
    return VERB.test(reason) ? `This ${where} ${reason}` : `${reason.charAt(0).toUpperCase()}${reason.slice(1)}`;
  });
  return `Not read. ${faults.join('. ')}.`;
}
