/**
 * Ends process groups when the process that started this one is gone, even where it was killed and could not do it itself.
 * `processes.mjs` runs it and tells it which groups there are.
 */
const groups = new Set();

process.on('message', ({ started, ended }) => {
  groups.delete(ended);
  if (started) {
    groups.add(started);
  }
});

process.on('disconnect', () => {
  for (const group of groups) {
    try {
      process.kill(process.platform === 'win32' ? group : -group, 'SIGKILL');
    } catch (error) {
      if (error.code !== 'ESRCH') {
        throw error;
      }
    }
  }
  process.exit();
});
