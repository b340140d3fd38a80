const DISABLE = /^\s*eslint-disable/;
const REASON = /\s--\s+\S/;

/** A directive that silences a rule says why, after two dashes. */
export const reasonedDisables = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { unreasoned: 'Say why the rule is off: `eslint-disable-… rule -- reason`.' },
  },
  create: (context) => ({
    Program() {
      for (const comment of context.sourceCode.getAllComments()) {
        if (DISABLE.test(comment.value) && !REASON.test(comment.value)) {
          context.report({ loc: comment.loc, messageId: 'unreasoned' });
        }
      }
    },
  }),
};
