import eslint from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { reasonedDisables } from './eslint/reasoned-disables.mjs';

const NO_ENVIRONMENT = {
  selector: 'MemberExpression[object.name="process"][property.name="env"]',
  message: 'Only src/config reads the environment; inject AppConfig.',
};

const NO_SYSTEM_TIME = {
  selector:
    'CallExpression[callee.object.name="Date"][callee.property.name="now"], NewExpression[callee.name="Date"][arguments.length=0]',
  message: 'Only src/clock reads the time; inject Clock or take `now`.',
};

/** A library takes options; the environment and the time belong to the application. */
const NO_ENVIRONMENT_IN_PACKAGES = {
  selector: NO_ENVIRONMENT.selector,
  message: 'A package does not read the environment; take an option.',
};

const NO_TIME_IN_PACKAGES = {
  selector: NO_SYSTEM_TIME.selector,
  message: 'Only clock/clock.ts reads the time; take a Clock.',
};

const NO_SUITE_WITHOUT_TESTS = {
  selector:
    'CallExpression[callee.property.name="filter"][callee.object.callee.name="testDatabases"]',
  message:
    'Where nothing is left nothing is tested, unseen: use whereThereIs(sharedDatabases(), …).',
};

const GLOBALS = [
  'Response',
  'process',
  'Buffer',
  'performance',
  'console',
  'fetch',
  'URL',
  'URLSearchParams',
  'setInterval',
  'clearInterval',
  'require',
  'module',
  '__dirname',
];

export default defineConfig(
  globalIgnores(['**/dist/', 'coverage/', '.data/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  {
    plugins: { portcullis: { rules: { 'reasoned-disables': reasonedDisables } } },
    rules: { 'portcullis/reasoned-disables': 'error', eqeqeq: 'error', 'no-console': 'error' },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      // A Nest module is a class whose decorator is all it has.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // `async` without `await` turns a throw into a rejection, as ports promise.
      '@typescript-eslint/require-await': 'off',
      // Nest and TypeORM type their options as classes and take literals.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: false, requireDefaultForNonUnion: true },
      ],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'max-lines': ['error', 200],
      'no-restricted-syntax': ['error', NO_ENVIRONMENT, NO_SYSTEM_TIME],
    },
  },
  {
    files: ['pages/**/*.{ts,tsx}'],
    rules: { 'max-lines': ['error', 200] },
  },
  {
    files: ['packages/*/src/**/*.ts'],
    // Made by scripts/client-types.mjs.
    ignores: ['packages/client/src/api/openapi.ts'],
    rules: { 'max-lines': ['error', 200] },
  },
  {
    files: ['packages/*/src/**/*.ts'],
    ignores: ['packages/*/src/clock/clock.ts'],
    rules: { 'no-restricted-syntax': ['error', NO_ENVIRONMENT_IN_PACKAGES, NO_TIME_IN_PACKAGES] },
  },
  {
    files: ['src/config/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', NO_SYSTEM_TIME] },
  },
  {
    files: ['src/clock/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', NO_ENVIRONMENT] },
  },
  {
    files: ['test/**/*.ts'],
    ignores: ['test/databases.ts'],
    rules: { 'no-restricted-syntax': ['error', NO_SUITE_WITHOUT_TESTS] },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      'max-lines': ['error', 300],
      // Jest's asymmetric matchers are typed `any`.
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
  {
    // These print to a terminal.
    files: [
      'scripts/**/*.mjs',
      'demo/*.mjs',
      '.ci/**/*.mjs',
      'bench/**/*.{ts,mjs}',
      'test/global-setup.ts',
      'examples/**/*.{ts,mjs,cjs}',
    ],
    rules: { 'no-console': 'off' },
  },
  {
    // These run in a browser.
    files: ['demo/page/*.js'],
    languageOptions: {
      globals: Object.fromEntries(
        ['document', 'location', 'history', 'sessionStorage', 'FormData'].map((name) => [
          name,
          'readonly',
        ]),
      ),
    },
  },
  {
    files: ['**/*.{js,cjs,mjs}'],
    languageOptions: {
      globals: Object.fromEntries(GLOBALS.map((name) => [name, 'readonly'])),
    },
  },
);
