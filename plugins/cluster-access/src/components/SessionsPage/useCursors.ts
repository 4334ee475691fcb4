import { useState } from 'react';

/** Pages of a list that only tells where the next one begins: remembers how the reader came here. */
export function useCursors() {
  const [cursors, setCursors] = useState<string[]>([]);
  return {
    cursor: cursors.at(-1),
    isFirst: cursors.length === 0,
    next: (cursor: string) => setCursors(before => [...before, cursor]),
    previous: () => setCursors(before => before.slice(0, -1)),
  };
}
