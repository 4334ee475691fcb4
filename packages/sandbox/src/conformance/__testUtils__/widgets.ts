import type { Json } from '../../kubernetes/types';
import type { Body } from './client';

/** A CustomResourceDefinition with one of everything that structural schemas offer and every server since 1.20 takes. */
export function widgetDefinition(group: string): {
  apiVersion: string;
  kind: string;
  metadata: Body;
  spec: { [key: string]: Json };
} {
  const condition = {
    type: 'object',
    required: ['type'],
    properties: { type: { type: 'string' }, status: { type: 'string' } },
  };
  const part = {
    type: 'object',
    required: ['name'],
    properties: {
      name: { type: 'string' },
      size: { type: 'integer', default: 1 },
      color: { type: 'string' },
    },
  };
  const spec = {
    type: 'object',
    required: ['title'],
    properties: {
      title: { type: 'string', minLength: 1 },
      replicas: { type: 'integer', minimum: 0, maximum: 10, default: 1 },
      color: { type: 'string', enum: ['red', 'green'] },
      tags: {
        type: 'array',
        items: { type: 'string' },
        'x-kubernetes-list-type': 'set',
      },
      order: { type: 'array', items: { type: 'string' } },
      parts: {
        type: 'array',
        items: part,
        'x-kubernetes-list-type': 'map',
        'x-kubernetes-list-map-keys': ['name'],
      },
      labels: { type: 'object', additionalProperties: { type: 'string' } },
      free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
      when: { type: 'string', format: 'date-time' },
    },
  };
  const status = {
    type: 'object',
    properties: {
      phase: { type: 'string' },
      conditions: {
        type: 'array',
        items: condition,
        'x-kubernetes-list-type': 'map',
        'x-kubernetes-list-map-keys': ['type'],
      },
    },
  };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `widgets.${group}` },
    spec: {
      group,
      scope: 'Namespaced',
      names: {
        plural: 'widgets',
        singular: 'widget',
        kind: 'Widget',
        listKind: 'WidgetList',
        shortNames: ['wi'],
        categories: ['gadgets'],
      },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          subresources: { status: {} },
          additionalPrinterColumns: [
            { name: 'Title', type: 'string', jsonPath: '.spec.title' },
            {
              name: 'Replicas',
              type: 'integer',
              jsonPath: '.spec.replicas',
              priority: 1,
            },
            {
              name: 'Age',
              type: 'date',
              jsonPath: '.metadata.creationTimestamp',
            },
          ],
          schema: {
            openAPIV3Schema: {
              type: 'object',
              required: ['spec'],
              properties: { spec, status },
            },
          },
        },
      ],
    },
  };
}
