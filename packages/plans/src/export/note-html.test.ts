import { expect, it } from 'vitest';
import { noteHtml } from './note-html.ts';

it('shows a note’s emphasis, lists, quotations and links', () => {
  expect(noteHtml('Ring the **top** bell\nand wait')).toBe('<p>Ring the <strong>top</strong> bell<br />and wait</p>\n');
  expect(noteHtml('- one\n- two')).toContain('<li>one</li>');
  expect(noteHtml('> quoted')).toContain('<blockquote>');
  expect(noteHtml('[menu](https://example.org/a?b=1)')).toContain(
    '<a href="https://example.org/a?b=1" rel="noopener noreferrer nofollow">',
  );
});

it('makes nothing of a note that could do something', () => {
  const bad = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '![x](https://evil.example/p.png)',
    '[x](javascript:alert(1))',
    '[x](//evil.example)',
    '[x](data:text/html,hi)',
    '<a href="https://a.example" onclick="x()">a</a>',
    '# <svg onload=alert(1)>',
    '<https://user:pass@evil.example>"onmouseover=x',
  ];
  for (const note of bad) {
    const html = noteHtml(note);
    expect(html).not.toMatch(/<(?!\/?(?:p|br|strong|em|del|code|ul|ol|li|blockquote|a)\b)/);
    expect(html).not.toMatch(/<[^>]*\son\w+=/);
    expect(html).not.toMatch(/href="(?!https?:)/);
  }
});
