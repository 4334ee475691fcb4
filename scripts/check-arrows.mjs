/** `yarn check:arrows`: no workspace depends on one that the architecture keeps from it. */
import { findWrongArrows, readWorkspaces } from './lib/arrows.mjs';

const wrong = findWrongArrows(readWorkspaces());
wrong.forEach(sentence => console.error(sentence));
process.exit(wrong.length ? 1 : 0);
