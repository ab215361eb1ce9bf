// ui/scan/look.tsx — what the camera sees, and what is to say of it.
import type { JSX } from "preact";
import { useContext, useEffect, useRef, useState } from "preact/hooks";
import type { Catalogue, RoomWords } from "../../i18n/zh.ts";
import { scanZh } from "../../i18n/zh_scan.ts";
import { Button } from "../button.tsx";
import { Notice } from "../notice.tsx";
import { EyesOfPage, type CameraProps } from "../scanner.tsx";
import { useWords } from "../words.ts";
import type { CameraTrouble } from "./camera.ts";
import { browserEyes, scan } from "./scan.ts";

export { browserEyes };

function useScanWords(): Catalogue & Pick<RoomWords, "scan"> {
    const words = useWords();
    return { ...words, scan: words.scan ?? scanZh };
}

export function CameraNotice({ trouble }: { trouble: CameraTrouble }): JSX.Element {
    const words = useScanWords();
    return <Notice sentence={words.scan[trouble]} focused />;
}

export function Look({ label, onText, stays = false, onEnd }: CameraProps): JSX.Element {
    const words = useScanWords();
    const eyes = useContext(EyesOfPage) ?? browserEyes;
    const screen = useRef<HTMLVideoElement>(null);
    const region = useRef<HTMLElement>(null);
    const [wrong, say] = useState<string | null>(null);
    const latest = useRef(onText);
    latest.current = onText;
    useEffect(() => {
        region.current?.querySelector("button")?.focus();
        const leaving = new AbortController();
        const onKey = ({ key }: KeyboardEvent): void => {
            if (key === "Escape") onEnd(null);
        };
        const onHidden = (): void => {
            if (document.hidden) onEnd(null);
        };
        document.addEventListener("keydown", onKey);
        document.addEventListener("visibilitychange", onHidden);
        const take = (text: string): boolean => {
            const unfit = latest.current(text);
            say(unfit);
            return unfit === null && !stays;
        };
        if (screen.current !== null) {
            void scan(eyes, screen.current, leaving.signal, take).then((end) => {
                if (end !== "left" && !leaving.signal.aborted) onEnd(end === "found" ? null : end);
            });
        }
        return () => {
            document.removeEventListener("keydown", onKey);
            document.removeEventListener("visibilitychange", onHidden);
            leaving.abort();
        };
        // One look from opening to closing: what the page draws meanwhile does not begin another.
    }, []);
    return (
        <section class="stack" aria-label={label} ref={region}>
            <video class="scan-screen" playsInline muted ref={screen} aria-hidden="true" />
            <p role="status" class={wrong === null ? "say" : "say say-wrong"}>
                {wrong ?? words.scan.looking}
            </p>
            <Button
                onPress={() => {
                    onEnd(null);
                }}
            >
                {words.scan.close}
            </Button>
        </section>
    );
}
