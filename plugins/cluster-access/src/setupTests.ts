import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Whole pages are shown here, which takes its time on a busy machine; tests wait for what they expect, not for a time.
configure({ asyncUtilTimeout: 20_000 });
jest.setTimeout(60_000);
