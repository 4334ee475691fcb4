import { Alert, Select, TextAreaField } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { AccessOptions } from '@cluster-self-service/backstage-plugin-cluster-access-common';
import { type FormEvent, useEffect, useRef } from 'react';
import { useLocale } from '../../hooks/useLocale';
import { formatDuration } from '../../lib/time';
import { clusterAccessTranslationRef } from '../../translations';
import { durationsOf, rolesOf } from './draft';
import type { useRequestForm } from './useRequestForm';
import styles from './RequestAccess.module.css';

// No choice yet. Not null, for which a field shows no problem.
const NOTHING = '';

/** The fields of a request, each with what is wrong with it. */
export const RequestForm = (props: {
  id: string;
  options: AccessOptions;
  form: ReturnType<typeof useRequestForm>;
}) => {
  const { id, options, form } = props;
  const { draft, problems, refusals, failure, isSending } = form;
  const { t } = useTranslationRef(clusterAccessTranslationRef);
  const locale = useLocale();
  const ref = useRef<HTMLFormElement>(null);
  const roles = rolesOf(options, draft.cluster);
  const { minLength, maxLength } = options.reason;
  const reasonLength = draft.reason.trim().length;
  const role = roles.find(({ name }) => name === draft.role);

  // Only when the form was sent: while people fill it in, the focus is theirs.
  useEffect(() => {
    ref.current
      ?.querySelector<HTMLElement>(
        '[data-invalid] button, [data-invalid] textarea',
      )
      ?.focus();
  }, [refusals]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.send();
  };

  return (
    <form
      id={id}
      ref={ref}
      className={styles.form}
      onSubmit={submit}
      noValidate
    >
      {failure && (
        <Alert
          role="alert"
          icon
          status="danger"
          title={t(`request.${failure.kind}`)}
          description={failure.message}
        />
      )}
      <Select
        {...fieldProps(problems.cluster)}
        label={t('request.cluster')}
        placeholder={t('request.clusterPlaceholder')}
        isDisabled={isSending}
        options={options.options.map(({ cluster, clusterName }) => ({
          id: cluster,
          label: clusterName,
        }))}
        value={draft.cluster ?? NOTHING}
        onChange={key => form.setCluster(String(key))}
      />
      <Select
        {...fieldProps(problems.role)}
        label={t('request.role')}
        placeholder={t('request.rolePlaceholder')}
        description={
          role &&
          t('request.roleDescription', {
            duration: formatDuration(role.maxDurationSeconds, locale),
          })
        }
        isDisabled={isSending || roles.length === 0}
        options={roles.map(({ name, displayName }) => ({
          id: name,
          label: displayName,
        }))}
        value={draft.role ?? NOTHING}
        onChange={key => form.setRole(String(key))}
      />
      <Select
        {...fieldProps(problems.duration)}
        label={t('request.duration')}
        placeholder={t('request.durationPlaceholder')}
        isDisabled={isSending || !role}
        options={durationsOf(options, draft).map(seconds => ({
          id: String(seconds),
          label: formatDuration(seconds, locale),
        }))}
        value={draft.durationSeconds ? String(draft.durationSeconds) : NOTHING}
        onChange={key => form.setDuration(Number(key))}
      />
      <TextAreaField
        {...fieldProps(problems.reason)}
        label={t('request.reason')}
        placeholder={t('request.reasonPlaceholder')}
        description={
          reasonLength < minLength
            ? t('request.reasonCountShort', {
                length: String(reasonLength),
                max: String(maxLength),
                min: String(minLength),
              })
            : t('request.reasonCount', {
                length: String(reasonLength),
                max: String(maxLength),
              })
        }
        isDisabled={isSending}
        value={draft.reason}
        onChange={form.setReason}
      />
    </form>
  );
};

/** Shows what the form knows to be wrong, at the field and to assistive technology. */
function fieldProps(problem: string | undefined) {
  return {
    isRequired: true,
    validationBehavior: 'aria' as const,
    validate: () => problem,
  };
}
