import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { AppError } from '@tripmaster/contracts';
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { appPolicy } from './policies.ts';

/** Serves the built web app: hashed files for a year, every page address by `index.html`. Nothing without a build. */
export const webPlugin = fp(
  async (app: FastifyInstance, { folder, secure }: { folder: string | undefined; secure: boolean }) => {
    const policy = appPolicy({ secure });
    const present = folder !== undefined && existsSync(join(folder, 'index.html'));
    if (present) {
      await app.register(fastifyStatic, {
        root: folder,
        wildcard: false,
        index: 'index.html',
        cacheControl: false,
        setHeaders: (reply, path) => {
          reply.header('content-security-policy', policy);
          reply.header('cache-control', path.startsWith(join(folder, 'assets')) ? 'public, max-age=31536000, immutable' : 'no-cache');
        },
      });
    }
    app.setNotFoundHandler(async (request, reply) => {
      const wantsPage = (request.method === 'GET' || request.method === 'HEAD') && request.headers.accept?.includes('text/html') === true;
      if (present && wantsPage) return reply.sendFile('index.html');
      throw new AppError('not-found');
    });
  },
  { name: 'web', dependencies: ['security'] },
);
