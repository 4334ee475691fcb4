// Every package's own .eslintrc.js brings Backstage's rules for its role; what holds for all of them stands here.
module.exports = {
  root: true,
  plugins: ['@backstage'],
  rules: {
    '@backstage/no-undeclared-imports': 'error',
    '@backstage/no-relative-monorepo-imports': 'error',
  },
  overrides: [
    {
      files: ['**/*.ts', '**/*.tsx'],
      rules: {
        '@typescript-eslint/no-explicit-any': 'error',
        '@typescript-eslint/ban-ts-comment': 'error',
      },
    },
  ],
};
