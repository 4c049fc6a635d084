import { encode } from 'uqr';

const QUIET = 4;

/**
 * A QR code as one path on white, in both themes: readers want dark on light, and four modules of quiet around
 * (ISO/IEC 18004 §5.3.8). Each run of dark modules in a row is one bar.
 */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, data } = encode(text, { ecc: 'L', border: 0 });
  const bars: string[] = [];
  data.forEach((row, y) => {
    for (let x = 0; x < size; x += 1) {
      if (!row[x]) continue;
      const from = x;
      while (row[x + 1]) x += 1;
      bars.push(`M${from + QUIET} ${y + QUIET}h${x - from + 1}v1h-${x - from + 1}z`);
    }
  });
  const side = size + 2 * QUIET;
  return (
    <svg width="232" height="232" viewBox={`0 0 ${side} ${side}`} shape-rendering="crispEdges" role="img" aria-label={label}>
      <rect width={side} height={side} rx="2" fill="#fff" />
      <path fill="#111" d={bars.join('')} />
    </svg>
  );
}
