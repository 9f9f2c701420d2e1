import type { BookingLink } from '@tripmaster/contracts';
import { createContext, use } from 'react';

/** Where a stop can be looked for and booked, by its id; empty until it is known. */
export const BookingsContext = createContext<ReadonlyMap<string, readonly BookingLink[]>>(new Map());

export function useBookings(itemId: string): readonly BookingLink[] {
  return use(BookingsContext).get(itemId) ?? [];
}
