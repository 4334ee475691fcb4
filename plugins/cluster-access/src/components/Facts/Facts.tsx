import type { ReactNode } from 'react';
import styles from './Facts.module.css';

/** One fact and its name. */
export interface Fact {
  label: string;
  value: ReactNode;
  /** Takes a line of its own. */
  wide?: boolean;
}

/** Facts as a list of names and values. */
export const Facts = ({ facts }: { facts: Fact[] }) => (
  <dl className={styles.facts}>
    {facts.map(({ label, value, wide }) => (
      <div key={label} className={wide ? styles.wide : undefined}>
        <dt className={styles.label}>{label}</dt>
        <dd className={styles.value}>{value}</dd>
      </div>
    ))}
  </dl>
);
