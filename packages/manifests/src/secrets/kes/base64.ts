/**
 * The text that Base64 stands for.
 *
 * @throws DOMException when it is no Base64, TypeError when its bytes are no UTF-8
 */
export function decodeText(base64: string): string {
  const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
    bytes,
  );
}

/** Whether {@link decodeText} can read it. */
export function isBase64Text(base64: string): boolean {
  try {
    decodeText(base64);
    return true;
  } catch {
    // Both of its errors say the same here.
    return false;
  }
}
