/** The ECB's daily file, in its own form, with these rates. */
export function ecbFile(asOf: string, rates: Record<string, string | number>): string {
  const lines = Object.entries(rates).map(([currency, rate]) => `\t\t\t<Cube currency='${currency}' rate='${rate}'/>\n`);
  return [
    `<?xml version="1.0" encoding="UTF-8"?>\n`,
    `<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">\n`,
    `\t<gesmes:subject>Reference rates</gesmes:subject>\n`,
    `\t<gesmes:Sender>\n\t\t<gesmes:name>European Central Bank</gesmes:name>\n\t</gesmes:Sender>\n`,
    `\t<Cube>\n\t\t<Cube time='${asOf}'>\n${lines.join('')}\t\t</Cube>\n\t</Cube>\n</gesmes:Envelope>`,
  ].join('');
}
