/** What was written as JSON, or what is wrong with it. */
export function readJson(written: string): { value: unknown } | { fault: string } {
  try {
    const value: unknown = JSON.parse(written);
    return { value };
  } catch (error) {
    return { fault: `This is not JSON: ${error instanceof Error ? error.message : 'it can’t be read'}. Words stand in double quotes.` };
  }
}
