// ui/qr.tsx — a QR code as nodes of SVG: markup that is parsed from text would be refused by the page's policy.
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { Later, useLater } from "./later.ts";

export const qrEncoder = new Later(() => import("uqr"));

type Encode = (typeof import("uqr"))["encode"];

function path(encode: Encode, text: string): { readonly size: number; readonly d: string } {
    const { data, size } = encode(text, { ecc: "M", border: 4 });
    const dark = data.flatMap((row, y) =>
        row.flatMap((module, x) => (module ? [`M${x} ${y}h1v1h-1z`] : [])),
    );
    return { size, d: dark.join("") };
}

/** Until its encoder has come, its place is empty. */
export function Qr({ text, label }: { text: string; label: string }): JSX.Element {
    const encode = useLater(qrEncoder)?.encode ?? null;
    const drawn = useMemo(() => (encode === null ? null : path(encode, text)), [encode, text]);
    if (drawn === null) return <div class="qr qr-awaited" />;
    const { size, d } = drawn;
    return (
        <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
            <path d={d} />
        </svg>
    );
}
