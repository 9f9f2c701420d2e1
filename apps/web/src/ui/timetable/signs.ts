import { BedIcon, CoffeeIcon, MoonIcon } from '@phosphor-icons/react';

/** What stands in place of a number, in the list and on the map. */
export const UNNUMBERED = { night: BedIcon, nap: MoonIcon, pause: CoffeeIcon } as const;
