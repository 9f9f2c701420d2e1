import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The faces that are printed with: a regular and a bolder weight of each, by the folders of their packages. */
const FACES: readonly (readonly [name: string, ...folders: string[]])[] = [
  ['@expo-google-fonts/literata', '400Regular', '600SemiBold'],
  ['@expo-google-fonts/sofia-sans', '400Regular', '600SemiBold', '700Bold'],
  ['@expo-google-fonts/noto-sans-hebrew', '400Regular', '600SemiBold'],
  ['@expo-google-fonts/frank-ruhl-libre', '400Regular', '600SemiBold'],
  ['@expo-google-fonts/vazirmatn', '400Regular', '600SemiBold'],
  ['@expo-google-fonts/noto-sans-thai', '400Regular', '600SemiBold'],
  ['@expo-google-fonts/noto-sans-devanagari', '400Regular', '600SemiBold'],
  ['@expo-google-fonts/biz-udpgothic', '400Regular', '700Bold'],
  ['@expo-google-fonts/nanum-gothic', '400Regular', '700Bold'],
  ['@embedpdf/fonts-sc', 'fonts'],
];

/** Where the faces lie, from source and from the bundle alike. Throws when a package is not installed. */
export function fontFolders(): string[] {
  const { resolve } = createRequire(import.meta.url);
  return FACES.flatMap(([name, ...folders]) => {
    const home = (resolve.paths(name) ?? []).map((path) => join(path, name)).find((path) => existsSync(path));
    if (home === undefined) throw new Error(`the fonts of ${name} are not installed`);
    return folders.map((folder) => join(home, folder));
  });
}
