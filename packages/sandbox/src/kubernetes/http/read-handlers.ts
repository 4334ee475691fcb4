import { expired } from '../errors';
import { listObjects, liveObject } from '../operations';
import { answer, answerObject, type Handler, viewOf } from './answer';
import { strikes } from './fault-injection';
import { listQuery } from './options';
import { renderList } from './representation';
import { watchObjects } from './watch';

export const get: Handler = (context, target) =>
  answerObject(context, target.type, liveObject(context.cluster, target));

export const list: Handler = (context, { type }) => {
  const view = viewOf(context, type);
  const query = listQuery(context.info);
  if (query.continue && strikes(context, 'gone')) {
    throw expired(
      'The provided continue parameter is too old to display a consistent list result.',
    );
  }
  answer(
    context,
    200,
    renderList(view, listObjects(context.cluster, type, query)),
  );
};

export const watch: Handler = (context, { type, namespace }) => {
  const { cluster, response, info, watches } = context;
  const gone = strikes(context, 'gone');
  const request = { namespace, query: info.query, response, gone };
  if (strikes(context, 'drop-watch')) {
    response.destroy();
    return;
  }
  watchObjects(cluster, viewOf(context, type), request, watches);
};
