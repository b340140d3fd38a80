/** As in package.json, which is not beside the bundle; a test compares them. */
export const VERSION = '0.1.0';
