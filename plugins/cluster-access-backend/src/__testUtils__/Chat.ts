import type {
  Notifier,
  NoticeReceipt,
  SessionNotice,
} from '@cluster-self-service/backstage-plugin-cluster-access-node';

interface Posted {
  notice: SessionNotice;
  startReceipt?: NoticeReceipt;
  mayHaveBeenSent: boolean;
}

/** A chat in memory that several replicas share; it keeps what was posted, as a real one does. */
export class Chat {
  readonly posts: Posted[] = [];
  /** Called before a post; throws to refuse it. */
  before: (notice: SessionNotice) => void = () => {};
  /** Called after a post; throws to lose the answer, or holds it back. */
  after: (notice: SessionNotice) => void | Promise<void> = () => {};

  kinds(): string[] {
    return this.posts.map(({ notice }) => notice.kind);
  }

  notifier(): Notifier {
    return {
      id: 'chat',
      deliver: async (notice, { mayHaveBeenSent, startReceipt }) => {
        this.before(notice);
        const found = this.posts.findIndex(
          post => post.notice.idempotencyKey === notice.idempotencyKey,
        );
        if (mayHaveBeenSent && found >= 0) {
          return { ts: String(found) };
        }
        this.posts.push({ notice, startReceipt, mayHaveBeenSent });
        const ts = String(this.posts.length - 1);
        await this.after(notice);
        return { ts };
      },
    };
  }
}
