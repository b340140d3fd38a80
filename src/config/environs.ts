/** Environment variables, or what stands in for them in a test. */
export type Environs = Readonly<Record<string, string | undefined>>;
