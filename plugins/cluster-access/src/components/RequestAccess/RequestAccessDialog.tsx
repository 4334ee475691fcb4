import {
  Alert,
  Button,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Skeleton,
  Text,
} from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  AccessOptions,
  AccessSession,
} from '@cluster-self-service/backstage-plugin-cluster-access-common';
import { useId } from 'react';
import { messageOf } from '../../lib/errors';
import { clusterAccessTranslationRef } from '../../translations';
import { LoadError } from '../LoadError';
import { RequestForm } from './RequestForm';
import { useAccessOptions } from './useAccessOptions';
import { useRequestForm } from './useRequestForm';
import styles from './RequestAccess.module.css';

interface Answers {
  onRequested: (session: AccessSession) => void;
}

/** What is inside of the dialog: the form, or why there is none. */
export const RequestAccessDialog = ({ onRequested }: Answers) => {
  const { t } = useTranslationRef(clusterAccessTranslationRef);
  const { value: options, error, retry } = useAccessOptions();
  return (
    <>
      <DialogHeader>{t('request.title')}</DialogHeader>
      {options?.options.length ? (
        <FilledIn options={options} onRequested={onRequested} />
      ) : (
        <DialogBody>
          {error && (
            <LoadError
              title={t('request.optionsError')}
              description={messageOf(error)}
              onRetry={retry}
            />
          )}
          {options && <NothingToAskFor options={options} />}
          {!options && !error && <FormSkeleton />}
        </DialogBody>
      )}
    </>
  );
};

function FilledIn(props: Answers & { options: AccessOptions }) {
  const { t } = useTranslationRef(clusterAccessTranslationRef);
  const form = useRequestForm(props.options, props.onRequested);
  const id = useId();
  return (
    <>
      <DialogBody>
        <Text as="p" color="secondary" className={styles.intro}>
          {t('request.intro')}
        </Text>
        <RequestForm id={id} options={props.options} form={form} />
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" slot="close" isDisabled={form.isSending}>
          {t('common.cancel')}
        </Button>
        <Button
          variant="primary"
          type="submit"
          form={id}
          isPending={form.isSending}
        >
          {t('request.submit')}
        </Button>
      </DialogFooter>
    </>
  );
}

function NothingToAskFor({ options }: { options: AccessOptions }) {
  const { t } = useTranslationRef(clusterAccessTranslationRef);
  const why = options.problems.map(({ message }) => message).join(' ');
  return (
    <Alert
      icon
      status="info"
      title={t('request.nothing')}
      description={why || t('request.nothingWhy')}
    />
  );
}

function FormSkeleton() {
  const { t } = useTranslationRef(clusterAccessTranslationRef);
  return (
    <div role="status" aria-label={t('common.loading')} className={styles.form}>
      <Skeleton height={52} />
      <Skeleton height={52} />
      <Skeleton height={52} />
      <Skeleton height={96} />
    </div>
  );
}
