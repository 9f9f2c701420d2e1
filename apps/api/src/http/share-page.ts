import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ticketToken } from '@tripmaster/contracts';
import type { Plans } from '@tripmaster/plans';
import type { FastifyInstance } from 'fastify';
import { appPolicy } from '../plugins/policies.ts';

type Card = NonNullable<Awaited<ReturnType<Plans['links']['card']>>>;
type Parts = { plans: Plans; folder: string | undefined; baseUrl: string };

/**
 * `GET /s/<token>`: the web app's page, which shows what a link shows. Programs that make a preview of a link run no
 * script, so the trip is named in the page's head. A link that is over gets the bare page, and 404.
 */
export async function sharePageRoutes(app: FastifyInstance, { plans, folder, baseUrl }: Parts): Promise<void> {
  const index = folder === undefined ? undefined : join(folder, 'index.html');
  if (index === undefined || !existsSync(index)) return;
  const page = await readFile(index, 'utf8');
  const policy = appPolicy({ secure: baseUrl.startsWith('https:') });
  app.get<{ Params: { token: string } }>('/s/:token', async (request, reply) => {
    const token = ticketToken.safeParse(request.params.token);
    const card = token.success ? await plans.links.card(token.data) : undefined;
    return reply
      .status(card === undefined ? 404 : 200)
      .headers({
        'content-security-policy': policy,
        // Revoked is revoked: nobody keeps the page, and no search engine lists it.
        'cache-control': 'no-store',
        'x-robots-tag': 'noindex, nofollow',
      })
      .type('text/html; charset=utf-8')
      .send(card === undefined || !token.success ? page : withCard(page, card, `${baseUrl}/s/${token.data}`));
  });
}

function withCard(page: string, { title, destinations, days, owner }: Card, address: string): string {
  const length = days === 1 ? 'A day' : `${days} days`;
  const tags = {
    'og:type': 'website',
    'og:site_name': 'TripMaster AI',
    'og:title': title,
    'og:description': `${length} in ${listed(destinations)}, shared by ${owner}.`,
    'og:url': address,
    'og:image': `${address}/preview.png`,
  };
  const meta = [
    '<meta name="robots" content="noindex, nofollow" />',
    '<meta name="referrer" content="no-referrer" />',
    '<meta name="twitter:card" content="summary_large_image" />',
    ...Object.entries(tags).map(([name, content]) => `<meta property="${name}" content="${escape(content)}" />`),
  ];
  // Functions, as a `$` in a title is no part of a pattern.
  return page
    .replace(/<title>[^<]*<\/title>/, () => `<title>${escape(title)} · TripMaster AI</title>`)
    .replace(/(<meta\s+name="description"\s+content=)"[^"]*"/, (_all, start: string) => `${start}"${escape(tags['og:description'])}"`)
    .replace('</head>', () => `  ${meta.join('\n    ')}\n  </head>`);
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? 'one place') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
