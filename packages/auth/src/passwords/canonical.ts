/**
 * The text a password stands for, wherever it is hashed, measured or compared: NFKC, so that it is the same
 * from every keyboard (NIST SP 800-63B, 3.1.1.2). Nothing else is changed and nothing cut off.
 */
export const canonical = (password: string): string => password.normalize('NFKC');

/** Canonical and without the difference of capitals, for comparing with what is easily guessed. */
export const folded = (text: string): string => canonical(text).toLowerCase();
