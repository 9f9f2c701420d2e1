import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { once } from './once.ts';
import type { FileStore, S3Settings } from './store.ts';

const CONNECT_MS = 5_000;
const IDLE_MS = 30_000;

const quiet = () => undefined;

/** Files in a bucket of whatever speaks S3. Nothing there is public; its client is loaded at the first use. */
export function s3Store({ bucket, region, endpoint, accessKeyId, secretAccessKey }: S3Settings): FileStore {
  const opened = once(async () => {
    const [{ Disk }, { S3Driver }, s3] = await Promise.all([
      import('flydrive'),
      import('flydrive/drivers/s3'),
      import('@aws-sdk/client-s3'),
    ]);
    const client = new s3.S3Client({
      region,
      // What fails is said by whoever asked.
      logger: { trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet },
      credentials: { accessKeyId, secretAccessKey },
      requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout: IDLE_MS },
      // A bucket of one's own has no name in the DNS.
      ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
      // Not every server knows the newer checksums.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
    const disk = new Disk(new S3Driver({ client, bucket, visibility: 'private', supportsACL: false }));
    return { disk, client, GetObjectCommand: s3.GetObjectCommand };
  });

  return {
    async put(key, path, { type, size }) {
      const { disk } = await opened();
      await disk.putStream(key, createReadStream(path), { contentType: type, contentLength: size });
    },
    async read(key, stretch) {
      const { disk, client, GetObjectCommand } = await opened();
      if (stretch === undefined) return disk.getStream(key);
      const range = `bytes=${stretch.start}-${stretch.end}`;
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key, Range: range }));
      if (!(Body instanceof Readable)) throw new Error('the store gave no stream');
      return Body;
    },
    async remove(key) {
      await (await opened()).disk.delete(key);
    },
  };
}
