/** Which stop is looked at, in the list or on the map. Both read it and both set it. */
export type StopFocus = {
  selected: string | undefined;
  hovered: string | undefined;
  select: (id: string | undefined) => void;
  hover: (id: string | undefined) => void;
};
