/** An address that breaks before its `@` where it has to. */
export function Email({ value }: { value: string }) {
  const at = value.lastIndexOf('@');
  return (
    <bdi>
      {value.slice(0, at)}
      <wbr />
      {value.slice(at)}
    </bdi>
  );
}
