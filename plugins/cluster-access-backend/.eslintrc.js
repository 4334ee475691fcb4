module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  testRules: {
    // What waits fails when it waits in vain.
    'jest/expect-expect': [
      'warn',
      { assertFunctionNames: ['expect*', 'until'] },
    ],
  },
});
