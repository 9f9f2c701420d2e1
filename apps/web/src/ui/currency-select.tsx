import { CaretDownIcon } from '@phosphor-icons/react';
import './field.css';

/** In the order people look for them; the rest of ISO 4217 follows in the list. */
const COMMON_CURRENCIES = [
  'EUR',
  'USD',
  'GBP',
  'CHF',
  'SEK',
  'NOK',
  'DKK',
  'PLN',
  'CZK',
  'HUF',
  'JPY',
  'CNY',
  'KRW',
  'INR',
  'AUD',
  'CAD',
  'NZD',
  'ILS',
  'TRY',
  'BRL',
  'MXN',
  'ZAR',
] as const;

const OTHERS = Intl.supportedValuesOf('currency').filter((code) => !COMMON_CURRENCIES.some((common) => common === code));

/** The currency of an amount, at the end of its input: both stand in a `.money`. `first` are those that matter here. */
export function CurrencySelect({
  value,
  onChange,
  first = [],
  disabled = false,
}: {
  value: string;
  onChange: (currency: string) => void;
  first?: readonly string[];
  disabled?: boolean;
}) {
  return (
    <span className="cur">
      <select aria-label="Currency" value={value} disabled={disabled} onChange={(event) => onChange(event.target.value)}>
        {first.length > 0 && (
          <optgroup label="Of this trip">
            {first.map((code) => (
              <option key={code}>{code}</option>
            ))}
          </optgroup>
        )}
        <optgroup label="Often used">
          {COMMON_CURRENCIES.filter((code) => !first.includes(code)).map((code) => (
            <option key={code}>{code}</option>
          ))}
        </optgroup>
        <optgroup label="All">
          {OTHERS.filter((code) => !first.includes(code)).map((code) => (
            <option key={code}>{code}</option>
          ))}
        </optgroup>
      </select>
      <CaretDownIcon size={16} weight="bold" aria-hidden />
    </span>
  );
}
