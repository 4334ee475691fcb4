import { Route, Routes } from 'react-router-dom';
import { SessionPage } from '../SessionPage';
import { SessionsPage } from './SessionsPage';

/** All sessions, and below them the page of each. */
export const SessionsRouter = () => (
  <Routes>
    <Route index element={<SessionsPage scope="all" />} />
    <Route path=":id" element={<SessionPage />} />
  </Routes>
);
