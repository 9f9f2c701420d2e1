import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from '@typescript/typescript6';
import { typeName } from './names.ts';

/** What the sources say of the exported constants and types: their comments and, for objects, those of the fields. */
export type Docs = {
  of: (name: string) => string | undefined;
  ofField: (name: string, field: string) => string | undefined;
  /** The text of an exported type written by hand, with inferred types by their names. */
  typeText: (name: string) => string | undefined;
};

/** Reads every source of `folder`. Names are those of the types (`TripRequest` for `tripRequest`). */
export function readDocs(folder: string): Docs {
  const texts = new Map<string, string>();
  const types = new Map<string, string>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))) {
    const source = ts.createSourceFile(file, readFileSync(join(folder, file), 'utf8'), ts.ScriptTarget.Latest, true);
    for (const statement of source.statements) {
      if (ts.isTypeAliasDeclaration(statement)) types.set(statement.name.text, byName(statement.type.getText()));
      if (!ts.isVariableStatement(statement)) continue;
      for (const { name, initializer } of statement.declarationList.declarations) {
        if (!ts.isIdentifier(name) || initializer === undefined) continue;
        remember(texts, typeName(name.text), statement);
        for (const property of fieldsOf(initializer)) remember(texts, `${typeName(name.text)}.${property.name.getText()}`, property);
      }
    }
  }
  return { of: (name) => texts.get(name), ofField: (name, field) => texts.get(`${name}.${field}`), typeText: (name) => types.get(name) };
}

function remember(texts: Map<string, string>, key: string, node: ts.Node): void {
  const text = ts
    .getJSDocCommentsAndTags(node)
    .filter(ts.isJSDoc)
    .map(({ comment }) => ts.getTextOfJSDocComment(comment))
    .find((comment) => comment !== undefined);
  if (text !== undefined) texts.set(key, text);
}

/** The fields of the first object written out in `z.strictObject({…}).refine(…)` and the like. */
function fieldsOf(node: ts.Expression): ts.PropertyAssignment[] {
  if (!ts.isCallExpression(node)) return [];
  const literal = node.arguments.find(ts.isObjectLiteralExpression);
  const below = ts.isPropertyAccessExpression(node.expression) ? fieldsOf(node.expression.expression) : [];
  if (below.length > 0 || literal === undefined) return below;
  return literal.properties.filter(ts.isPropertyAssignment);
}

function byName(text: string): string {
  return text.replace(/z\.infer<typeof (\w+)>/g, (_, name: string) => typeName(name));
}
