import { failure, qualified } from '../errors';
import type { AdmissionPlugin, AdmissionRequest, StoredObject } from '../types';

/** Plugins in the order of their registration, mutating ones first. */
export class AdmissionChain {
  readonly #plugins: AdmissionPlugin[] = [];

  add(plugin: AdmissionPlugin): void {
    this.#plugins.push(plugin);
  }

  get isEmpty(): boolean {
    return this.#plugins.length === 0;
  }

  mutate(request: AdmissionRequest): StoredObject | undefined {
    let { object } = request;
    for (const plugin of this.#plugins) {
      object = plugin.mutate?.({ ...request, object }) ?? object;
    }
    return object;
  }

  /** @throws ApiError with the code and message of the first plugin that refuses */
  validate(request: AdmissionRequest): void {
    for (const plugin of this.#plugins) {
      const denial = plugin.validate?.(request);
      if (denial) {
        throw failure(
          denial.code,
          denial.reason,
          `admission webhook "${plugin.name}" denied the request: ${denial.message}`,
          {
            ...(request.name && { name: request.name }),
            kind: qualified(request.resource),
          },
        );
      }
    }
  }
}
