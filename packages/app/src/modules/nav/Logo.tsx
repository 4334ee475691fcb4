import { Link, useSidebarOpenState } from '@backstage/core-components';
import styles from './Logo.module.css';

/** The mark, with the name beside it while the sidebar is open. */
export const Logo = () => {
  const { isOpen } = useSidebarOpenState();
  return (
    <Link to="/" underline="none" className={styles.logo} aria-label="Home">
      <svg viewBox="0 0 32 32" className={styles.mark} aria-hidden>
        <path
          d="M16 1.5 28.6 8.75v14.5L16 30.5 3.4 23.25V8.75Z"
          fill="currentColor"
        />
        <path
          d="M16 9a4 4 0 0 0-1.9 7.5l-1.3 7h6.4l-1.3-7A4 4 0 0 0 16 9Z"
          fill="#171717"
        />
      </svg>
      {isOpen && (
        <span className={styles.name}>
          cluster <span className={styles.second}>self-service</span>
        </span>
      )}
    </Link>
  );
};
