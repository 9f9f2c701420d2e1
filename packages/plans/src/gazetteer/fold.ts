/** Letters that Unicode does not decompose, as people type them on a plain keyboard. */
const LETTERS: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ı: 'i', ŋ: 'n', ə: 'a', ƙ: 'k', ɗ: 'd' };

/**
 * A name as it is looked up: without case, diacritics or punctuation (`Saint-Malo` = `saint malo`,
 * `Xi’an` = `xian`, `Łódź` = `lodz`), single spaces, `St` written out as `saint`. Other scripts keep their letters.
 */
export function foldName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[ßøæœłđðþħıŋəƙɗ]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/['’‘`´ʻʼʿʾ.·]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
    .replace(/\bst(?=\s)/g, 'saint')
    .normalize('NFC');
}

/** The German way to write umlauts without them (`München` = `muenchen`), or undefined when there are none. */
export function foldUmlauts(name: string): string | undefined {
  const spelled = name.replace(/[äöü]/gi, (letter) => ({ ä: 'ae', ö: 'oe', ü: 'ue' })[letter.toLowerCase()] ?? letter);
  return spelled === name ? undefined : foldName(spelled);
}
