import { AppError } from '@tripmaster/contracts';
import pLimit from 'p-limit';
import { MOST_PIXELS } from './limits.ts';
import type { FileType } from './names.ts';
import { once } from './once.ts';

type PictureType = Extract<FileType, `image/${string}`>;
export type Picture = { type: PictureType; width: number; height: number };

const THUMBNAIL_PX = 256;
const SECONDS = 60;
/** What the library may find a picture to be: it reads more, such as SVG, which the rest of the server draws with. */
const FORMATS: ReadonlySet<string> = new Set(['jpeg', 'png', 'webp', 'gif', 'heif']);

/** A picture unpacked takes up to 200 MB: one at a time. */
const oneByOne = pLimit(1);

const load = once(async () => {
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  sharp.concurrency(1);
  return sharp;
});

/**
 * Draws a picture anew at `to` and its thumbnail at `thumbnail`: turned upright, its first frame, and nothing but its
 * pixels, so that neither where it was taken nor whatever hung on to the file comes along. Throws `unreadable-file`.
 */
export function redraw(from: string, { to, thumbnail }: { to: string; thumbnail: string }): Promise<Picture> {
  return oneByOne(async () => {
    const sharp = await load();
    try {
      const open = (path: string) =>
        sharp(path, { limitInputPixels: MOST_PIXELS, failOn: 'error', pages: 1 }).timeout({ seconds: SECONDS });
      const { format, width: given, height: tall } = await sharp(from, { limitInputPixels: false, pages: 1 }).metadata();
      if (!FORMATS.has(format)) throw new AppError('file-refused');
      if (given * tall > MOST_PIXELS)
        throw new AppError('file-refused', {}, `A picture may have at most ${MOST_PIXELS / 1_000_000} megapixels.`);
      const upright = open(from).autoOrient();
      const type = typeOf(format);
      const drawn =
        type === 'image/jpeg'
          ? upright.jpeg({ quality: 88 })
          : type === 'image/webp'
            ? upright.webp({ quality: 88 })
            : upright.png({ compressionLevel: 6 });
      const { width, height } = await drawn.toFile(to);
      await open(to)
        .resize({ width: THUMBNAIL_PX, height: THUMBNAIL_PX, fit: 'inside', withoutEnlargement: true })
        .webp({ quality: 76 })
        .toFile(thumbnail);
      return { type, width, height };
    } catch (error) {
      if (error instanceof AppError || isOurDisk(error)) throw error;
      throw new AppError('unreadable-file', {}, 'This picture is damaged or cut off.', { cause: error });
    }
  });
}

/** Kept as it came where browsers show it everywhere; AVIF as WebP, a GIF’s first frame as PNG. */
function typeOf(format: string): PictureType {
  if (format === 'jpeg') return 'image/jpeg';
  return format === 'webp' || format === 'heif' ? 'image/webp' : 'image/png';
}

function isOurDisk(error: unknown): boolean {
  return error instanceof Error && /no space left|disk quota/i.test(error.message);
}
