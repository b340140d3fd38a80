/** Of a body with several tokens to ask about, and of its answer. */
export const BATCH_TYPE = 'application/vnd.portcullis.introspection-batch+json';

export const MOST_IN_BATCH = 100;

/** Bytes: as many tokens of four kilobytes. */
export const BATCH_LIMIT = 400 * 1024;

/** Whether a content type is that of a batch, whatever its parameters are. */
export const isBatch = (contentType: string | undefined): boolean =>
  contentType !== undefined &&
  contentType.length >= BATCH_TYPE.length &&
  contentType.split(';', 1)[0]?.trim().toLowerCase() === BATCH_TYPE;
