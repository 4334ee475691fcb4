export { serveReview } from './reviews';
