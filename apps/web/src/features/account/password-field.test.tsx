import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { PasswordField } from './password-field.tsx';

it.each([
  [true, 'new-password'],
  [false, 'current-password'],
])('masks what is typed and lets password managers help (new: %s)', (fresh, autocomplete) => {
  const markup = renderToStaticMarkup(<PasswordField value="" error={undefined} fresh={fresh} onChange={() => undefined} />);
  const [input] = /<input[^>]*>/.exec(markup) ?? [];
  expect(input).toContain('type="password"');
  expect(input?.toLowerCase()).toContain(`autocomplete="${autocomplete}"`);
  expect(input).not.toMatch(/onpaste|readonly/i);
  expect(markup).toContain('Show the password');
});
