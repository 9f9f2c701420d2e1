import type { JsonSchema } from '@tripmaster/contracts';
import { html, prose, type Html } from './html.ts';

/** A schema as people read it: its fields with their types, each with what is said of it. */
export function schemaView(schema: JsonSchema): Html {
  const fields = fieldsOf(schema);
  const variants = variantsOf(schema);
  if (fields === undefined && variants === undefined) return html`<p class="type">${typeOf(schema)}${noteOf(schema)}</p>`;
  if (variants !== undefined)
    return html`<p class="type">${'One of'}</p>
      <ol class="variants">
        ${variants.map((variant) => html`<li>${schemaView(variant)}</li>`)}
      </ol>`;
  return fieldList(schema, fields ?? []);
}

type Field = { name: string; schema: JsonSchema; required: boolean };

function fieldList(schema: JsonSchema, fields: readonly Field[]): Html {
  if (fields.length === 0) return html`<p class="type">${typeOf(schema)}</p>`;
  return html`<ul class="fields">
    ${fields.map(
      ({ name, schema: field, required }) =>
        html`<li>
          <code class="name">${name}</code>${required ? '' : html`<span class="optional">optional</span>`}
          <span class="type">${typeOf(field)}</span>${noteOf(field)}${below(field)}
        </li>`,
    )}
  </ul>`;
}

/** What stands inside a field, where it has no name of its own. */
function below(schema: JsonSchema): Html | undefined {
  const inner = isSchema(schema['items']) ? schema['items'] : schema;
  const fields = fieldsOf(inner);
  const variants = variantsOf(inner);
  if (fields !== undefined && fields.length > 0) return fieldList(inner, fields);
  if (variants?.some((variant) => fieldsOf(variant) !== undefined) === true)
    return html`<ol class="variants">
      ${variants.map((variant) => html`<li>${schemaView(variant)}</li>`)}
    </ol>`;
  return undefined;
}

function noteOf({ description, default: standard }: JsonSchema): Html | undefined {
  const words = [
    typeof description === 'string' ? description : undefined,
    standard === undefined ? undefined : `When left out: \`${JSON.stringify(standard)}\`.`,
  ].filter((word) => word !== undefined);
  return words.length === 0 ? undefined : html`<span class="note">${prose(words.join(' '))}</span>`;
}

/** A type in a few words, with links to what has a name. */
function typeOf(schema: JsonSchema): Html {
  const { $ref: ref, const: value, enum: words, type, items, format } = schema;
  if (typeof ref === 'string') {
    const name = nameOf(ref);
    return html`<a href="#schema-${name}">${name}</a>`;
  }
  if (value !== undefined) return html`<code>${JSON.stringify(value)}</code>`;
  if (Array.isArray(words)) return joined(words.map((word) => html`<code>${JSON.stringify(word)}</code>`));
  const variants = variantsOf(schema);
  if (variants !== undefined) return joined(variants.map(typeOf));
  if (type === 'array') return html`list of ${isSchema(items) ? typeOf(items) : 'anything'}${bounds(schema)}`;
  if (type === 'object') {
    const { additionalProperties: others } = schema;
    return isSchema(others) && fieldsOf(schema)?.length === 0 ? html`object of ${typeOf(others)} by name` : html`object`;
  }
  if (typeof type === 'string') return html`${WORDS[type] ?? type}${typeof format === 'string' ? ` (${format})` : ''}${bounds(schema)}`;
  return html`anything`;
}

const WORDS: Readonly<Record<string, string>> = { string: 'text', integer: 'whole number', boolean: 'true or false' };

function bounds({ minLength, maxLength, minItems, maxItems, minimum, maximum }: JsonSchema): string {
  const low = minLength ?? minItems ?? minimum;
  const high = maxLength ?? maxItems ?? maximum;
  const unit = maxLength === undefined && minLength === undefined ? '' : ' characters';
  if (low === undefined && high === undefined) return '';
  if (high === undefined) return `, at least ${JSON.stringify(low)}${unit}`;
  return low === undefined ? `, at most ${JSON.stringify(high)}${unit}` : `, ${JSON.stringify(low)} to ${JSON.stringify(high)}${unit}`;
}

function joined(parts: readonly Html[]): Html {
  return html`${parts.map((part, index) => (index === 0 ? part : html` or ${part}`))}`;
}

function fieldsOf({ type, properties, required }: JsonSchema): Field[] | undefined {
  if (type !== 'object') return undefined;
  if (!isSchema(properties)) return [];
  const needed = new Set(Array.isArray(required) ? required : []);
  return Object.entries(properties).flatMap(([name, schema]) => (isSchema(schema) ? [{ name, schema, required: needed.has(name) }] : []));
}

function variantsOf({ anyOf, oneOf }: JsonSchema): JsonSchema[] | undefined {
  const found = anyOf ?? oneOf;
  return Array.isArray(found) ? found.filter(isSchema) : undefined;
}

export function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The name that a reference points to. */
export function nameOf(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}
