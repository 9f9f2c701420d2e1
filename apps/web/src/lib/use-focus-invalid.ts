import { type RefObject, useEffect } from 'react';

/** Moves focus to the first refused field of a form whenever `refusals` (a count) goes up. */
export function useFocusInvalid(form: RefObject<HTMLFormElement | null>, refusals: number): void {
  useEffect(() => {
    if (refusals > 0)
      form.current
        ?.querySelector<HTMLElement>('input[aria-invalid], select[aria-invalid], textarea[aria-invalid], [aria-invalid] button')
        ?.focus();
  }, [form, refusals]);
}
