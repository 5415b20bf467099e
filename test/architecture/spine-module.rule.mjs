/** Contexts use the contribution port of the import spine; only the applications assemble its module. */
export const moduleOfTheSpineIsForApps = {
  'no-restricted-imports': [
    'error',
    {
      paths: [
        {
          name: '@hexagone/ingestion',
          importNames: ['IngestionModule'],
          message: 'IngestionModule is for apps/ alone.',
        },
      ],
    },
  ],
};
