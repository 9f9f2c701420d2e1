/** A Content-Disposition with a file's own name (RFC 6266), and a plain one for whoever does not know how to read it. */
export function dispositionOf(shown: 'inline' | 'attachment', name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\w. ()+-]/g, '_');
  const whole = encodeURIComponent(name).replace(/['()*!]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${shown}; filename="${plain}"; filename*=UTF-8''${whole}`;
}
