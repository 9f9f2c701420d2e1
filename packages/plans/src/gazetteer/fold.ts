import { plain } from '../words.ts';

/** A place's name as it is looked up: as `plain` has it, with `St` written out as `saint`. */
export function foldName(name: string): string {
  return plain(name).replace(/\bst(?=\s)/g, 'saint');
}

/** The German way to write umlauts without them (`München` = `muenchen`), or undefined when there are none. */
export function foldUmlauts(name: string): string | undefined {
  const spelled = name.replace(/[äöü]/gi, (letter) => ({ ä: 'ae', ö: 'oe', ü: 'ue' })[letter.toLowerCase()] ?? letter);
  return spelled === name ? undefined : foldName(spelled);
}
