import type { Day } from '@tripmaster/client';

const CLEAR = '\r\u001b[2K';

/** Tells how far a plan is: one line that lives on a terminal, plain lines elsewhere. */
export function progressLine(stream: NodeJS.WriteStream) {
  const live = stream.isTTY;
  let last = '';
  return {
    step(percent: number, message: string): void {
      const line = `${String(percent).padStart(3)} %  ${plain(message)}`;
      if (live) stream.write(`${CLEAR}${line.slice(0, (stream.columns || 80) - 1)}`);
      else if (line !== last) stream.write(`${line}\n`);
      last = line;
    },
    day({ date, city, items }: Day): void {
      const line = `${date}  ${plain(city)}: ${items.length} items`;
      stream.write(live ? `${CLEAR}${line}\n${last}` : `${line}\n`);
    },
    end(): void {
      if (live) stream.write(CLEAR);
    },
  };
}

/** Text from elsewhere without what a terminal would obey. */
function plain(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
}
