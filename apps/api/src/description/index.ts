export { definitionsOf } from './definitions.ts';
export { describeApi } from './describe.ts';
export { contractDocs, type Docs } from './docs.ts';
export { isSchema, namedSchemas } from './names.ts';
