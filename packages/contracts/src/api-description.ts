/** A JSON Schema (2020-12); references have the form `#/components/schemas/<name>`. */
export type JsonSchema = { [keyword: string]: unknown };

/** What is to be known of a procedure to call it. */
export type ApiProcedure = {
  /** Its public name, such as `plans.get`. */
  path: string;
  kind: 'query' | 'mutation' | 'subscription';
  /** Who may call it, by the rungs of the ladder. */
  guard: string;
  /** The same in words. */
  who: string;
  /** What an API token needs to call it; absent where a token is not looked at, or never enough. */
  scope?: string;
  summary: string;
  description?: string;
  limit?: { max: number; windowMs: number; by: string };
  /** It honours an `Idempotency-Key`. */
  once?: true;
  /** It is a tool for models, which only reads, only adds, or also changes what is there. */
  tool?: string;
  /** Absent where it takes nothing. */
  input?: JsonSchema;
  /** The input may be left out. */
  inputOptional?: true;
  /** What it gives; for a subscription, the data of one event. */
  output: JsonSchema;
};

/** Every procedure by its groups, and the schemas they share by their names. */
export type ApiDescription = {
  /** The first parts of the procedures' names, in the order of their use, and what they are about. */
  groups: { name: string; about: string }[];
  /** In the order of the groups, and by name within them. */
  procedures: ApiProcedure[];
  schemas: Record<string, JsonSchema>;
};
