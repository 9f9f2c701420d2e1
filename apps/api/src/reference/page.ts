import type { ApiDescription, ApiProcedure } from '@tripmaster/contracts';
import { groupOf } from '../description/describe.ts';
import { PLAIN_PATHS, type PlainPath } from '../description/plain-paths.ts';
import { GUARDS, limitInWords, scopeInWords } from '../description/words.ts';
import { curlOf, commandOf, typescriptOf } from './examples.ts';
import { html, prose, type Html } from './html.ts';
import { schemaView } from './schema-view.ts';

const KINDS = { query: 'asks', mutation: 'does', subscription: 'streams' } as const;

/** The whole reference as one page that needs no script. */
export function referencePage(api: ApiDescription, { baseUrl }: { baseUrl: string }): string {
  const byGroup = Map.groupBy(api.procedures, ({ path }) => groupOf(path));
  const groups = api.groups.map((group) => ({ ...group, procedures: byGroup.get(group.name) ?? [] }));
  const schemas = Object.entries(api.schemas);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>For programs: TripMaster AI</title>
        <meta name="description" content="Every procedure of TripMaster AI: what it takes, what it gives, who may call it." />
        <link rel="stylesheet" href="/api/docs.css" />
        <link rel="icon" href="/favicon.svg" />
      </head>
      <body>
        <a class="skip" href="#main">To the procedures</a>
        <header class="cover">
          <p class="brand"><a href="/">TripMaster AI</a></p>
          <h1>For programs</h1>
          <p class="lead">${api.procedures.length} procedures over plain HTTP and JSON. What the app does, a program can do.</p>
          <p class="ways">
            <a href="/api/openapi.json">OpenAPI 3.1</a><a href="#start">How to call</a><a href="#files">Files</a
            ><a href="#schemas">Schemas</a>
          </p>
        </header>
        <div class="frame">
          <nav aria-label="Procedures">
            ${groups.map(
              ({ name, procedures }) =>
                html`<h2><a href="#${name}">${name}</a></h2>
                  <ul>
                    ${procedures.map(({ path }) => html`<li><a href="#${path}">${path.slice(name.length + 1)}</a></li>`)}
                  </ul>`,
            )}
            <h2><a href="#files">files and server</a></h2>
            <ul>
              ${PLAIN_PATHS.map((plain) => html`<li><a href="#${anchorOf(plain)}">${plain.path}</a></li>`)}
            </ul>
            <h2><a href="#schemas">schemas</a></h2>
            <ul>
              ${schemas.map(([name]) => html`<li><a href="#schema-${name}">${name}</a></li>`)}
            </ul>
          </nav>
          <main id="main">
            ${start(baseUrl)}
            ${groups.map(
              ({ name, about, procedures }) =>
                html`<section aria-labelledby="${name}">
                  <h2 id="${name}">${name} <small>${about}</small></h2>
                  ${procedures.map((procedure) => procedureView(procedure, api, baseUrl))}
                </section>`,
            )}
            <section aria-labelledby="files">
              <h2 id="files">files and server <small>Plain HTTP, beside the procedures</small></h2>
              ${PLAIN_PATHS.map(plainView)}
            </section>
            <section aria-labelledby="schemas">
              <h2 id="schemas">schemas <small>What procedures take and give, by name</small></h2>
              ${schemas.map(
                ([name, schema]) =>
                  html`<article id="schema-${name}">
                    <h3>${name}</h3>
                    ${typeof schema['description'] === 'string' ? html`<p>${prose(schema['description'])}</p>` : ''}${schemaView(schema)}
                  </article>`,
              )}
            </section>
          </main>
        </div>
      </body>
    </html> `.text;
}

function start(baseUrl: string): Html {
  return html`<section aria-labelledby="start">
    <h2 id="start">How to call</h2>
    <p>
      A query is a <code>GET</code> with its input as JSON in <code>input</code>; a mutation is a <code>POST</code> with its input as a JSON
      body. A good answer is <code>{"result":{"data":…}}</code>. A stream is a <code>GET</code> that answers with
      <code>text/event-stream</code>.
    </p>
    <p>
      A failure is <code>{"error":{"message","data":{"code","httpStatus","details"}}}</code>. <code>data.code</code> is one of a closed set,
      the message is written for people, and <code>details.fields</code> names what was wrong with an input. A 429 or 503 says in
      <code>Retry-After</code> how long to wait.
    </p>
    <p>
      Make an API token under <a href="/account/tokens">Account, API tokens</a> and send it as a bearer token. Where a call makes something
      new, an <code>Idempotency-Key</code> makes it once however often it is sent.
    </p>
    <pre><code>curl -G ${baseUrl}/trpc/plans.list -H "Authorization: Bearer $TRIPMASTER_TOKEN"</code></pre>
  </section>`;
}

function procedureView(procedure: ApiProcedure, api: ApiDescription, baseUrl: string): Html {
  const { path, kind, who, scope, summary, description, limit, once, tool, input, inputOptional, output } = procedure;
  const facts = [
    ['Who', who],
    ['Token', scopeInWords(scope)],
    ['Limit', limit === undefined ? undefined : limitInWords(limit)],
    ['Once', once === true ? 'Takes an `Idempotency-Key`.' : undefined],
    ['Model', tool === undefined ? undefined : `A tool over MCP: \`${path.replaceAll('.', '_')}\`.`],
  ] as const;
  return html`<article id="${path}">
<h3><a href="#${path}">${path}</a> <span class="kind ${kind}">${KINDS[kind]}</span></h3>
<p>${summary}${description === undefined ? '' : ` ${description}`}</p>
<dl>${facts.map(([name, text]) =>
    text === undefined
      ? ''
      : html`<div>
          <dt>${name}</dt>
          <dd>${prose(text)}</dd>
        </div>`,
  )}</dl>
${
  input === undefined
    ? html`<p class="takes">Takes nothing.</p>`
    : html`<details open>
        <summary>Takes${inputOptional === true ? ' (may be left out)' : ''}</summary>
        ${schemaView(input)}
      </details>`
}
<details${output['$ref'] === undefined ? '' : html` open`}><summary>${kind === 'subscription' ? 'Gives, event by event' : 'Gives'}</summary>${schemaView(output)}</details>
<details class="examples"><summary>Examples</summary>
<p>curl</p><pre><code>${curlOf(procedure, api, baseUrl)}</code></pre>
<p>TypeScript</p><pre><code>${typescriptOf(procedure, api)}</code></pre>
<p>Command line</p><pre><code>${commandOf(procedure, api)}</code></pre>
</details>
</article>`;
}

function plainView(plain: PlainPath): Html {
  const { method, path, summary, description, who, parameters = {}, answers } = plain;
  return html`<article id="${anchorOf(plain)}">
    <h3><a href="#${anchorOf(plain)}">${path}</a> <span class="kind">${method.toUpperCase()}</span></h3>
    <p>${summary}${description === undefined ? '' : ` ${description}`}</p>
    <dl>
      <div>
        <dt>Who</dt>
        <dd>${GUARDS[who] ?? who}</dd>
      </div>
      ${Object.entries(parameters).map(
        ([name, { description, schema }]) =>
          html`<div>
            <dt><code>${name}</code></dt>
            <dd>${description} ${Array.isArray(schema['enum']) ? schema['enum'].join(', ') : ''}</dd>
          </div>`,
      )}
      ${Object.entries(answers).map(
        ([status, { description, types }]) =>
          html`<div>
            <dt>${status}</dt>
            <dd>${description} ${types?.join(', ')}</dd>
          </div>`,
      )}
    </dl>
  </article>`;
}

function anchorOf({ method, path }: PlainPath): string {
  return `${method}-${path.replace(/[^\w.]+/g, '-').replace(/^-|-$/g, '')}`;
}
