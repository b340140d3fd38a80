/** Runs once before every test file. */
export default function globalSetup(): void {
  // Test databases are prepared here.
}
