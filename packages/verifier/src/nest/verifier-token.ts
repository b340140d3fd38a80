/** Injects the `Verifier` of the PortcullisModule. */
export const VERIFIER = '@portcullis/verifier:verifier';
