/** As an SVG image; what draws it is loaded when it is first needed. */
export async function qrCode(text: string): Promise<string> {
  const { renderSVG } = await import('uqr');
  return renderSVG(text, { ecc: 'M' });
}
